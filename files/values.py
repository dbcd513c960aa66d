"""Readers of single configuration values; each returns the value or raises BadValue."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from domain.district.hours import Hours
from domain.district.problems import BadValue

T = TypeVar("T")
Reader = Callable[[object], T]
_SHOWN = 8
_CHOICES = 60


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the names most similar to `name`, or else the first few known ones, as a list for people."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    shown = close or names[:_SHOWN]
    return ", ".join(shown) + (" …" if not close and len(names) > _SHOWN else "")


def choices(name: str, known: Iterable[str]) -> str:
    """Return all known names, the most similar first, as a list for people."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    listed = close + [each for each in names if each not in close]
    return ", ".join(listed[:_CHOICES]) + (" …" if len(listed) > _CHOICES else "")


def text(value: object) -> str:
    """Return a non-empty string, stripped.

    Raises:
        BadValue: It is no string or empty.
    """
    if not isinstance(value, str):
        raise BadValue("not_a_text", value=_shown(value))
    if not value.strip():
        raise BadValue("empty")
    return value.strip()


def whole_number(least: int | None = None, most: int | None = None) -> Reader[int]:
    """Return a reader of integers from `least` to `most`, both included."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadValue("not_a_whole_number", value=_shown(value))
        if (least is not None and value < least) or (most is not None and value > most):
            raise BadValue("out_of_range", value=str(value), least=_bound(least), most=_bound(most))
        return value

    return read


def flag(value: object) -> bool:
    """Return true or false.

    Raises:
        BadValue: It is something else.
    """
    if not isinstance(value, bool):
        raise BadValue("not_a_flag", value=_shown(value))
    return value


def choice(*known: str) -> Reader[str]:
    """Return a reader that accepts one of a few words."""

    def read(value: object) -> str:
        chosen = text(value)
        if chosen not in known:
            raise BadValue("unknown_value", value=chosen, close=choices(chosen, known))
        return chosen

    return read


def list_of(read_one: Reader[T]) -> Reader[tuple[T, ...]]:
    """Return a reader of lists; the first refused entry refuses the list."""

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise BadValue("not_a_list", value=_shown(value))
        return tuple(read_one(entry) for entry in value)

    return read


def day(value: object) -> date:
    """Return a TOML date without a time, such as ``2026-10-01``.

    Raises:
        BadValue: It is something else.
    """
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadValue("not_a_date", value=_shown(value))
    return value


def opening_hours(value: object) -> Hours:
    """Return opening hours from one line or a list of lines.

    Raises:
        BadValue: They cannot be read.
    """
    lines = (text(value),) if isinstance(value, str) else list_of(text)(value)
    return Hours.parse(lines)


def _bound(limit: int | None) -> str:
    return "…" if limit is None else str(limit)


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) else str(value)
