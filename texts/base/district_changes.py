"""Wording of what a district's new files change, for the terminal and for a group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from services.upkeep.district_plan import Difference, Moved
from texts.base.locale import Locale

_NAMED = 6
"""The most that is named in one line."""

_NAMES: Final[Mapping[str, Callable[[Locale, str], str]]] = {
    "queues": Locale.queue,
    "categories": Locale.category,
    "limits": Locale.category,
    "communities": Locale.community,
    "stations": Locale.station,
    "badges": lambda locale, knight: locale.plain(f"knight.{knight}"),
}
"""How what differs is named; the rest by its number or mark."""


def difference_line(difference: Difference, locale: Locale) -> str:
    """Return what is new, gone and otherwise, of one kind."""
    parts = (("added", difference.added), ("gone", difference.gone), ("changed", difference.changed))
    said = [
        locale.plain(f"district.{how}", count=len(ids), names=_few(difference.kind, ids, locale))
        for how, ids in parts
        if ids
    ]
    return locale.plain("district.line", kind=locale.plain(f"district_kind.{difference.kind}"), what=" · ".join(said))


def moved_line(moved: Moved, locale: Locale) -> str:
    """Return how many tickets go from where to where, why, and which."""
    more = "…" if moved.count > len(moved.numbers) else ""
    return locale.plain(
        "district.stay" if moved.before == moved.queue else "district.move",
        count=moved.count,
        before=locale.queue(moved.before),
        queue=locale.queue(moved.queue),
        why=locale.plain(f"resettle.{moved.why}"),
        numbers=", ".join(moved.numbers) + more,
    )


def change_lines(differences: Sequence[Difference] | None, moved: Sequence[Moved], locale: Locale) -> Iterator[str]:
    """Yield what a change to the district of `locale` does, a line for each kind of thing and each way of tickets.

    Without `differences` the former files can't be read.
    """
    if not differences:
        yield locale.plain("district.unreadable" if differences is None else "district.same")
    yield from (difference_line(each, locale) for each in differences or ())
    yield locale.plain("district.tickets", count=sum(each.count for each in moved))
    yield from (moved_line(each, locale) for each in moved)


def _few(kind: str, ids: Sequence[str], locale: Locale) -> str:
    named = [_NAMES[kind](locale, each) if kind in _NAMES else each for each in ids[:_NAMED]]
    return ", ".join(named) + (" …" if len(ids) > _NAMED else "")
