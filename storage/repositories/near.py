"""The search for open reports near a position: grid cells in one statement, then exact distances."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from domain.geo.positions import Position, box_within, cells_within, distance_m
from services.ports.reports import NearReport
from storage.session import Row, Session, Value

_AT_ONCE: Final = 200
_LAST_OF_ALL: Final = 2**63 - 1
_SLOTS: Final = "abcdefghijkl"  # the statement's rows of cells: enough for 340 m at once
_FIRST: Final = tuple(f"first_{slot}" for slot in _SLOTS)
_LAST: Final = tuple(f"last_{slot}" for slot in _SLOTS)
_EMPTY: Final = dict.fromkeys(_FIRST, 1) | dict.fromkeys(_LAST, 0)


class Spot(NamedTuple):
    """A place of the index."""

    lat: float
    lng: float


async def search_near(
    session: Session, position: Position, radius_m: float, since: int, categories: Collection[str] | None
) -> list[NearReport]:
    """Return what `services.ports.reports.Reports.near` describes."""
    wanted = None if categories is None else f"/{'/'.join(categories)}/"
    cells = cells_within(position.lat, position.lng, radius_m)
    south, north, west, east = box_within(position.lat, position.lng, radius_m)
    bounds = {"south": south, "north": north, "west": west, "east": east, "since": since, "categories": wanted}
    rows: list[Row] = []
    for start in range(0, len(cells), len(_SLOTS)):
        rows += [row async for row in _pages(session, slots_of(cells[start:]) | bounds)]
    found = [each for each in _measured(rows, position, radius_m) if categories is None or each.category in categories]
    return sorted(found, key=_by_distance)


def slots_of(cells: Sequence[tuple[int, int]]) -> dict[str, Value]:
    """Return the first twelve rows of cells as a statement takes them."""
    slots: dict[str, Value] = dict(_EMPTY)
    for first, last, (low, high) in zip(_FIRST, _LAST, cells, strict=False):
        slots[first], slots[last] = low, high
    return slots


async def _pages(session: Session, values: Mapping[str, Value]) -> AsyncIterator[Row]:
    """Yield every row of the statement."""
    before, before_id = _LAST_OF_ALL, _LAST_OF_ALL
    while True:
        rows = await session.fetch("reports_in_cells", **values, before=before, before_id=before_id, limit=_AT_ONCE)
        for row in rows:
            yield row
        if len(rows) < _AT_ONCE:
            return
        before, before_id = rows[-1]["submitted_at"], rows[-1]["id"]


def _measured(rows: list[Row], centre: Position, radius_m: float) -> Iterator[NearReport]:
    for row in rows:
        distance = distance_m(centre, Spot(row["lat"], row["lng"]))
        if distance <= radius_m:
            yield NearReport(**row, distance_m=distance)


def _by_distance(found: NearReport) -> tuple[float, int]:
    return found.distance_m, found.id
