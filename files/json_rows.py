"""Tables in JSON: a list of objects, alone or wrapped, JSON Lines, and GeoJSON points, as Open311 servers give them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from domain.district.json_text import parse_json
from domain.district.problems import BadValue

JSON_LINES: Final = (".jsonl", ".ndjson")
JSON_NAMES: Final = (".json", ".geojson", *JSON_LINES)
_WRAPPED: Final = 3
"""Levels of objects around a list: {"service_requests": {"request": […]}}."""


class JsonTable:
    """The cells of each record, after the names of all columns; ``line_num`` is a record's line or its number."""

    def __init__(self, text: str, *, lines: bool = False) -> None:
        """Read the whole text.

        Raises:
            BadValue: It is broken, or holds no list of objects.
        """
        numbered = [(number, _flat(record)) for number, record in _records(text, lines=lines)]
        self._header = list(dict.fromkeys(name for _, record in numbered for name in record))
        self._rows = self._cells(numbered)
        self.line_num = 0

    def __iter__(self) -> Iterator[list[str]]:
        """Iterate over the rows that were not read yet."""
        return self

    def __next__(self) -> list[str]:
        """Return the next row."""
        return next(self._rows)

    def _cells(self, numbered: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[list[str]]:
        yield self._header
        for number, record in numbered:
            self.line_num = number
            yield [record.get(name, "") for name in self._header]


def looks_like_json(text: str) -> bool:
    """Return whether a file begins as JSON; no table's header does."""
    return text.lstrip()[:1] in {"[", "{"}


def _records(text: str, *, lines: bool) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if lines or _has_a_record_a_line(text):
        yield from _of_lines(text)
        return
    found = _list_in(parse_json(text))
    if found is None:
        raise BadValue("json_no_records")
    yield from enumerate(found, 1)


def _has_a_record_a_line(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _of_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = parse_json(line)
        except BadValue as refused:
            raise BadValue(refused.code, line=number, **refused.details) from None
        if not isinstance(record, dict):
            raise BadValue("json_no_records", line=number)
        yield number, record


def _list_in(document: Any, wrapped: int = 0) -> list[Mapping[str, Any]] | None:
    """Return the first list of objects; None if there is none."""
    if isinstance(document, list):
        return document if all(isinstance(each, dict) for each in document) else None
    if not isinstance(document, dict) or wrapped == _WRAPPED:
        return None
    inner = (_list_in(value, wrapped + 1) for value in document.values() if isinstance(value, dict | list) and value)
    return next((found for found in inner if found is not None), None)


def _flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells of a record; what lies in an inner object counts where the record has no such name itself."""
    if record.get("type") == "Feature":
        record = {name: value for name, value in record.items() if name != "type"}
    inner = [value for value in record.values() if isinstance(value, dict)]
    cells = {name: _written(value) for name, value in record.items() if not isinstance(value, dict)}
    for value in inner:
        for name, deeper in (_point(value) or value).items():
            cells.setdefault(name, _written(deeper))
    return cells


def _point(value: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return latitude and longitude of a GeoJSON point."""
    corners = value.get("coordinates")
    is_point = value.get("type") == "Point" and isinstance(corners, list) and len(corners) > 1
    return {"lat": corners[1], "long": corners[0]} if is_point and isinstance(corners, list) else None


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
