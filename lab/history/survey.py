"""A first pass over a table before its import: default point, order of dates, and whether it is of this district."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.district.district import District
from domain.district.problems import BadValue
from domain.geo.datums import position_on
from domain.geo.positions import LatLng
from files.csv_rows import Record
from files.csv_times import SlashDates
from lab.default_point import most_frequent
from lab.history.cells import moment
from lab.history.columns_file import Meanings
from lab.routing_table import read_position
from services.upkeep.history import SOURCE

_TIMES: Final = (("time", "day"), ("closed", "closed_day"))


@dataclass(frozen=True, slots=True)
class Survey:
    """Facts about a whole table: its default point as written (None if it has none), and the order of dates."""

    default_point: LatLng | None = None
    day_first: bool = False


def survey(records: Iterable[Record], district: District, meanings: Meanings) -> Survey:
    """Read through a table.

    Raises:
        BadValue: Some dates begin with the day and others with the month, or more than half of the located rows are
            outside every community, which means another city, datum or order of columns.
    """
    points: Counter[LatLng] = Counter()
    dates = SlashDates()
    for record in records:
        _count(record, points)
        for roles in _TIMES:
            dates.see(moment(record.values, *roles))
    day_first = meanings.time_format is None and dates.day_first()
    frequent = most_frequent(points)
    default_point = frequent.place if frequent.default else None
    _check_place(points, default_point, district, meanings.datum)
    return Survey(default_point, day_first)


def _count(record: Record, points: Counter[LatLng]) -> None:
    try:
        points[read_position(record.values["lat"], record.values["lng"])] += 1
    except BadValue:
        return  # the import reports it


def _check_place(points: Counter[LatLng], default_point: LatLng | None, district: District, datum: str) -> None:
    located = {point: rows for point, rows in points.items() if point != default_point}
    total = sum(located.values())
    outside = sum(rows for point, rows in located.items() if _is_outside(point, district, datum))
    if 2 * outside > total:
        raise BadValue("import_elsewhere", outside=str(outside), rows=str(total), datum=datum)


def _is_outside(point: LatLng, district: District, datum: str) -> bool:
    position = position_on(datum, *point, SOURCE)
    return district.community_at(position.lat, position.lng) is None
