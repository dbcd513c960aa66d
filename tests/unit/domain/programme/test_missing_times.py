"""When a missing person was last seen, as staff say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.programme.missing_times import Unread, moment_said

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


NOW = at("2026-11-24T10:00")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("刚刚", "2026-11-24T10:00"),
        ("just now", "2026-11-24T10:00"),
        ("8:20", "2026-11-24T08:20"),
        ("早上8点20", "2026-11-24T08:20"),
        ("8:20am", "2026-11-24T08:20"),
        ("昨天 21:00", "2026-11-23T21:00"),
        ("昨晚9点半", "2026-11-23T21:30"),
        ("yesterday 9pm", "2026-11-23T21:00"),
        ("前天下午3点", "2026-11-22T15:00"),
        ("the day before yesterday 15:00", "2026-11-22T15:00"),
        ("半小时前", "2026-11-24T09:30"),
        ("半个小时以前", "2026-11-24T09:30"),
        ("两小时前", "2026-11-24T08:00"),
        ("20 分钟前", "2026-11-24T09:40"),
        ("half an hour ago", "2026-11-24T09:30"),
        ("2 hours ago", "2026-11-24T08:00"),
        ("an hour ago", "2026-11-24T09:00"),
        ("11月20日 15:00", "2026-11-20T15:00"),
        ("2026-11-20 15:00", "2026-11-20T15:00"),
    ],
)
def test_a_moment_that_was(words: str, meant: str) -> None:
    assert moment_said(words, NOW, ZONE) == at(meant)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", Unread.NO_TIME),
        ("不知道", Unread.NO_TIME),
        ("昨天", Unread.NO_TIME),
        ("8点到9点", Unread.NO_TIME),
        ("25:00", Unread.NO_TIME),
        ("11:00", Unread.FUTURE),
        ("明天 8:00", Unread.FUTURE),
        ("2026-10-01 8:00", Unread.LONG_AGO),
        ("999 hours ago", Unread.LONG_AGO),
    ],
)
def test_what_names_no_moment_that_can_be(words: str, why: Unread) -> None:
    assert moment_said(words, NOW, ZONE) is why
