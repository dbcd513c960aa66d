"""What the words of a hold say about its end."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.tickets.holds import hold_until

DISTRICT = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 18, 30, tzinfo=DISTRICT)


def end_of(words: str) -> datetime | None:
    until = hold_until(words, int(NOW.timestamp() * 1000), DISTRICT)
    return None if until is None else datetime.fromtimestamp(until / 1000, DISTRICT)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("等配件，3 天", 3), ("3天后到货", 3), ("waits for parts, 10 Days", 10), ("等配件", 7), ("编号1000天津产", 7),
        ("等两天", 2), ("十天后到货", 10), ("两周", 14), ("2个星期", 14), ("等半个月", 15), ("一个月", 30),
        ("in a week", 7), ("2 weeks", 14), ("第二天就报了", 7), ("上周三报的", 7),
        ("上个星期三报的", 7), ("每周三清", 7),
        ("2026年的旧件", 7), ("reported last Friday", 7), ("the part sat in the sun", 7),
    ],
)  # fmt: skip
def test_days_count_from_now(words: str, days: int) -> None:
    until = end_of(words)
    assert until is not None
    assert (until - NOW).days == days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("到2026-12-01前办完", (2026, 12, 1)),
        ("until 2026-12-1.", (2026, 12, 1)),
        ("配件12月1日到货", (2026, 12, 1)),
        ("等到 12 月 1 号，预计3天装好", (2026, 12, 1)),
        ("2027年1月15日开工", (2027, 1, 15)),
        ("1月15日开工", (2027, 1, 15)),
        ("等配件，下周三", (2026, 12, 2)),
        ("下个星期三", (2026, 12, 2)),
        ("下下周一", (2026, 12, 7)),
        ("周五来修", (2026, 11, 27)),
        ("周五来修，2天装好", (2026, 11, 27)),
        ("星期天", (2026, 11, 29)),
        ("本周五", (2026, 11, 27)),
        ("周一再说", (2026, 11, 30)),
        ("周三天气好再来", (2026, 11, 25)),
        ("明天下午", (2026, 11, 24)),
        ("大后天", (2026, 11, 26)),
        ("下周配件到", (2026, 11, 30)),
        ("月底", (2026, 11, 30)),
        ("下个月", (2026, 12, 1)),
        ("waits for parts, next Wednesday", (2026, 12, 2)),
        ("until Fri", (2026, 11, 27)),
        ("tomorrow", (2026, 11, 24)),
    ],
)
def test_a_date_means_its_morning(words: str, day: tuple[int, int, int]) -> None:
    assert end_of(words) == datetime(*day, 9, tzinfo=DISTRICT)


@pytest.mark.parametrize("words", ["到2026-02-30", "13月1日", "2026-11-23", "2020年1月1日", "0天", "本周一", "这周一"])
def test_a_day_that_does_not_come_ends_nothing(words: str) -> None:
    assert end_of(words) is None
