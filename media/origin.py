"""Place and time of a photo: the best of what its EXIF blocks and its XMP say, all untrusted."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.geo.datums import WGS84, datum_named, position_on
from domain.geo.positions import Position, is_usable
from media.formats import exif
from media.formats.exif import Exif, Tags, Value
from media.oddities import Odd, Oddity
from media.written_degrees import LATITUDE, LONGITUDE, degrees
from media.written_times import EARLIEST, camera_time, satellite_time

_DEGREES: Final = (exif.GPS_LATITUDE, exif.GPS_LONGITUDE)
_LARGEST_ERROR_M: Final = 100_000
_METRES: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(?:/(\d{1,9}))?")
_SAME_DEGREES: Final = 0.01  # a kilometre: the same place, rounded
_SAME_DAY: Final = timedelta(hours=26)  # between a satellite's time and a clock of any zone
_LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
_AHEAD: Final = timedelta(days=1)
_ROLLOVER: Final = timedelta(weeks=1024)
"""After so many weeks the satellites' count starts anew; old receivers then give a date of almost twenty years ago."""


def read_moment(
    sources: Sequence[Exif], timezone: ZoneInfo, now: datetime | None, odd: list[Oddity]
) -> datetime | None:
    """Return when the photo was taken; None if nothing credible says so. `now`, if known, ends what is credible.

    Satellite time (UTC) is the most exact and wins over the camera's clock, which is district time without an offset,
    as long as both tell the same day. Otherwise the later wins, as a clock that was never set and a receiver without a
    fix are behind.
    """
    latest = _LATEST if now is None else now + _AHEAD
    satellites = _first((satellite_time(each.gps, odd) for each in sources), timezone, latest, odd)
    camera = _first((camera_time(each.picture, odd) for each in sources), timezone, latest, odd)
    if satellites is None or camera is None:
        return satellites or camera
    behind = in_zone(camera, timezone) - satellites
    if abs(behind) <= _SAME_DAY:
        return satellites
    turns = round(behind / _ROLLOVER)
    if turns > 0 and abs(behind - turns * _ROLLOVER) <= _SAME_DAY:
        odd.append(Oddity(Odd.ROLLOVER, satellites.date().isoformat()))
        return satellites + turns * _ROLLOVER
    odd.append(Oddity(Odd.TIMES_DIFFER, f"{satellites:%Y-%m-%d %H:%M}, {camera:%Y-%m-%d %H:%M}"))
    return max(satellites, camera, key=lambda moment: in_zone(moment, timezone))


def in_zone(moment: datetime, timezone: ZoneInfo) -> datetime:
    """Return a moment with its offset, that of the district if it has none."""
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)


def _first(
    moments: Iterable[datetime | None], timezone: ZoneInfo, latest: datetime, odd: list[Oddity]
) -> datetime | None:
    """Return the first moment that a photo can have been taken."""
    for moment in moments:
        if moment is None:
            continue
        if EARLIEST <= in_zone(moment, timezone) <= latest:
            return moment
        odd.append(Oddity(Odd.TIME, f"{moment:%Y-%m-%d %H:%M}"))
    return None


def read_position(blocks: Sequence[Exif], said: Exif, taken_at: int | None, odd: list[Oddity]) -> Position | None:
    """Return the first position of EXIF blocks, else of XMP, that can be a place, in WGS-84, from its map datum.

    A block that writes 0/0 says that the place is unknown; then a copy of it in XMP does not count.
    """
    unknown = any(_is_unknown(block.gps.get(tag)) for block in blocks for tag in _DEGREES)
    sources = blocks if unknown else [*blocks, said]
    found = [each for each in (_position(source.gps, taken_at, odd) for source in sources) if each is not None]
    if not found:
        return None
    best = found[0]
    if any(max(abs(best.lat - each.lat), abs(best.lng - each.lng)) > _SAME_DEGREES for each in found):
        odd.append(Oddity(Odd.PLACES_DIFFER))
    return best


def _is_unknown(value: Value | None) -> bool:
    return isinstance(value, tuple) and any(map(math.isnan, value))


def _position(gps: Tags, taken_at: int | None, odd: list[Oddity]) -> Position | None:
    """Return the position of a GPS directory; None if it is missing, 0,0, not a number or out of range."""
    written = (gps.get(exif.GPS_LATITUDE), gps.get(exif.GPS_LONGITUDE))
    if written == (None, None):
        return None
    lat = degrees(written[0], gps.get(exif.GPS_LATITUDE_REF), LATITUDE, odd)
    lng = degrees(written[1], gps.get(exif.GPS_LONGITUDE_REF), LONGITUDE, odd)
    if not is_usable(lat, lng):
        if not math.isnan(lat) and not math.isnan(lng):
            odd.append(Oddity(Odd.PLACE, f"{lat:.6g}, {lng:.6g}"))
        return None
    return position_on(
        _datum(gps, odd), lat, lng, "exif", _accuracy(gps.get(exif.GPS_POSITIONING_ERROR), odd), taken_at
    )


def _datum(gps: Tags, odd: list[Oddity]) -> str:
    written = gps.get(exif.GPS_MAP_DATUM)
    if not isinstance(written, str) or not written:
        return WGS84
    known = datum_named(written)
    if known is None:
        odd.append(Oddity(Odd.DATUM, written))
    return known or WGS84


def _accuracy(value: Value | None, odd: list[Oddity]) -> float | None:
    """Return metres; None if they are missing or no receiver would say so."""
    if isinstance(value, str):
        found = _METRES.match(value)
        value = (float(found[1]) / (float(found[2] or 1) or math.nan),) if found else ()
    match value:
        case None | ():
            return None
        case (metres,) if 0 <= metres <= _LARGEST_ERROR_M:
            return float(metres)
        case _:
            odd.append(Oddity(Odd.ACCURACY))
            return None
