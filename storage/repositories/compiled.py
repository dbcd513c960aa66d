"""Functions between values and the forms that are stored, compiled once for each type.

A converter that looks each field up as it goes takes several times as long, and a report makes some fifty records.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from json.encoder import encode_basestring
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

_PLAIN: Final = (str, int, float, bool)
_WRITTEN: Final = {
    str: "{quote}({it})",
    int: "str({it})",
    float: "repr({it})",
    bool: "('true' if {it} else 'false')",
}


class Source:
    """The source of one function, which takes `it`, and the objects that it names."""

    def __init__(self) -> None:
        self._things: dict[str, Any] = {}

    def name(self, thing: Any) -> str:
        """Return a name by which the source calls this object."""
        name = f"thing_{len(self._things)}"
        self._things[name] = thing
        return name

    def compile(self, expression: str, parameters: str = "it", before: str = "pass") -> Callable[..., Any]:
        """Return the function that returns this expression after a first statement."""
        text = f"def function({parameters}):\n    {before}\n    return {expression}\n"
        exec(text, self._things)  # noqa: S102  of the fields of our own records, as dataclasses make their methods
        function: Callable[..., Any] = self._things["function"]
        return function


@cache
def reader(shape: Any) -> Callable[[Any], Any]:
    """Return the function from a JSON value to a value of this type; what a record does not name is ignored.

    Raises:
        TypeError: No value of this type can be stored. The function raises ValueError, TypeError or KeyError for a
            JSON value that is none of this type.
    """
    source = Source()
    return source.compile(_reading(shape, "it", source))


@cache
def writer(shape: Any) -> Callable[[Any], str]:
    """Return the function from a value of this type to its JSON text.

    Raises:
        TypeError: No value of this type can be stored.
    """
    source = Source()
    return source.compile(_writing(shape, "it", source))


@cache
def types_of(record: Any) -> Mapping[str, Any]:
    """Return the types of a record's attributes, in their order."""
    hints = get_type_hints(record)
    return {each.name: hints[each.name] for each in fields(record)}


def unless_none(shape: Any) -> Any:
    """Return the type beside None of an optional type, None for any other."""
    if get_origin(shape) not in {Union, UnionType}:
        return None
    others = [each for each in get_args(shape) if each is not type(None)]
    return others[0] if len(others) == 1 else None


def members(shape: type[Enum]) -> Mapping[Any, Enum]:
    """Return the members of an enum by their values."""
    return {member.value: member for member in shape}


def is_enum(shape: Any) -> bool:
    """Return whether the type is an enum."""
    return isinstance(shape, type) and issubclass(shape, Enum)


def _is_record(shape: Any) -> bool:
    return is_dataclass(shape)


def _reading(shape: Any, it: str, source: Source) -> str:
    inner = unless_none(shape)
    if inner is not None:
        return f"None if {it} is None else {_reading(inner, it, source)}"
    if shape in _PLAIN:
        return f"{shape.__name__}({it})"
    if is_enum(shape):
        return f"{source.name(members(shape))}[{it}]"
    if get_origin(shape) is tuple:
        return f"tuple([{_reading(get_args(shape)[0], 'each', source)} for each in {it}])"
    if _is_record(shape) and it == "it":
        attributes = [_attribute(each, types_of(shape)[each.name], source) for each in fields(shape)]
        return f"{source.name(shape)}({', '.join(attributes)})"
    return f"{source.name(_other(shape, reader))}({it})"


def _attribute(field: Field[Any], shape: Any, source: Source) -> str:
    name = f"it[{field.name!r}]"
    value = _reading(shape, name, source)
    if field.default is not MISSING:
        value = f"({value}) if {field.name!r} in it else {source.name(field.default)}"
    return f"{field.name}={value}"


def _writing(shape: Any, it: str, source: Source) -> str:
    inner = unless_none(shape)
    if inner is not None:
        return f"'null' if {it} is None else {_writing(inner, it, source)}"
    if shape in _WRITTEN:
        return _WRITTEN[shape].format(it=it, quote=source.name(encode_basestring))
    if is_enum(shape):
        return f"{source.name({member: json.dumps(member.value) for member in shape})}[{it}]"
    if get_origin(shape) is tuple:
        each = _writing(get_args(shape)[0], "each", source)
        return f"'[' + ','.join([{each} for each in {it}]) + ']' if {it} else '[]'"
    if _is_record(shape) and it == "it":
        return _writing_record(shape, source)
    return f"{source.name(_other(shape, writer))}({it})"


def _writing_record(shape: Any, source: Source) -> str:
    types = types_of(shape)
    values = [f"({_writing(kind, f'it.{name}', source)})" for name, kind in types.items()]
    text = ",".join([f"{json.dumps(name)}:%s" for name in types])
    return f"{f'{{{text}}}'!r} % ({''.join(f'{value}, ' for value in values)})"


def _other(shape: Any, make: Callable[[Any], Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Return the function of a record within another.

    Raises:
        TypeError: It is no record, so it cannot be stored.
    """
    if not _is_record(shape):
        raise TypeError(f"a value of {shape} cannot be stored")
    return make(shape)
