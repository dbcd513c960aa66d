"""Times as cameras, satellites and editors write them, all untrusted."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from media.formats import exif
from media.formats.exif import Tags, Value
from media.oddities import Odd, Oddity

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""Before any digital camera; what clocks show that were never set."""

_MOMENTS: Final = (
    (exif.DATE_TIME_ORIGINAL, (exif.OFFSET_TIME_ORIGINAL, exif.OFFSET_TIME)),
    (exif.DATE_TIME_DIGITIZED, (exif.OFFSET_TIME_DIGITIZED, exif.OFFSET_TIME)),
    (exif.DATE_TIME, (exif.OFFSET_TIME,)),
)
_DATE_TIME: Final = re.compile(
    r"(\d{4})[:/.-](\d\d?)[:/.-](\d\d?)[ T](\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?: ?(Z|[+-]\d\d?:?\d\d))?\b"
)
_DATE: Final = re.compile(r"(\d{4})[:/.-](\d\d?)[:/.-](\d\d?)(?!\d)")
_CLOCK: Final = re.compile(r"(\d\d?):(\d\d):(\d\d(?:\.\d{1,9})?)")
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?")
_FARTHEST: Final = timedelta(hours=14)  # east of Greenwich, of any clock
_MAX_TEXT: Final = 40


def camera_time(picture: Tags, odd: list[Oddity]) -> datetime | None:
    """Return when the camera's clock says that the picture was taken, naive without an offset; None if it does not."""
    for tag, offset_tags in _MOMENTS:
        written = picture.get(tag)
        if not isinstance(written, str) or not written:
            continue
        moment = _moment(written)
        if moment is None:
            odd.append(Oddity(Odd.TIME, written[:_MAX_TEXT]))
            continue
        offsets = (_offset(picture.get(each), odd) for each in offset_tags)
        return moment if moment.tzinfo else moment.replace(tzinfo=next(filter(None, offsets), None))
    return None


def satellite_time(gps: Tags, odd: list[Oddity]) -> datetime | None:
    """Return the time of the satellites, in UTC; None if it is missing or can't be one."""
    date, clock = gps.get(exif.GPS_DATE_STAMP), gps.get(exif.GPS_TIME_STAMP)
    if not date and isinstance(clock, str):
        date = clock  # editors write both as one
    if not isinstance(date, str) or not date or not clock:
        return None
    day = _DATE.match(date)
    parts = _clock(clock)
    if day is not None and len(parts) == 3 and _is_clock(*parts):  # noqa: PLR2004  hours, minutes, seconds
        hours, minutes, seconds = parts
        try:
            midnight = datetime(*map(int, day.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
            return midnight + timedelta(hours=hours, minutes=minutes, milliseconds=round(seconds * 1000))
        except (ValueError, OverflowError):
            pass
    odd.append(Oddity(Odd.SATELLITE_TIME, date[:_MAX_TEXT]))
    return None


def _clock(written: Value) -> tuple[float, ...]:
    if isinstance(written, tuple):
        return written
    found = _CLOCK.search(written)
    return tuple(map(float, found.groups())) if found else ()


def _is_clock(hours: float, minutes: float, seconds: float) -> bool:
    return 0 <= hours < 24 and 0 <= minutes < 60 and 0 <= seconds < 61  # noqa: PLR2004  a leap second too


def _moment(written: str) -> datetime | None:
    """Return a moment, naive without an offset; None if the text is none."""
    found = _DATE_TIME.match(written.strip(" \0"))
    if found is None:
        return None
    *numbers, seconds, offset = found.groups()
    try:
        moment = datetime(*map(int, [*numbers, seconds or "0"]))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    return moment.replace(tzinfo=_offset(offset, [])) if offset else moment


def _offset(written: Value | None, odd: list[Oddity]) -> timezone | None:
    """Return an offset such as `+08:00`, `+0800` or `Z`; None if there is none or no clock of the world has it."""
    if not isinstance(written, str) or not written.strip(" \0:"):
        return None
    text = written.strip(" \0").upper()
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    if found := _OFFSET.fullmatch(text):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if offset <= _FARTHEST and int(found[3] or 0) < 60:  # noqa: PLR2004  minutes
            return timezone(-offset if found[1] == "-" else offset)
    odd.append(Oddity(Odd.OFFSET, written[:_MAX_TEXT]))
    return None
