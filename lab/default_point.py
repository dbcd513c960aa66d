"""The point on which a file puts what it could not locate, told from one that is merely busy."""

from collections import Counter
from typing import Final, NamedTuple

from domain.geo.positions import LatLng

_LEAST_SHARE: Final = 0.01
_LEAST_ROWS: Final = 10
_LEAST_RATIO: Final = 5


class Frequent(NamedTuple):
    """The place where most rows stand (None of no rows), how many, and whether it looks like a city's default."""

    place: LatLng | None
    rows: int
    default: bool


def most_frequent(points: Counter[LatLng]) -> Frequent:
    """A default point holds 1 % of the rows, ten or more, and five times those of the next one."""
    ranked: list[tuple[LatLng | None, int]] = [*points.most_common(2), (None, 0), (None, 0)]
    (place, rows), (_, next_rows) = ranked[:2]
    least = max(_LEAST_ROWS, _LEAST_SHARE * points.total(), _LEAST_RATIO * next_rows)
    return Frequent(place, rows, default=rows >= least)
