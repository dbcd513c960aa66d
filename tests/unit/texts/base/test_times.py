from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from texts.base.times import ago, lasting, moment, stamp

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=SHANGHAI)


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


@pytest.mark.parametrize(("later", "zh", "en"), [
    (timedelta(hours=6), "今天 18:00", "today 18:00"),
    (timedelta(hours=12), "明天 00:00", "tomorrow 00:00"),
    (timedelta(hours=-13), "昨天 23:00", "yesterday 23:00"),
    (timedelta(days=3), "11月27日 12:00", "27 Nov 12:00"),
])  # fmt: skip
def test_moments_are_said_in_district_time_as_people_say_them(later: timedelta, zh: str, en: str) -> None:
    at = ms((NOON + later).astimezone(UTC))
    assert moment(at, ms(NOON), SHANGHAI, "zh") == zh
    assert moment(at, ms(NOON), SHANGHAI, "en") == en


def test_a_stamp_does_not_change_its_meaning_overnight() -> None:
    assert stamp(ms(NOON), SHANGHAI, "zh") == "11月24日 12:00"
    assert stamp(ms(NOON), SHANGHAI, "en") == "24 Nov 12:00"


@pytest.mark.parametrize(("span", "zh", "en"), [
    (0, "刚刚", "just now"),
    (-5 * 60_000, "刚刚", "just now"),
    (3 * 60_000, "3分钟前", "3 minutes ago"),
    (3 * 86_400_000, "3天前", "3 days ago"),
])  # fmt: skip
def test_ages(span: int, zh: str, en: str) -> None:
    assert (ago(0, span, "zh"), ago(0, span, "en")) == (zh, en)


def test_spans() -> None:
    assert lasting(25 * 60_000, "zh") == "25分钟"
    assert lasting(5_000, "en") == "1 minute"
