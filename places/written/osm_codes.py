"""OpenStreetMap's short codes, /go/…, which contain their position."""

import math
from typing import Final

from domain.geo.datums import WGS84, position_on
from domain.geo.positions import METRES_PER_DEGREE, Position, is_usable

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
_MOST: Final = 11
"""The maximum number of letters: 33 bits each for longitude and latitude."""


def read_code(code: str) -> Position | None:
    """Return the centre of a code's cell, with half its diagonal as the accuracy; None if it is not a code.

    Each letter has six bits, longitude and latitude in turn (Morton order); "@" is an old "~", and "-" or "=" at the
    end only give the zoom. https://wiki.openstreetmap.org/wiki/Shortlink.
    """
    letters = code.replace("@", "~").rstrip("-=")
    if not 0 < len(letters) <= _MOST or not set(letters) <= set(_LETTERS):
        return None
    x = y = 0
    for letter in letters:
        value = _LETTERS.index(letter)
        for bit in (5, 3, 1):
            x = x << 1 | value >> bit & 1
            y = y << 1 | value >> bit - 1 & 1
    cells: int = 1 << 3 * len(letters)
    width, height = 360 / cells, 180 / cells
    lng, lat = (x + 0.5) * width - 180, (y + 0.5) * height - 90
    if not is_usable(lat, lng):
        return None
    diagonal = math.hypot(height, width * math.cos(math.radians(lat))) * METRES_PER_DEGREE
    return position_on(WGS84, lat, lng, "link", round(diagonal / 2, 1))
