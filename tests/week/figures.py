"""The figures of groups as they are told, and counted anew from all that happened, as `docs/figures.md` has it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from statistics import median
from typing import Any, Final, cast

from domain.week.messages import FiguresShown
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.week.figures import FiguresView
from tests.week.city import City
from tests.week.ledger import NEW_LIMIT, STANDING_IN, Happened, Ledger, Ticket, Told

RUNNING: Final = {"/figures": True, "/figures month": False}
"""What asks for the running week or month, and whether it is a week."""

TO_DO: Final = frozenset({"submitted", "routed", "bounced", "reopened", "accepted", "in_progress", "on_hold"})
_MEDIANS: Final = ("median_response", "median_repair")
_UNSURE: Final = "answered_in_time"
_COUNTS: Final = (
    "received", "accepted", "rejected", "resolved", "confirmed", "bounced", "reopened", "promised", "resolved_in_time",
    "fell_overdue", "overdue", "open",
)  # fmt: skip
_SAID: Final = re.compile(
    r"收到 (\d+) · 受理 (\d+) · 不予受理 (\d+)\n"
    r"办结 (\d+) · 骑手确认 (\d+) · 返工 (\d+) · 退单 (\d+)\n"
    r"⏰ 曾超期 (\d+) · 未结 (\d+)"
)
_OF_SAID: Final = (
    "received", "accepted", "rejected", "resolved", "confirmed", "reopened", "bounced", "overdue", "open",
)  # fmt: skip


async def told_figures(city: City, first: date) -> list[Told]:
    """Return what each group is told of each week and month since a Monday, as of now."""
    assert city.bot is not None
    app, found = city.bot.app, []
    for queue, chat in city.groups.items():
        for name, start, end in periods(first, city.clock.at, city.district.timezone):
            meaning = FiguresShown(period=name, chat_id=chat.id)

            async def read(tx: Transaction, meaning: FiguresShown = meaning) -> Any:
                return await gather(meaning, Reading(tx, app.deps, None))

            view = cast("FiguresView", await app.database.read(read))
            said = {each.id: _figures(figures) for each, figures in view.queues}
            found.append(Told(queue, name, start, end, said, _figures(view.total)))
    return found


def _figures(figures: Any) -> Mapping[str, int | None]:
    return {name: getattr(figures, name) for name in (*_COUNTS, *_MEDIANS, _UNSURE)}


def periods(first: date, until: int, timezone: tzinfo) -> Iterator[tuple[str, int, int]]:
    """Yield each week and month between a Monday and a time (ms UTC): its name, its start and its end."""
    day, last = first, datetime.fromtimestamp(until / 1000, timezone).date()
    while day <= last:
        year, week, _ = day.isocalendar()
        yield f"{year}-W{week:02d}", _ms(day, timezone), _ms(day + timedelta(7), timezone)
        day += timedelta(7)
    day = first.replace(day=1)
    while day <= last:
        following = (day + timedelta(31)).replace(day=1)
        yield f"{day:%Y-%m}", _ms(day, timezone), _ms(following, timezone)
        day = following


def _ms(day: date, timezone: tzinfo) -> int:
    return int(datetime.combine(day, time(), timezone).timestamp() * 1000)


@dataclass
class Counted:
    """What is counted of a queue in a span of time."""

    counts: "Counter[str]"
    waited: list[int]
    lasted: list[int]
    unsure: int = 0
    """Acceptances whose promised time is not known any more, as the ticket was promised another one later."""


def count(it: Ledger, queue: str, start: int, end: int) -> Counted:
    """Count anew what a queue did in a span of time, and what it had to do at its end."""
    found = Counted(Counter(), [], [])
    for ticket in it.tickets.values():
        for n, (before, event) in enumerate(_steps(ticket.events)):
            if start <= event.at < end:
                found.counts.update(_happened(ticket.events, n, before, event, queue))
                if event.queue == queue:
                    _measure(found, ticket, n, before)
        _stood(found, ticket, queue, start, min(end, it.now))
    return found


def _steps(events: Any) -> Iterator[tuple[Happened, Happened]]:
    return pairwise([_BEGINNING, *events])


_BEGINNING: Final = Happened(0, "", "")


def _happened(events: Any, n: int, before: Happened, event: Happened, queue: str) -> Iterator[str]:
    """Yield the figures in which an event counts for a queue."""
    if event.action == "bounce" and before.queue == queue:
        yield "bounced"
    if event.queue != queue:
        return
    if before.queue != queue:
        yield "received"
    if event.status == before.status:
        return
    if event.action == "accept":
        yield "accepted"
    elif event.status in {"resolved", "confirmed", "reopened"}:
        yield event.status
    elif event.status == "rejected" and not _is_undone(events, n):
        yield "rejected"


def _is_undone(events: Any, n: int) -> bool:
    """Whether a status was left by an undo."""
    left = next((event for event in events[n + 1 :] if event.status != events[n].status), None)
    return left is not None and left.action == "undo"


def _measure(found: Counted, ticket: Ticket, n: int, before: Happened) -> None:
    """Note how long an acceptance or a resolution has taken, and whether it was in time."""
    event, row = ticket.events[n], ticket.row
    if event.status == "resolved" != before.status:
        found.lasted.append(event.at - row["submitted_at"])
        found.counts["resolved_in_time"] += row["overdue_at"] is None or row["overdue_at"] >= event.at
    if event.action == "accept" and before.status != "reopened":
        came = [each.at for last, each in _steps(ticket.events[: n + 1]) if each.queue == event.queue != last.queue]
        found.waited.append(event.at - came[-1])
        found.counts["promised"] += 1
        is_promised_anew = any(each.action in NEW_LIMIT for each in ticket.events[n + 1 :])
        found.unsure += is_promised_anew
        found.counts["answered_in_time"] += not is_promised_anew and event.at <= row["respond_by"]


def _stood(found: Counted, ticket: Ticket, queue: str, start: int, end: int) -> None:
    """Note what a queue had to do at the end of a span, and what became overdue within it."""
    row, last = ticket.row, ticket.at(end - 1) or _BEGINNING
    is_here = last.queue == queue and last.status in TO_DO
    became = row["overdue_at"] is not None and start <= row["overdue_at"] < end
    then = became and (ticket.at(row["overdue_at"] - 1) or _BEGINNING).queue == queue
    found.counts["open"] += is_here
    found.counts["fell_overdue"] += then
    found.counts["overdue"] += then or (is_here and row["due_at"] is not None and row["due_at"] < end)


def wrong_figures(it: Ledger) -> Iterator[str]:
    """The figures that are told of each period are those that are counted anew."""
    known: dict[tuple[str, int, int], Counted] = {}
    for told in it.told:
        for queue, figures in told.queues.items():
            span = queue, told.start, told.end
            if span not in known:
                known[span] = count(it, *span)
            where = f"{told.period} of {queue} for {told.asks}"
            yield from (f"{where}: {wrong}" for wrong in _compared(figures, known[span]))
        for name in _COUNTS:
            if told.total[name] != (together := sum(each[name] or 0 for each in told.queues.values())):
                yield f"{told.period} for {told.asks}: {name} {told.total[name]} of all, not {together}"


def _compared(figures: Mapping[str, int | None], counted: Counted) -> Iterator[str]:
    """Yield what is told otherwise than counted."""
    spans = zip(_MEDIANS, (counted.waited, counted.lasted), strict=True)
    expected = {name: counted.counts[name] for name in _COUNTS}
    for name, value in (expected | {name: int(median(each)) if each else None for name, each in spans}).items():
        if figures[name] != value:
            yield f"{name} {figures[name]}, not {value}"
    least, said = counted.counts[_UNSURE], figures[_UNSURE] or 0
    if not least <= said <= least + counted.unsure:
        yield f"{_UNSURE} {said}, not {least} to {least + counted.unsure}"


def wrong_figures_said(it: Ledger) -> Iterator[str]:
    """What a group reads in answer to `/figures` is what had happened by then in the running week or month."""
    for place, asked in it.asked.items():
        queue, note = it.queue_of.get(place[0]), it.answers.get(place)
        said = _SAID.search(note.first) if note is not None else None
        if asked.text not in RUNNING or queue is None or queue in STANDING_IN or note is None or said is None:
            continue
        running = (each for each in it.told if each.start <= note.at < each.end)
        start = next((each.start for each in running if RUNNING[asked.text] is ("W" in each.period)), None)
        if start is None:
            continue
        figures = dict(zip(_OF_SAID, map(int, said.groups()), strict=True))
        if any(ticket.events[-1].at >= note.at for ticket in it.tickets.values()):
            del figures["overdue"]  # limits were others then
        either = [count(it, queue, start, until).counts for until in (note.at, note.at + 1)]
        if not any(all(counts[name] == figures[name] for name in figures) for counts in either):
            yield f"{asked.text} in {queue} at {note.at} says {figures}, not {dict(either[0])}"
