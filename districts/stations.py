"""Reading ``stations.csv``, which is optional: the rest stations of the district."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from districts.tables import check_header, point, read_cell
from domain.district.clocks import Calendar
from domain.district.district import FAR_OUTSIDE_M, Boundaries
from domain.district.opening import parse_opening
from domain.district.problems import BadValue, InFile, Problem, Severity
from domain.district.routing import SUPERVISORS, Queue
from domain.district.stations import Amenity, Station, StationPhoto
from domain.geo.datums import WGS84, datum_named, to_wgs84
from files.csv_columns import Column
from files.csv_rows import Record, Rows, open_rows
from files.values import choices, text

FILE: Final = "stations.csv"
PHOTOS: Final = "stations"
"""The folder of the stations' pictures."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,20}")
_LONGEST = 60
_MOST = 100_000
_OPTIONAL = {"crs", "address", "amenities", "capacity", "contact", "photo"}
_EACH = re.compile(r"[|｜]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rows are checked against; None for what could not be loaded, which is not checked.

    ``datum`` is the district's ``crs``; None means WGS-84.
    """

    calendar: Calendar
    boundaries: Boundaries | None
    queues: Mapping[str, Queue] | None
    datum: str | None


def read_stations(folder: Path, around: Surroundings, problems: list[Problem]) -> dict[str, Station]:
    """Read the file, if there is one; rows with an error are left out. The stations stand in file order."""
    if not (folder / FILE).exists():
        return {}
    table = _Table(folder, around, problems)
    try:
        with open_rows(folder / FILE, quiet=True) as rows:
            table.read(rows)
    except BadValue as refused:
        if refused.code != "csv_empty":
            problems.append(refused.problem(FILE))
    return {station.id: station for station in table.stations}


class _Table:
    """The rows of a file as they are read, with their problems."""

    def __init__(self, folder: Path, around: Surroundings, problems: list[Problem]) -> None:
        self.stations: list[Station] = []
        self._folder, self._around, self._problems = folder, around, problems
        self._lines: dict[str, int] = {}
        self._readers: Mapping[str, Callable[[str], object]] = {
            "id": _id,
            "zh": _name,
            "en": _name,
            "lat": str,
            "lng": str,
            "crs": self._crs,
            "address": _words,
            "hours": lambda cell: parse_opening(text(cell), around.calendar),
            "amenities": _amenities,
            "capacity": _capacity,
            "contact": _words,
            "photo": str,
            "queue": self._queue,
        }

    def read(self, rows: Rows) -> None:
        """Read all rows.

        Raises:
            BadValue: The CSV syntax is broken, or a column occurs twice.
        """
        if not check_header(FILE, rows.header, self._readers, _OPTIONAL, self._problems):
            return
        for record in rows.records(Column(name, optional=True) for name in self._readers):
            try:
                self._read(record, len(rows.header))
            except BadValue as refused:
                place = InFile(line=record.line)
                self._problems.extend(mistake.problem(FILE, place) for mistake in refused.mistakes)

    def _read(self, record: Record, width: int) -> None:
        if record.width != width:
            raise BadValue("row_width", found=str(record.width), expected=str(width))
        read = self._cells(record)
        first = self._lines.setdefault(read["id"], record.line)
        if first != record.line:
            raise BadValue("station_twice", key="id", value=read["id"], first_line=str(first))
        lat, lng = self._place(record, read.pop("crs"))
        photo = self._photo(record)
        self.stations.append(Station(**read | {"lat": lat, "lng": lng, "photo": photo}))

    def _cells(self, record: Record) -> dict[str, Any]:
        """Return what the cells say, by attribute. Raises BadValue with all that are refused."""
        read: dict[str, Any] = {}
        mistakes: list[BadValue] = []
        for column, reader in self._readers.items():
            try:
                read[column] = read_cell(reader, column, record.values[column])
            except BadValue as refused:
                mistakes.append(refused)
        if mistakes:
            raise mistakes[0].joined_by(*mistakes[1:])
        read["opening"] = read.pop("hours")
        return read

    def _place(self, record: Record, datum: str) -> tuple[float, float]:
        """Return where a station is. Raises BadValue far from all communities; near them is a warning."""
        written = f"{record.values['lat']},{record.values['lng']}"
        lat, lng = to_wgs84(*read_cell(point, "lat", written), datum)
        away = self._around.boundaries.away_m(lat, lng) if self._around.boundaries else 0.0
        if away > FAR_OUTSIDE_M:
            raise BadValue("place_far_away", key="lat", value=written, far=f"{away / 1000:.0f}")
        if away:
            self._warn(record, "lat", "station_outside", value=written, away=f"{away:.0f}")
        return lat, lng

    def _photo(self, record: Record) -> StationPhoto | None:
        """Return a station's picture; without one that can be shown the station stands all the same."""
        name = record.values["photo"]
        if not name:
            return None
        path = self._folder / PHOTOS / name
        data = _content_of(path) if Path(name).name == name else None
        if data is None:
            self._warn(record, "photo", "station_photo_missing", value=f"{PHOTOS}/{name}")
            return None
        from media.decoding import can_be_shown  # noqa: PLC0415  districts without photos need no decoder

        if not can_be_shown(data):
            self._warn(record, "photo", "station_photo_broken", value=f"{PHOTOS}/{name}")
            return None
        return StationPhoto(str(path), hashlib.sha256(data).hexdigest()[:16])

    def _warn(self, record: Record, column: str, code: str, **details: str) -> None:
        place = InFile(line=record.line, key=column)
        self._problems.append(Problem(code, FILE, place, details, Severity.WARNING))

    def _crs(self, cell: str) -> str:
        datum = datum_named(cell) if cell else self._around.datum or WGS84
        if datum is None:
            raise BadValue("crs_unsupported", value=cell)
        return datum

    def _queue(self, cell: str) -> str:
        if not cell:
            raise BadValue("station_without_queue")
        known = self._around.queues
        if known is None:
            return cell
        if cell not in known:
            raise BadValue("unknown_queue", value=cell, close=choices(cell, sorted(known)))
        if known[cell].kind == SUPERVISORS:
            raise BadValue("station_of_supervisors", value=cell)
        return cell


def _content_of(path: Path) -> bytes | None:
    """Return what a file holds; None for one that there is not, or that can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _id(cell: str) -> str:
    if not _ID.fullmatch(cell):
        raise BadValue("bad_station_id", value=cell)
    return cell


def _name(cell: str) -> str:
    return _words(text(cell))


def _words(cell: str) -> str:
    """Return the words in one line: a spreadsheet's cell may have several."""
    words = " ".join(cell.split())
    if len(words) > _LONGEST:
        raise BadValue("text_too_long", value=words, most=str(_LONGEST))
    return words


def _amenities(cell: str) -> tuple[Amenity, ...]:
    named = [part.strip().lower() for part in _EACH.split(cell) if part.strip()]
    known = [amenity.value for amenity in Amenity]
    for name in named:
        if name not in known:
            raise BadValue("unknown_value", value=name, close=choices(name, known))
    return tuple(amenity for amenity in Amenity if amenity in named)


def _capacity(cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit()):
        raise BadValue("not_a_whole_number", value=cell)
    if not 1 <= int(cell) <= _MOST:
        raise BadValue("out_of_range", value=cell, least="1", most=str(_MOST))
    return int(cell)
