"""Wording of what a district's new files change, for the terminal and for a group."""

from collections.abc import Iterator, Sequence

from domain.district.district import District
from services.upkeep.district_plan import Difference, Moved
from texts.base.wording import Words

_NAMED = 6
"""The most ids that stand in one line."""


def difference_line(difference: Difference, words: Words) -> str:
    """Return what is new, gone and otherwise, of one kind."""
    parts = (("added", difference.added), ("gone", difference.gone), ("changed", difference.changed))
    said = [words.plain(f"district.{how}", count=len(ids), names=_few(ids)) for how, ids in parts if ids]
    return words.plain("district.line", kind=words.plain(f"district_kind.{difference.kind}"), what=" · ".join(said))


def moved_line(moved: Moved, old: District, new: District, words: Words) -> str:
    """Return how many tickets go from where to where, why, and which."""
    more = "…" if moved.count > len(moved.numbers) else ""
    key = "district.stay" if moved.before == moved.queue else "district.move"
    return words.plain(
        key,
        count=moved.count,
        before=_name(moved.before, (old, new), words),
        queue=_name(moved.queue, (new, old), words),
        why=words.plain(f"resettle.{moved.why}"),
        numbers=", ".join(moved.numbers) + more,
    )


def change_lines(
    differences: Sequence[Difference], moved: Sequence[Moved], old: District, new: District, words: Words
) -> Iterator[str]:
    """Yield what a change does, a line for each kind of thing and each way of tickets."""
    if not differences:
        yield words.plain("district.same")
    yield from (difference_line(each, words) for each in differences)
    yield words.plain("district.tickets", count=sum(each.count for each in moved))
    yield from (moved_line(each, old, new, words) for each in moved)


def _name(queue: str, districts: Sequence[District], words: Words) -> str:
    known = next((each.queues[queue] for each in districts if queue in each.queues), None)
    if known is None:
        return queue
    return known.zh if words.language == "zh" else known.en


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
