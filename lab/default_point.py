"""Detection of the default point at which a city records what it could not locate."""

from collections import Counter
from typing import Final, NamedTuple

from domain.geo.positions import LatLng

_LEAST_SHARE: Final = 0.01
_LEAST_ROWS: Final = 10
_LEAST_RATIO: Final = 5


class Frequent(NamedTuple):
    """The most frequent place (None if there are no rows), its number of rows, and whether it is a default point."""

    place: LatLng | None
    rows: int
    default: bool


def most_frequent(points: Counter[LatLng]) -> Frequent:
    """Return the most frequent place. A default point has 1 % of all rows, at least ten, and five times the next."""
    ranked: list[tuple[LatLng | None, int]] = [*points.most_common(2), (None, 0), (None, 0)]
    (place, rows), (_, next_rows) = ranked[:2]
    least = max(_LEAST_ROWS, _LEAST_SHARE * points.total(), _LEAST_RATIO * next_rows)
    return Frequent(place, rows, default=rows >= least)
