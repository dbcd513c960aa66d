"""Typed coordinates in a text, told apart from numbers that only look like them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from domain.geo.positions import Position, is_usable
from places.written.parsed_place import ParsedPlace, text_without

# One character each, so that offsets stay the same; 度, also in 纬度, becomes °.
_PLAIN: Final = str.maketrans(
    "０１２３４５６７８９ＮＳＥＷｎｓｅｗ，．。－−–＋：＝；、º˚度′’‘´分″“”秒\u3000\xa0",
    "0123456789NSEWnsew,..---+:=;,°°°'''''\"\"\"\"  ",
)
_LINK: Final = re.compile(r"\w{2,10}://\S+")  # its numbers may be in another datum

_AXIS: Final = r"""
    (?: (?P<{axis}_before> {before} ) [\s:=]{{0,3}} )?
    (?P<{axis}_sign> [+-]? )
    (?P<{axis}_degrees> \d{{1,3}} (?: \.\d{{1,15}} )? ) (?!\d)
    \s? (?: ° \s?
        (?: (?P<{axis}_minutes> [0-5]?\d (?: \.\d{{1,12}} )? ) \s? ' \s?
            (?: (?P<{axis}_seconds> [0-5]?\d (?: \.\d{{1,12}} )? ) \s? (?: " | '' ) )? )? )?
    (?: \s? (?P<{axis}_after> {after} ) (?! [a-z] ) )?
"""
_LAT: Final = _AXIS.format(axis="lat", before=r"[北南]纬 | 纬° | lat(?:itude)? | [ns]", after="[ns]")
_LNG: Final = _AXIS.format(axis="lng", before=r"[东西]经 | 经° | lon(?:g|gitude)? | lng | [ew]", after="[ew]")
_PAIR: Final = r"""
    (?<! [a-z0-9.] ) (?<! \d[:/-] ) (?<! [¥$€] )
    {first} \s{{0,3}} [,;]? \s{{0,3}} {second}
    (?! [a-z0-9] | [.:/-]\d | \s?[%元] )
"""
_PAIRS: Final = tuple(
    re.compile(_PAIR.format(first=first, second=second), re.IGNORECASE | re.VERBOSE | re.ASCII)
    for first, second in ((_LAT, _LNG), (_LNG, _LAT))
)
_SOUTH_OR_WEST: Final = ("s", "w", "南", "西")
_DIRECTIONS: Final = ("n", "e", "北", "东", *_SOUTH_OR_WEST)
_FEWEST_DECIMALS: Final = 3  # for bare numbers: a hundred metres; prices and measures rarely have as many
_FEWEST_DECIMALS_NAMED: Final = 2  # for numbers marked as north and east


@dataclass(frozen=True, slots=True)
class _Angle:
    """One written angle: its parts as typed, and its mark as north, south, east or west."""

    sign: str
    degrees: str
    minutes: str
    seconds: str
    mark: str

    @classmethod
    def of(cls, match: re.Match[str], axis: str) -> Self:
        part = match.groupdict("")
        mark = part[f"{axis}_before"] or part[f"{axis}_after"]
        return cls(
            sign=part[f"{axis}_sign"],
            degrees=part[f"{axis}_degrees"],
            minutes=part[f"{axis}_minutes"],
            seconds=part[f"{axis}_seconds"],
            mark=mark.lower(),
        )

    @property
    def decimals(self) -> int:
        return len(self.degrees.partition(".")[2])

    @property
    def exceeds_latitude(self) -> bool:
        return float(self.degrees) > 90  # noqa: PLR2004  the poles

    @property
    def contradicts_itself(self) -> bool:
        return bool(self.sign) and self.mark.startswith(_DIRECTIONS)

    def written(self, positive: str, negative: str) -> str:
        """Return the angle in geopy's form, with `positive` or `negative` as its direction."""
        backward = self.sign == "-" or self.mark.startswith(_SOUTH_OR_WEST)
        return f"{self.degrees} {self.minutes or 0}' {self.seconds or 0}\" {negative if backward else positive}"


def find_coordinates(text: str) -> ParsedPlace | None:
    """Return the first pair of coordinates in `text` and the rest; None if there is no valid pair.

    A pair is in decimal degrees, or in degrees with minutes and seconds. Bare numbers need three decimals each and are
    latitude and longitude, or the reverse if only that is possible.

    Numbers with N, E, 北纬, 东经 and the like need two decimals. A pair must be in range and not 0,0.
    """
    plain = _LINK.sub(lambda link: " " * len(link[0]), text.translate(_PLAIN))
    for match in _candidates(plain):
        position = _position(match)
        if position is not None:
            return ParsedPlace(position, text_without(text, match.span()))
    return None


def _candidates(plain: str) -> Iterator[re.Match[str]]:
    """Yield every possible pair of numbers, overlapping ones too, latitude-first pairs before others."""
    for pair in _PAIRS:
        start = 0
        while match := pair.search(plain, start):
            yield match
            start = match.start() + 1


def _position(match: re.Match[str]) -> Position | None:
    lat, lng = _Angle.of(match, "lat"), _Angle.of(match, "lng")
    if not _are_coordinates(lat, lng):
        return None
    if lat.exceeds_latitude and not lat.mark:
        lat, lng = lng, lat
    if lat.exceeds_latitude or float(lng.degrees) > 180:  # noqa: PLR2004  geopy would go round the earth
        return None
    from geopy.point import Point  # noqa: PLC0415  geopy takes a quarter of a second to import

    try:
        point = Point(f"{lat.written('N', 'S')}, {lng.written('E', 'W')}")
    except ValueError:
        return None
    if not is_usable(point.latitude, point.longitude):
        return None
    return Position(point.latitude, point.longitude, datum="wgs84", source="typed")


def _are_coordinates(lat: _Angle, lng: _Angle) -> bool:
    """Return whether both angles are written as only coordinates are."""
    if bool(lat.mark) != bool(lng.mark) or lat.contradicts_itself or lng.contradicts_itself:
        return False
    if lat.minutes and lng.minutes:
        return lat.decimals == lng.decimals == 0
    fewest = _FEWEST_DECIMALS_NAMED if lat.mark else _FEWEST_DECIMALS
    return min(lat.decimals, lng.decimals) >= fewest and not lat.minutes + lng.minutes
