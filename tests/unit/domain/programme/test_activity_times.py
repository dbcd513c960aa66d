"""When an activity is, as staff write it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.programme.activity_times import Span, Unclear, span_said

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = int(datetime(2026, 11, 24, 2, 0, tzinfo=UTC).timestamp() * 1000)
"""A Tuesday, ten in the morning."""


def said(words: str) -> str:
    """Beginning and end as in `12-05 14:00-16:00`, or why there is none."""
    span = span_said(words, NOW, SHANGHAI)
    if isinstance(span, Unclear):
        return span.value
    start, end = (datetime.fromtimestamp(at / 1000, SHANGHAI) for at in (span.starts_at, span.ends_at))
    return f"{start:%m-%d %H:%M}-{end:%H:%M}"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("12月5日 14:00-16:00", "12-05 14:00-16:00"),
        ("周六下午2点到4点", "11-28 14:00-16:00"),
        ("2026-12-05 14:00", "12-05 14:00-16:00"),
        ("Sat 2pm-4pm", "11-28 14:00-16:00"),
        ("Sat 2-4pm", "11-28 14:00-16:00"),
        ("明天晚上七点半", "11-25 19:30-21:30"),
        ("今天下午3点", "11-24 15:00-17:00"),
        ("12月5日１４：００", "12-05 14:00-16:00"),
        ("tomorrow 9:30am to 11am", "11-25 09:30-11:00"),
        ("明天上午9点到下午3点", "11-25 09:00-15:00"),
        ("明天中午1点", "11-25 13:00-15:00"),
        ("明天中午12点", "11-25 12:00-14:00"),
        ("明天晚上8点到12点", "11-25 20:00-00:00"),
        ("明天晚上12点", "11-26 00:00-02:00"),
        ("明天凌晨12点半", "11-25 00:30-02:30"),
        ("Sat 12am", "11-28 00:00-02:00"),
        ("Sat 12pm", "11-28 12:00-14:00"),
        ("明天 24:30", "no_time"),
        ("下午2点", "no_day"),
        ("周六", "no_time"),
        ("12月5日 16:00-14:00", "ends_first"),
        ("12月5日 14:00-12:00", "ends_first"),
        ("12月5日 14:00-3:00", "ends_first"),
        ("今天上午9点", "past"),
        ("12月5日 25:00", "no_time"),
        ("12月5日到12月6日 14:00", "two_days"),
        ("2028-12-05 14:00", "far"),
        ("", "no_day"),
    ],
)
def test_a_time_is_read_as_people_write_it(words: str, meant: str) -> None:
    assert said(words) == meant


@given(st.text(max_size=60))
def test_any_words_give_a_time_to_come_or_a_reason(words: str) -> None:
    span = span_said(words, NOW, SHANGHAI)
    assert isinstance(span, Unclear) or NOW < span.starts_at < span.ends_at


@given(st.datetimes(datetime(2026, 11, 25), datetime(2027, 10, 1)))  # noqa: DTZ001  a wall clock of the district
def test_a_full_date_and_clock_is_that_moment(at: datetime) -> None:
    local = at.replace(second=0, microsecond=0, tzinfo=SHANGHAI)
    span = span_said(f"{local:%Y-%m-%d %H:%M}", NOW, SHANGHAI)
    assert isinstance(span, Span)
    assert span.starts_at == int(local.timestamp() * 1000)
