"""Exports as GeoJSON by RFC 7946: one FeatureCollection of points, longitude first, in WGS-84."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any
from zoneinfo import ZoneInfo

from domain.week.exports import LAT, LNG, Column, Kind, Row
from files.export_cells import storable, unless_none, written


class GeoJsonWriter:
    """Writes a feature to a line; all columns but those of the position are its properties."""

    def __init__(self, out: IO[bytes], columns: Sequence[Column], timezone: ZoneInfo) -> None:
        self._out, self._before = out, "\n"
        names = [column.name for column in columns]
        self._lat, self._lng = names.index(LAT), names.index(LNG)
        cells: Mapping[Kind, Callable[[Any], object]] = {Kind.TEXT: storable, Kind.TIME: written(timezone)}
        self._properties = [
            (place, column.name, unless_none(cells.get(column.kind, _same)))
            for place, column in enumerate(columns)
            if column.name not in {LAT, LNG}
        ]
        out.write(b'{"type":"FeatureCollection","features":[')

    def write(self, rows: Sequence[Row]) -> None:
        """Append a feature for each row."""
        for row in rows:
            feature = {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [row[self._lng], row[self._lat]]},
                "properties": {name: write(row[place]) for place, name, write in self._properties},
            }
            text = json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            self._out.write(f"{self._before}{text}".encode())
            self._before = ",\n"

    def close(self) -> None:
        """Close the collection."""
        self._out.write(b"\n]}\n")


def _same(value: Any) -> object:
    return value
