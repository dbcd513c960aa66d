"""Urgent tickets that their queue does not see: others are told at once, as if the queue had not answered."""

from typing import Final

from domain.reporting.reports import Report
from domain.tickets.reminders import UNANSWERED
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.ports.transaction import Transaction

BEYOND: Final = 2
"""The rung from which on others than the queue are told of a ticket that nobody has accepted."""

_AT_ONCE: Final = 200


def is_unaccepted(report: Report) -> bool:
    """Return whether an urgent ticket has nobody."""
    return report.urgent and report.status in UNANSWERED


async def hurry(tx: Transaction, deps: Deps, report: Report, why: str) -> None:
    """Tell others of a ticket at once if nobody has accepted it; the same `why` does so once for each limit."""
    if is_unaccepted(report):
        key = f"{report.id}:{report.respond_by or 0}:{BEYOND}:{why}"
        await tx.timers.put(Timer(TimerKind.UNACCEPTED, key, deps.clock.now(), urgent=True))


async def hurry_all(tx: Transaction, deps: Deps, queue: str) -> None:
    """Tell others of all urgent tickets of a queue that nobody has accepted, as its group can't be reached."""
    for report in await tx.reports.open_of_queue(queue, _AT_ONCE):
        if not report.urgent:
            return
        await hurry(tx, deps, report, f"closed.{deps.clock.now()}")
