"""Showing all open tickets of a queue in the group that has them now, a batch at a time."""

from collections.abc import Iterable
from typing import Final

from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.ports.reports import FIRST, Standing
from services.ports.transaction import Transaction
from services.tickets.cards import show_card
from services.tickets.clips import show_clips

CARDS_AT_ONCE: Final = 200


async def show_tickets(tx: Transaction, deps: Deps, queues: Iterable[str]) -> None:
    """Show the open tickets of these queues where they belong now; timers go on where there are many."""
    for queue in dict.fromkeys(queues):
        await _show_batch(tx, deps, queue, deps.clock.now(), FIRST)


async def go_on(tx: Transaction, deps: Deps, key: str) -> None:
    """Show the next batch, for the timer with this key."""
    queue, *place = key.rsplit(":", 4)
    since, urgent, submitted_at, last = map(int, place)
    await _show_batch(tx, deps, queue, since, Standing(urgent == 1, submitted_at, last))


async def _show_batch(tx: Transaction, deps: Deps, queue: str, since: int, after: Standing) -> None:
    reports = await tx.reports.open_of_queue(queue, CARDS_AT_ONCE, after)
    for report in reports:
        await show_card(tx, deps, report)
        await show_clips(tx, deps, report)
    if len(reports) == CARDS_AT_ONCE:
        last = reports[-1]
        key = f"{queue}:{since}:{int(last.urgent)}:{last.submitted_at}:{last.id}"
        await tx.timers.put(Timer(TimerKind.SHOW_TICKETS, key, deps.clock.now()))
