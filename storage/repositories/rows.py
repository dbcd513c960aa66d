"""Conversion between records and rows; columns are named like attributes."""

import json
from typing import Any, TypeVar

from cattrs import Converter

from domain.geo.positions import Position
from domain.reporting.drafts import NotePart
from domain.reporting.evidence import Trace
from domain.reporting.numbers import ReportNumber
from domain.reporting.photo_hash import PhotoHash
from domain.reporting.photos import Photo
from domain.reporting.reports import Actor
from storage.session import Row, Value

T = TypeVar("T")

documents = Converter()
"""Converts records to plain JSON objects and back, for the content of one column."""

columns = Converter()
"""Converts records to flat rows and back; an attribute without columns of its own is JSON text in one."""


def write_json(value: Any, shape: Any) -> str:
    """Return the JSON text of a value of type `shape`."""
    return json.dumps(documents.unstructure(value, shape), ensure_ascii=False, separators=(",", ":"))


def read_json(text: str, shape: Any) -> Any:
    """Return the value of type `shape` from JSON text."""
    return documents.structure(json.loads(text), shape)


def to_row(record: Any) -> dict[str, Value]:
    """Return a record's column values by attribute name; queries ignore values that they do not name."""
    row: dict[str, Value] = columns.unstructure(record)
    return row


def from_row(shape: type[T], row: Row, **more: Any) -> T:
    """Return the record of a row; `more` gives attributes without a column, and other columns are ignored."""
    return columns.structure({**row, **more}, shape)


def _keep_as_json(shape: Any) -> None:
    columns.register_unstructure_hook_func(lambda cls: cls == shape, lambda value: write_json(value, shape))
    columns.register_structure_hook_func(lambda cls: cls == shape, lambda value, _: _read_column(value, shape))


def _read_column(value: Any, shape: Any) -> Any:
    """Read a JSON column; a report's position, which has columns of its own, is passed through."""
    return read_json(value, shape) if isinstance(value, str) else value


def _keep_apart(shape: Any) -> None:
    """Pass values of this type through, as their repository stores them separately."""
    columns.register_unstructure_hook_func(lambda cls: cls == shape, lambda value: value)
    columns.register_structure_hook_func(lambda cls: cls == shape, lambda value, _: value)


columns.register_unstructure_hook(bool, int)
_keep_as_json(Position)
_keep_as_json(tuple[str, ...])
_keep_as_json(tuple[int, ...])
_keep_as_json(tuple[NotePart, ...])
_keep_as_json(tuple[Trace, ...])
_keep_apart(ReportNumber)
_keep_apart(Actor)
_keep_apart(tuple[Photo, ...])
_keep_apart(PhotoHash | None)
