"""Whose activities are changed in a group: a unit's own, and with the supervisors those whose unit is gone."""

from domain.district.routing import SERVICE
from domain.tickets.group_commands import GroupKind
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.asking import asking_of, working_in


async def services_here(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None) -> tuple[str, ...]:
    """Return the queues of kind service that work in a group or topic."""
    return tuple(chat.queue for chat in await working_in(tx, chat_id, thread_id) if _serves(deps, chat.queue))


async def holds(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, queue: str) -> bool:
    """Return whether a queue's activities are changed in a group or topic."""
    if _serves(deps, queue):
        return queue in await services_here(tx, deps, chat_id, thread_id)
    return await supervises(tx, deps, chat_id, thread_id)


async def supervises(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None) -> bool:
    """Return whether a group or topic is the supervisors', who have the activities whose unit is gone."""
    return GroupKind.SUPERVISORS in (await asking_of(tx, deps, chat_id, thread_id)).kinds


async def queues_here(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, since: int) -> tuple[str, ...]:
    """Return the queues whose activities are listed in a group or topic, of those that end after `since` (ms UTC)."""
    own = await services_here(tx, deps, chat_id, thread_id)
    if not await supervises(tx, deps, chat_id, thread_id):
        return own
    return (*own, *[each for each in await tx.activities.queues(since) if not _serves(deps, each)])


def _serves(deps: Deps, queue: str) -> bool:
    return deps.district.known_queue(queue).kind == SERVICE
