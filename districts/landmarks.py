"""Reading ``landmarks.csv``, which is optional: streets, crossings and places by the names that riders use."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from districts.tables import check_header, filled_rows, point, read_cell
from domain.district.problems import BadValue, InFile, Problem
from domain.geo.datums import WGS84, to_wgs84
from domain.geo.place_names import Bounds, Landmark, PlaceKind
from domain.geo.positions import LatLng
from files.source_files import read_text
from files.values import choices

FILE = "landmarks.csv"
_FAR_M = 5_000.0
_SHORTEST, _LONGEST = 2, 60
_POINTS_AT_MOST = 500
_KINDS = [kind.value for kind in PlaceKind if kind is not PlaceKind.COMMUNITY]


def _name(cell: str) -> str:
    if not _SHORTEST <= len(cell) <= _LONGEST:
        raise BadValue("bad_place_name", value=cell, least=str(_SHORTEST), most=str(_LONGEST))
    return cell


def _kind(cell: str) -> PlaceKind:
    if cell not in _KINDS:
        raise BadValue("unknown_value", value=cell, close=choices(cell, _KINDS))
    return PlaceKind(cell)


def _aliases(cell: str) -> tuple[str, ...]:
    return tuple(_name(alias.strip()) for alias in cell.split("|") if alias.strip())


def _path(cell: str) -> tuple[LatLng, ...]:
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    if len(parts) == 1:
        raise BadValue("path_of_one_point", value=parts[0])
    if len(parts) > _POINTS_AT_MOST:
        raise BadValue("out_of_range", value=str(len(parts)), least="2", most=str(_POINTS_AT_MOST))
    return tuple(point(part) for part in parts)


_READERS: Mapping[str, Callable[[str], object]] = {
    "name": _name,
    "kind": _kind,
    "lat": str,
    "lng": str,
    "aliases": _aliases,
    "path": _path,
}
_OPTIONAL = {"aliases", "path"}


def read_landmarks(folder: Path, bounds: Bounds | None, datum: str | None, problems: list[Problem]) -> list[Landmark]:
    """Read the file, if there is one; rows with a problem are left out.

    ``bounds`` encloses all communities, and each place must be in or near it (None: not checked). ``datum`` is the
    district's ``crs``; None means WGS-84.
    """
    if not (folder / FILE).exists():
        return []
    content = read_text(folder / FILE, problems)
    rows = filled_rows(FILE, content, problems) if content is not None else None
    if rows is None or not check_header(FILE, rows[0][1] if rows else [], _READERS, _OPTIONAL, problems):
        return []
    landmarks = []
    for line, cells in rows[1:]:
        try:
            landmarks.append(_landmark(rows[0][1], cells, bounds, datum or WGS84))
        except BadValue as refused:
            problems.append(refused.problem(FILE, InFile(line=line)))
    return landmarks


def _landmark(header: Sequence[str], cells: Sequence[str], bounds: Bounds | None, datum: str) -> Landmark:
    if len(cells) != len(header):
        raise BadValue("row_width", found=str(len(cells)), expected=str(len(header)))
    row = dict(zip(header, cells, strict=True))
    read: dict[str, Any] = {name: read_cell(reader, name, row.get(name, "")) for name, reader in _READERS.items()}
    column, path = "path", read["path"]
    if not path:
        column, path = "lat", (read_cell(point, "lat", f"{row['lat']},{row['lng']}"),)
    path = tuple(to_wgs84(lat, lng, datum) for lat, lng in path)
    if bounds is not None:
        _check_near(column, path, bounds)
    return Landmark(read["name"], read["kind"], path, read["aliases"])


def _check_near(column: str, path: Sequence[LatLng], bounds: Bounds) -> None:
    for lat, lng in path:
        away = bounds.away_m(lat, lng)
        if away > _FAR_M:
            raise BadValue("place_far_away", key=column, value=f"{lat}, {lng}", far=f"{away / 1000:.0f}")
