"""How records become rows and rows become records: columns are named like attributes."""

import json
from typing import Any, TypeVar

from cattrs import Converter

from domain.geo.positions import Position
from domain.reporting.drafts import NotePart
from domain.reporting.numbers import ReportNumber
from domain.reporting.photo_hash import PhotoHash
from domain.reporting.photos import Photo
from domain.reporting.reports import Actor
from storage.session import Row, Value

T = TypeVar("T")

documents = Converter()
"""Turns records into plain JSON objects and back: what lies inside one column."""

columns = Converter()
"""Turns records into flat rows and back; what is no column of its own lies as JSON text in one."""


def write_json(value: Any, shape: Any) -> str:
    """JSON text of a value of the type `shape`."""
    return json.dumps(documents.unstructure(value, shape), ensure_ascii=False, separators=(",", ":"))


def read_json(text: str, shape: Any) -> Any:
    """The value of the type `shape` behind JSON text."""
    return documents.structure(json.loads(text), shape)


def to_row(record: Any) -> dict[str, Value]:
    """Column values of a record by attribute name; what the table has no column for is passed over by the query."""
    row: dict[str, Value] = columns.unstructure(record)
    return row


def from_row(shape: type[T], row: Row, **more: Any) -> T:
    """The record of a row; `more` gives attributes that are no columns; columns without attribute are passed over."""
    return columns.structure({**row, **more}, shape)


def _keep_as_json(shape: Any) -> None:
    columns.register_unstructure_hook_func(lambda cls: cls == shape, lambda value: write_json(value, shape))
    columns.register_structure_hook_func(lambda cls: cls == shape, lambda value, _: _read_column(value, shape))


def _read_column(value: Any, shape: Any) -> Any:
    """A report's position has columns of its own and comes as what it is."""
    return read_json(value, shape) if isinstance(value, str) else value


def _keep_apart(shape: Any) -> None:
    """It has rows or columns of its own, which its repository knows."""
    columns.register_unstructure_hook_func(lambda cls: cls == shape, lambda value: value)
    columns.register_structure_hook_func(lambda cls: cls == shape, lambda value, _: value)


columns.register_unstructure_hook(bool, int)
_keep_as_json(Position)
_keep_as_json(tuple[str, ...])
_keep_as_json(tuple[int, ...])
_keep_as_json(tuple[NotePart, ...])
_keep_apart(ReportNumber)
_keep_apart(Actor)
_keep_apart(tuple[Photo, ...])
_keep_apart(PhotoHash | None)
