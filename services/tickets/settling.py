"""What follows from each change of a report: which reminders are moot, who is told, what stands beside its card."""

from typing import Final

from domain.reporting.reports import Report
from domain.tickets.lifecycle import FINAL, UNDO_MS
from domain.timers import Timer, TimerKind, parse_round_key, round_key
from services.deps import Deps
from services.outgoing import minute_of_beside, removal
from services.ports.transaction import Transaction
from services.tickets import climbing, reminding
from services.tickets.clips import show_clips
from services.tickets.unseen import is_unaccepted

ASKED_FOR_MS: Final = 24 * 60 * 60_000
"""What staff ask for stands beside the card for so long: it is a press away, and nothing of two days can be deleted."""

_TIDIED_AFTER_MS: Final = UNDO_MS + 30_000
"""What stands beside a closed card stays for longer than closing it may be undone."""


async def settle(tx: Transaction, deps: Deps, before: Report, after: Report, *, staff_acted: bool) -> None:
    """See to what follows from a change that has just been saved, or from what staff did without changing anything."""
    await reminding.settle(tx, deps, before, after, staff_acted=staff_acted)
    if not is_unaccepted(before) or before.queue != after.queue:
        await climbing.begin(tx, deps, after)
    if after.status in FINAL and after.closed_at != before.closed_at:
        now = deps.clock.now()
        key = round_key(after.id, after.closed_at or now)
        await tx.timers.put(Timer(TimerKind.TIDY, key, now + _TIDIED_AFTER_MS))
    if before.status in FINAL and after.status not in FINAL and _is_tidied(deps, before):
        await show_clips(tx, deps, after, again=str(after.version))


async def tidy(tx: Transaction, deps: Deps, key: str) -> None:
    """Leave a closed report's card alone in its group; `key` is that of the timer."""
    report_id, closed_at = parse_round_key(key)
    report = await tx.reports.get(report_id)
    if report is None or report.status not in FINAL or (report.closed_at or closed_at) != closed_at:
        return
    for message in await tx.reminders.beside_card(report.id):
        await tx.outbox.put(removal(message.chat_id, message.message_id, deps.clock.now()))


async def take_back(tx: Transaction, deps: Deps, key: str) -> None:
    """Take away photos and places that staff asked for a day ago; `key` is that of the timer."""
    report_id, asked_at = parse_round_key(key)
    for message in await tx.reminders.beside_card(report_id):
        minute = minute_of_beside(message.key)
        if minute is not None and minute <= asked_at // 60_000:
            await tx.outbox.put(removal(message.chat_id, message.message_id, deps.clock.now()))


def _is_tidied(deps: Deps, closed: Report) -> bool:
    return closed.closed_at is not None and deps.clock.now() - closed.closed_at >= _TIDIED_AFTER_MS
