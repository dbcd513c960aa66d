"""Times as people say them, in district time."""

from datetime import datetime, timedelta, tzinfo

from babel.dates import format_skeleton, format_timedelta

from texts.base.wording import words_of

LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
_NEAR_DAYS = {-1: "time.yesterday", 0: "time.today", 1: "time.tomorrow"}
_MINUTE = 60_000


def moment(at: int, now: int, timezone: tzinfo, language: str) -> str:
    """An instant (ms UTC) as seen from `now`: `今天 18:00`, `24 Nov 18:00`; for messages that are soon read."""
    local, today = _local(at, timezone), _local(now, timezone)
    near = _NEAR_DAYS.get((local.date() - today.date()).days)
    if near is None:
        return stamp(at, timezone, language)
    return words_of(language).plain(near, clock=f"{local:%H:%M}")


def stamp(at: int, timezone: tzinfo, language: str) -> str:
    """An instant (ms UTC) that stays true on a message that stands for days: `11月24日 18:00`."""
    local = _local(at, timezone)
    return f"{format_skeleton('MMMd', local, locale=LOCALES[language])} {local:%H:%M}"


def day(at: int, timezone: tzinfo, language: str) -> str:
    """The day of an instant (ms UTC): `11月24日`."""
    return str(format_skeleton("MMMd", _local(at, timezone), locale=LOCALES[language]))


def ago(at: int, now: int, language: str) -> str:
    """How long ago an instant was: `3分钟前`; under a minute, or in the future, it is just now."""
    if now - at < _MINUTE:
        return words_of(language).plain("time.just_now")
    passed = timedelta(milliseconds=at - now)
    return str(format_timedelta(passed, add_direction=True, threshold=1, locale=LOCALES[language]))


def lasting(span_ms: int, language: str) -> str:
    """A span: `25分钟`, `3 hours`."""
    span = timedelta(milliseconds=max(span_ms, _MINUTE))
    return str(format_timedelta(span, threshold=1, granularity="minute", locale=LOCALES[language]))


def _local(at: int, timezone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at / 1000, timezone)
