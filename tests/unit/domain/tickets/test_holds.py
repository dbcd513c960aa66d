"""What the words of a hold say about its end."""

import csv
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.district.clocks import Calendar
from domain.district.hours import Hours
from domain.tickets.holds import NoDay, Past, Said, TooFar, TwoDays, day_said, gives_reason, hold_ends, reason_in
from tests.sources import ROOT

OFFICE = Calendar(
    Hours.parse(["mon-fri 08:30-12:00 13:30-18:00"]),
    ZoneInfo("Asia/Shanghai"),
    holidays=frozenset({date(2026, 12, 30)}),
    workdays=frozenset({date(2027, 1, 2)}),
)
WRITTEN = ROOT / "tests" / "data" / "hold_days.csv"
NAMES = {NoDay: "no_day", Past: "past", TwoDays: "two_days", TooFar: "too_far"}


def on(day: str, words: str) -> Said:
    now = datetime.fromisoformat(day).replace(hour=18, minute=30, tzinfo=OFFICE.timezone)
    return day_said(words, int(now.timestamp() * 1000), OFFICE)


def told(said: Said) -> str:
    return said.isoformat() if isinstance(said, date) else NAMES[type(said)]


def written() -> list[tuple[str, str]]:
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        return [(row["words"], row["day"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("words", "day"), written())
def test_a_day_is_read_as_people_write_it(words: str, day: str) -> None:
    assert told(on("2026-12-01", words)) == day


@pytest.mark.parametrize(
    ("today", "words", "day"),
    [
        ("2026-12-04", "这周五", "no_day"),
        ("2026-12-04", "周五", "2026-12-11"),
        ("2026-12-04", "本周三", "past"),
        ("2026-12-05", "本周内", "2026-12-06"),
        ("2026-12-09", "下周三", "2026-12-16"),
        ("2026-12-31", "月底", "no_day"),
        ("2026-12-31", "明天", "2027-01-01"),
        ("2027-01-31", "一个月", "2027-02-28"),
        ("2026-12-28", "3个工作日", "2027-01-01"),
        ("2027-01-01", "1个工作日", "2027-01-02"),
        ("2026-12-20", "9号", "2027-01-09"),
        ("2026-12-12", "9号", "past"),
        ("2028-02-01", "2月29日", "2028-02-29"),
        ("2026-02-01", "2月29日", "no_day"),
        ("2026-12-01", "3月31日", "2027-03-31"),
        ("2026-12-01", "4月1日", "too_far"),
    ],
)
def test_a_day_is_read_from_today(today: str, words: str, day: str) -> None:
    assert told(on(today, words)) == day


@pytest.mark.parametrize("words", ["", "第二天就报了", "编号1000天津产", "每周三清", "2026年的旧件", "2个灯头", "0天"])
def test_words_without_a_day_to_come_name_none(words: str) -> None:
    assert on("2026-12-01", words) == NoDay()


def test_what_is_wrong_with_a_day_is_told() -> None:
    assert on("2026-12-01", "11月20日") == Past(date(2026, 11, 20))
    assert on("2026-12-01", "12月9日或12月5日") == TwoDays((date(2026, 12, 5), date(2026, 12, 9)))
    assert on("2026-12-01", "明年9月1日") == TooFar(date(2027, 9, 1))


def test_a_hold_ends_in_the_morning_of_its_day() -> None:
    end = datetime.fromtimestamp(hold_ends(date(2026, 12, 9), OFFICE) / 1000, OFFICE.timezone)
    assert f"{end:%Y-%m-%d %H:%M}" == "2026-12-09 09:00"


@pytest.mark.parametrize(
    ("words", "says_more"),
    [
        ("等配件，下周三", True), ("下周三", False), ("挂到12月9日吧", False), ("等3天", False),
        ("until next Wed", False),
        ("parts due by Friday", True), ("3 days", False), ("天冷，3月15日", True), ("", False), ("12/9前", False),
        ("12月9日或者10日", False), ("昨天", False), ("tomorrow or Friday", False),
    ],
)  # fmt: skip
def test_a_reason_is_more_than_a_day(words: str, says_more: bool) -> None:  # noqa: FBT001
    assert gives_reason(words) is says_more


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (["等配件，等 3 天"], "等配件，等 3 天"), (["等配件", "下周三"], "等配件"), (["下周三", "等配件"], "等配件"),
        (["Parts are late, until Dec 5 or Dec 9", "Dec 9"], "Parts are late"),
        (["路面没干，挂到下周", "昨天", "3天"], "路面没干"),
        (["没钱，明年再说", "12月9日先补一下"], "没钱，明年再说\n12月9日先补一下"),
        (["昨天", "12月9日或12月10日", "等配件，12月9日", "9号"], "等配件"),
    ],
)  # fmt: skip
def test_the_reason_in_several_answers_is_free_of_days_that_count_no_more(answers: list[str], reason: str) -> None:
    assert reason_in("\n".join(answers)) == reason
