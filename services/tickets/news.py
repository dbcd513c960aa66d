"""What riders add to a ticket, told to its queue: the first at once, what follows in one word for each while."""

from collections.abc import Sequence

from domain.reporting.reports import ActorKind, Event, Report
from domain.tickets.lifecycle import FINAL
from domain.tickets.messages import (
    AddedAfterClosing,
    AddedLater,
    MoreAdded,
    MoreWitnessed,
    Nudge,
    PlacedElsewhere,
    PlacedRight,
    ReopenedMore,
    ReopenedSaid,
)
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.cards import nudge
from services.tickets.views import since_reopened

_MINUTE = 60_000


async def tell(tx: Transaction, deps: Deps, report: Report, first: Nudge, cause: str) -> None:
    """Tell the queue at once if it heard nothing of the ticket's riders lately, else with what comes until then.

    Soon after a rider called it not fixed, all that riders say stands in the nudge that says so: the first thing in a
    new one, the rest in its place.
    """
    said = await _said_since_reopened(tx, deps, report) if isinstance(first, _TELLS_OF_ADDITIONS) else None
    if said is not None:
        is_first, of = said == 1, (report.id, report.queue)
        if said:  # what came before stands on the card
            await nudge(tx, deps, report, ReopenedSaid(*of) if is_first else ReopenedMore(*of), cause)
        return
    period = deps.limits.nudge_minutes * _MINUTE
    spent = await tx.paces.spend(f"news:{report.id}", deps.clock.now(), period)
    if spent.used == 1:
        await nudge(tx, deps, report, first, cause)
    else:
        await tx.timers.put(Timer(TimerKind.NEWS, round_key(report.id, spent.at), spent.at + period))


async def _said_since_reopened(tx: Transaction, deps: Deps, report: Report) -> int | None:
    """Return how much riders have added since the report was reopened a short while ago; None if it was not."""
    since = since_reopened(await tx.reports.events(report.id)) if report.reopenings else []
    lasts = deps.limits.prompt_minutes * _MINUTE + _MINUTE
    if not since or report.status in FINAL or deps.clock.now() - since[0].at > lasts:
        return None
    return sum(event.action in _ADDITIONS for event in since)


async def tell_rest(tx: Transaction, deps: Deps, report_id: int, since: int) -> None:
    """Tell in one nudge what has come since the last one, which told the first thing since then.

    Once the report is closed, only what came after that counts.
    """
    report = await tx.reports.get(report_id)
    if report is None:
        return
    events = await tx.reports.events(report_id)
    rest = [event for event in events if event.at >= since and _is_news(event, report)][1:]
    if report.status in FINAL:
        rest = _after_closing(events, rest)
    if not rest:
        return
    added = [event for event in rest if event.action in _ADDITIONS]
    words = "\n".join(event.words for event in added if event.words)
    merged: Nudge = MoreAdded(report.id, report.queue, words, len(added), tuple(event.id for event in added))
    if report.status in FINAL:
        merged = AddedAfterClosing(report.id, report.queue, words, len(added), merged.events)
    if not added:
        merged = MoreWitnessed(report.id, report.queue, count=len(rest))
    await tell(tx, deps, report, merged, str(rest[-1].id))


def _after_closing(events: Sequence[Event], rest: list[Event]) -> list[Event]:
    """Return those of the rest that came behind the event that closed the report."""
    closed = max(number for number, event in enumerate(events) if event.target in FINAL and event.source not in FINAL)
    return [event for event in rest if event in events[closed + 1 :]]


def _is_news(event: Event, report: Report) -> bool:
    """Return whether riders' doing is told: what they add or put right, and who else has seen an urgent problem."""
    if event.actor.kind is not ActorKind.RIDER:
        return False
    return event.action in _ADDITIONS or (event.action == "witnessed" and report.urgent)


_TELLS_OF_ADDITIONS = (AddedLater, PlacedRight, PlacedElsewhere, MoreAdded)

_ADDITIONS = frozenset({"added", "placed"})
"""Events of a rider that bring something for staff to read; `witnessed` counts beside them."""
