"""Who may be handed a ticket: whoever acted on one of its queue of late, as Telegram lists no members of a group."""

from dataclasses import dataclass
from typing import Final

from domain.reporting.reports import Report
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.standing_in import group_of

AT_MOST: Final = 10
_LATELY_MS: Final = 30 * 86_400_000
_LOOKED_AT: Final = 500
"""How many of the queue's newest acts are looked through."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the queue's staff: their Telegram id, and the name under which they acted last."""

    user_id: int
    name: str


async def colleagues(tx: Transaction, deps: Deps, report: Report, but: int) -> tuple[Colleague, ...]:
    """Return to whom a ticket may be handed over, those who acted last first.

    Neither its holder is among them nor `but`, nor whoever reported or witnessed it, nor who is known to have left.
    """
    group = await group_of(tx, deps, report.queue)
    if group is None:
        return ()
    found: dict[int, Colleague] = {}
    for actor in await tx.reports.staff_of_queue(report.queue, deps.clock.now() - _LATELY_MS, _LOOKED_AT):
        if len(found) == AT_MOST:
            break
        if actor.id in {but, report.holder_id, *found} or await _is_out(tx, group.chat_id, actor.id, report):
            continue
        found[actor.id] = Colleague(actor.id, actor.name)
    return tuple(found.values())


async def _is_out(tx: Transaction, chat_id: int, user_id: int, report: Report) -> bool:
    heard = await tx.memberships.heard(chat_id, user_id)
    if heard is not None and heard.inside is False:
        return True
    rider = await tx.riders.by_chat(user_id)
    return rider is not None and await tx.reports.concerns(report.id, rider.id)
