"""Place and time of a photo from its EXIF: position, accuracy, datum and time, all untrusted."""

import math
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from domain.geo.datums import WGS84, datum_named, position_on
from domain.geo.positions import Position, is_usable
from media.formats import exif
from media.formats.exif import Exif, Tags, Value

_SIXTIETHS: Final = (1, 60, 3600)  # degrees, minutes, seconds
_MOMENTS: Final = (
    (exif.DATE_TIME_ORIGINAL, exif.OFFSET_TIME_ORIGINAL),
    (exif.DATE_TIME_DIGITIZED, exif.OFFSET_TIME_DIGITIZED),
    (exif.DATE_TIME, exif.OFFSET_TIME),
)
_DATE_TIME: Final = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_DATE: Final = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)")
_OFFSET: Final = re.compile(r"([+-])(\d\d):(\d\d)")


def read_moment(tags: Exif, warnings: list[str]) -> datetime | None:
    """Return when the photo was taken: satellite time (UTC), else the camera's clock; None if there is neither.

    The result is naive if the camera's clock has no offset.
    """
    return _satellite_time(tags.gps, warnings) or _camera_time(tags.picture, warnings)


def read_position(gps: Tags, taken_at: int | None, warnings: list[str]) -> Position | None:
    """Return the position of a GPS directory in WGS-84, converted from the map datum that it names.

    None if it is missing, 0,0, not a number or out of range.
    """
    if exif.GPS_LATITUDE not in gps and exif.GPS_LONGITUDE not in gps:
        return None
    lat = _degrees(gps.get(exif.GPS_LATITUDE), gps.get(exif.GPS_LATITUDE_REF), "NS", warnings)
    lng = _degrees(gps.get(exif.GPS_LONGITUDE), gps.get(exif.GPS_LONGITUDE_REF), "EW", warnings)
    datum = _datum(gps, warnings)
    if not is_usable(lat, lng):
        warnings.append("the GPS position can't be a place")
        return None
    return position_on(datum, lat, lng, "exif", _accuracy(gps), taken_at)


def _degrees(value: Value | None, reference: Value | None, signs: str, warnings: list[str]) -> float:
    """Return degrees, minutes and seconds as degrees; NaN if the value is invalid."""
    if not isinstance(value, tuple) or not 1 <= len(value) <= len(_SIXTIETHS):
        return math.nan
    size = sum(part / unit for part, unit in zip(value, _SIXTIETHS, strict=False))
    letter = reference.upper() if isinstance(reference, str) else ""
    if letter not in tuple(signs):
        warnings.append(f"GPS reference is not {' or '.join(signs)}: taken for {signs[0]}")
    return -size if letter == signs[1] else size


def _datum(gps: Tags, warnings: list[str]) -> str:
    written = gps.get(exif.GPS_MAP_DATUM)
    if not isinstance(written, str) or not written:
        return WGS84
    known = datum_named(written)
    if known is None:
        warnings.append(f"map datum {written!r} is taken for WGS-84")
    return known or WGS84


def _accuracy(gps: Tags) -> float | None:
    match gps.get(exif.GPS_POSITIONING_ERROR):
        case (metres,) if math.isfinite(metres) and metres >= 0:
            return float(metres)
        case _:
            return None


def _satellite_time(gps: Tags, warnings: list[str]) -> datetime | None:
    date, clock = gps.get(exif.GPS_DATE_STAMP), gps.get(exif.GPS_TIME_STAMP)
    if not isinstance(date, str) or not isinstance(clock, tuple):
        return None
    try:
        hours, minutes, seconds = clock
        if (match := _DATE.match(date)) and _is_clock(hours, minutes, seconds):
            midnight = datetime.fromisoformat(match.expand(r"\1-\2-\3")).replace(tzinfo=UTC)
            return midnight + timedelta(hours=hours, minutes=minutes, milliseconds=round(seconds * 1000))
    except (ValueError, OverflowError):
        pass
    warnings.append("GPS time can't be a time")
    return None


def _is_clock(hours: float, minutes: float, seconds: float) -> bool:
    return 0 <= hours < 24 and 0 <= minutes < 60 and 0 <= seconds < 61  # noqa: PLR2004  a leap second too


def _camera_time(picture: Tags, warnings: list[str]) -> datetime | None:
    for moment_tag, offset_tag in _MOMENTS:
        written = picture.get(moment_tag)
        if not isinstance(written, str) or not written:
            continue
        try:
            if match := _DATE_TIME.match(written):
                moment = datetime.fromisoformat(match.expand(r"\1-\2-\3T\4:\5:\6"))
                return moment.replace(tzinfo=_offset(picture.get(offset_tag)))
        except ValueError:
            pass
        warnings.append(f"time {written!r} can't be a time")
    return None


def _offset(written: Value | None) -> timezone | None:
    match = _OFFSET.match(written) if isinstance(written, str) else None
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-offset if match[1] == "-" else offset)
