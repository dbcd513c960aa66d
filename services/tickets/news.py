"""What riders add to a ticket, told to its queue: the first at once, what follows in one word for each while."""

from domain.reporting.reports import ActorKind, Event, Report
from domain.tickets.lifecycle import FINAL
from domain.tickets.messages import MoreAdded, MoreWitnessed, Nudge
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.cards import nudge

_MINUTE = 60_000


async def tell(tx: Transaction, deps: Deps, report: Report, first: Nudge, cause: str) -> None:
    """Tell the queue at once if it heard nothing of the ticket's riders lately, else with what comes until then."""
    period = deps.limits.nudge_minutes * _MINUTE
    spent = await tx.paces.spend(f"news:{report.id}", deps.clock.now(), period)
    if spent.used == 1:
        await nudge(tx, deps, report, first, cause)
    else:
        await tx.timers.put(Timer(TimerKind.NEWS, round_key(report.id, spent.at), spent.at + period))


async def tell_rest(tx: Transaction, deps: Deps, report_id: int, since: int) -> None:
    """Tell in one nudge what has come since the last one, which told the first thing since then."""
    report = await tx.reports.get(report_id)
    if report is None or report.status in FINAL:
        return
    rest = [event for event in await tx.reports.events(report_id) if event.at >= since and _is_news(event, report)][1:]
    if not rest:
        return
    added = [event for event in rest if event.action in _ADDITIONS]
    words = "\n".join(event.words for event in added if event.words)
    merged: Nudge = MoreAdded(report.id, report.queue, words, len(added))
    if not added:
        merged = MoreWitnessed(report.id, report.queue, count=len(rest))
    await tell(tx, deps, report, merged, str(rest[-1].id))


def _is_news(event: Event, report: Report) -> bool:
    """Return whether riders' doing is told: what they add or put right, and who else has seen an urgent problem."""
    if event.actor.kind is not ActorKind.RIDER:
        return False
    return event.action in _ADDITIONS or (event.action == "witnessed" and report.urgent)


_ADDITIONS = frozenset({"added", "placed"})
"""Events of a rider that bring something for staff to read; `witnessed` counts beside them."""
