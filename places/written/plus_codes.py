"""Plus codes in a text, full and short, by the algorithm of Open Location Code.

https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md. The library on the
package index dates from 2019, and reading takes little code.
"""

import math
import re
from collections.abc import Iterator
from typing import Final

from domain.geo.datums import WGS84, position_on
from domain.geo.positions import METRES_PER_DEGREE, Position, is_usable
from places.written.parsed_place import ParsedPlace, text_without

_DIGITS: Final = "23456789CFGHJMPQRVWX"
_BASE: Final = len(_DIGITS)
_PAIRS: Final = 10
"""Digits that are pairs of latitude and longitude; each further one divides a cell into 5 rows and 4 columns."""

_ROWS, _COLUMNS = 5, 4
_HEAD: Final = 8
"""Digits before the plus of a full code."""

_SOUTH, _WEST = -90.0, -180.0
_PLAIN: Final = str.maketrans(
    "０１２３４５６７８９＋" + "".join(chr(ord(digit) + 0xFEE0) for digit in "CFGHJMPQRVWXcfghjmpqrvwx"),
    "0123456789+CFGHJMPQRVWXcfghjmpqrvwx",
)
_CODE: Final = re.compile(
    rf"(?<![a-z0-9+/=%])([{_DIGITS}]{{8}}|[{_DIGITS}]{{6}}|[{_DIGITS}]{{4}})\+([{_DIGITS}]{{2,7}})(?![a-z0-9+/=])",
    re.IGNORECASE | re.ASCII,
)


def find_plus_code(text: str, near: tuple[float, float] | None) -> ParsedPlace | None:
    """Return the first plus code in `text` and the rest, or None.

    A short code means the matching cell nearest to `near` (latitude, longitude), whatever place is named after it; None
    reads no short codes. The accuracy is half a cell's diagonal. Short codes need a letter, as 2345+67 is a sum.
    """
    for match in _CODE.finditer(text.translate(_PLAIN)):
        head, tail = match[1].upper(), match[2].upper()
        position = _position(head, tail, near)
        if position is not None:
            return ParsedPlace(position, text_without(text, match.span()))
    return None


def _position(head: str, tail: str, near: tuple[float, float] | None) -> Position | None:
    missing = _HEAD - len(head)
    if missing and (near is None or (head + tail).isdigit()):
        return None
    if missing and near is not None:
        head = _written(near)[:missing] + head
    lat, lng, height, width = _cell(head + tail)
    if missing and near is not None:
        lat = _nearest(lat, near[0], _BASE ** (2 - missing // 2), 90)
        lng = _nearest(lng, near[1], _BASE ** (2 - missing // 2), 180)
    if not is_usable(lat, lng):
        return None
    accuracy = math.hypot(height, width * math.cos(math.radians(lat))) / 2 * METRES_PER_DEGREE
    return position_on(WGS84, lat, lng, "plus_code", round(accuracy, 1))


def _cell(digits: str) -> tuple[float, float, float, float]:
    """Return centre, height and width of a code's cell in degrees."""
    lat, lng, size = _SOUTH, _WEST, float(_BASE**2)
    for north, east in _in_pairs(digits[:_PAIRS]):
        size /= _BASE
        lat, lng = lat + north * size, lng + east * size
    height = width = size
    for digit in digits[_PAIRS:]:
        row, column = divmod(_DIGITS.index(digit), _COLUMNS)
        height, width = height / _ROWS, width / _COLUMNS
        lat, lng = lat + row * height, lng + column * width
    return lat + height / 2, lng + width / 2, height, width


def _in_pairs(digits: str) -> Iterator[tuple[int, int]]:
    for north, east in zip(digits[::2], digits[1::2], strict=True):
        yield _DIGITS.index(north), _DIGITS.index(east)


def _written(place: tuple[float, float]) -> str:
    """Return the first four digits of a place's code."""
    north, east = place[0] - _SOUTH, place[1] - _WEST
    return "".join(_DIGITS[int(degrees / size) % _BASE] for size in (_BASE, 1.0) for degrees in (north, east))


def _nearest(degrees: float, to: float, step: float, limit: float) -> float:
    """Return the degrees shifted by at most one step, nearest to `to` and within the limit."""
    around = (degrees + turn * step for turn in (0, -1, 1))
    return min((it for it in around if abs(it) <= limit), key=lambda it: abs(it - to))
