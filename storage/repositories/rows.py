"""Conversion between records and rows; columns are named like attributes."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from typing import Any, Final, TypeVar, get_origin

from domain.reporting.numbers import ReportNumber
from domain.reporting.photo_hash import PhotoHash
from domain.reporting.photos import Photo
from domain.reporting.reports import Actor, Report
from storage.repositories.compiled import Source, is_enum, members, reader, types_of, unless_none, writer
from storage.session import Row, Value

T = TypeVar("T")

_APART: Final = frozenset({ReportNumber, Actor, tuple[Photo, ...], PhotoHash | None})
"""What repositories store by themselves: no column has the name of such an attribute."""

_IN_PARTS: Final = frozenset({(Report, "position")})
"""Attributes with a column for each part."""

_PLAIN: Final = (str, int, float)

_decode: Final = json.JSONDecoder().raw_decode


def to_row(record: Any) -> dict[str, Value]:
    """Return a record's column values by attribute name; queries ignore values that they do not name."""
    shape: Any = type(record)
    return _row_writer(shape)(record)


def from_row(shape: type[T], row: Row, **more: Any) -> T:
    """Return the record of a row; `more` gives attributes without a column, and other columns are ignored.

    An attribute without columns of its own is JSON text in one.
    """
    kind: Any = shape
    record: T = _row_reader(kind, tuple(row.keys()), tuple(more))(row, *more.values())
    return record


def names_of(keys: Iterable[str | int]) -> str:
    """Return keys as the names in a JSON object, the form of a list that both engines read alike."""
    return json.dumps(dict.fromkeys(keys, 0))


@cache
def _row_reader(shape: Any, columns: tuple[str, ...], more: tuple[str, ...]) -> Callable[..., Any]:
    """Return the function from the values of these columns, in their order, and some more, to a record."""
    source = Source()
    variables = [f"column_{index}" for index in range(len(columns))]
    of_column = dict(zip(columns, variables, strict=True))
    types = types_of(shape)
    values = {name: _reading(kind, of_column[name], source) for name, kind in types.items() if name in of_column}
    values |= {name: name for name in more}
    taken = [f"{each.name}={values[each.name]}" for each in fields(shape) if each.name in values]
    record = f"{source.name(shape)}({', '.join(taken)})"
    return source.compile(record, ", ".join(("it", *more)), f"{', '.join(variables)}, = it")


@cache
def _row_writer(shape: Any) -> Callable[[Any], dict[str, Value]]:
    source = Source()
    columns = {
        name: kind for name, kind in types_of(shape).items() if kind not in _APART and (shape, name) not in _IN_PARTS
    }
    values = [f"{name!r}: {_writing(kind, f'it.{name}', source)}" for name, kind in columns.items()]
    return source.compile(f"{{{', '.join(values)}}}")


def _reading(shape: Any, it: str, source: Source) -> str:
    inner = unless_none(shape)
    if inner is not None:
        value = _reading(inner, it, source)
        return it if value == it else f"None if {it} is None else {value}"
    if shape in _PLAIN:
        return it
    if shape is bool:
        return f"{it} != 0"
    if is_enum(shape):
        return f"{source.name(members(shape))}[{it}]"
    value = f"{source.name(reader(shape))}({source.name(_decode)}({it})[0])"
    return f"() if {it} == '[]' else {value}" if get_origin(shape) is tuple else value


def _writing(shape: Any, it: str, source: Source) -> str:
    inner = unless_none(shape)
    if inner is not None:
        value = _writing(inner, it, source)
        return it if value == it else f"None if {it} is None else {value}"
    if shape in _PLAIN:
        return it
    if shape is bool:
        return f"1 if {it} else 0"
    if is_enum(shape):
        return f"{it}._value_"
    return f"{source.name(writer(shape))}({it})"
