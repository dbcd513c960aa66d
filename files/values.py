"""Readers of single values from configuration: each returns the value or refuses it with a problem's code."""

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
    """What may have been meant: the names most alike, else the first few known ones."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    shown = close or names[:_SHOWN]
    return ", ".join(shown) + (" …" if not close and len(names) > _SHOWN else "")


def choices(name: str, known: Iterable[str]) -> str:
    """What there is to choose from: the names most alike first, then the others."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    listed = close + [each for each in names if each not in close]
    return ", ".join(listed[:_CHOICES]) + (" …" if len(listed) > _CHOICES else "")


def text(value: object) -> str:
    """A string with something in it, without the spaces around it."""
    if not isinstance(value, str):
        raise BadValue("not_a_text", value=_shown(value))
    if not value.strip():
        raise BadValue("empty")
    return value.strip()


def whole_number(least: int | None = None, most: int | None = None) -> Reader[int]:
    """An integer between two bounds, both included."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadValue("not_a_whole_number", value=_shown(value))
        if (least is not None and value < least) or (most is not None and value > most):
            raise BadValue("out_of_range", value=str(value), least=_bound(least), most=_bound(most))
        return value

    return read


def choice(*known: str) -> Reader[str]:
    """One of a few words."""

    def read(value: object) -> str:
        chosen = text(value)
        if chosen not in known:
            raise BadValue("unknown_value", value=chosen, close=choices(chosen, known))
        return chosen

    return read


def list_of(read_one: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list; the first entry that is refused refuses it."""

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise BadValue("not_a_list", value=_shown(value))
        return tuple(read_one(entry) for entry in value)

    return read


def day(value: object) -> date:
    """A TOML date without a time, as in ``2026-10-01``."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadValue("not_a_date", value=_shown(value))
    return value


def opening_hours(value: object) -> Hours:
    """One line of opening hours or a list of them."""
    lines = (text(value),) if isinstance(value, str) else list_of(text)(value)
    return Hours.parse(lines)


def _bound(limit: int | None) -> str:
    return "…" if limit is None else str(limit)


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) else str(value)
