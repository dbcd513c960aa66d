"""Whose calls about missing persons are made in a group: those of its queues, and with the supervisors all."""

from domain.errors import NoQueueHere, Stale
from domain.programme.missing_errors import NobodyMissing
from domain.programme.missing_persons import MissingPerson, MissingState
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.asking import asking_of, working_in
from services.tickets.standing_in import group_of


async def queues_here(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None) -> tuple[str, ...] | None:
    """Return the queues whose calls are made in a group or topic, None for all. Raises NoQueueHere."""
    asking = await asking_of(tx, deps, chat_id, thread_id)
    if not asking.is_linked:
        raise NoQueueHere
    return asking.queues


async def holds(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, queue: str) -> bool:
    """Return whether a queue's calls are made in a group or topic."""
    asking = await asking_of(tx, deps, chat_id, thread_id)
    return asking.is_linked and (asking.queues is None or queue in asking.queues)


async def held_here(
    tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, missing_id: int, states: frozenset[MissingState]
) -> MissingPerson:
    """Return a call in one of these states, as this group makes it.

    Raises:
        Stale: Another group makes it, or it is not in such a state.
        NobodyMissing: There is none, or it is over.
    """
    missing = await tx.missing_persons.get(missing_id)
    if missing is None:
        raise NobodyMissing
    if not await holds(tx, deps, chat_id, thread_id, missing.queue):
        raise Stale
    if missing.state not in states:
        raise NobodyMissing if missing.closed_at is not None else Stale
    return missing


async def first_queue(tx: Transaction, chat_id: int, thread_id: int | None) -> str:
    """Return the queue whose a call is that is begun in a group or topic. Raises NoQueueHere."""
    here = await working_in(tx, chat_id, thread_id)
    if not here:
        raise NoQueueHere
    return here[0].queue


async def group_of_call(tx: Transaction, deps: Deps, missing: MissingPerson) -> QueueChat | None:
    """Return the group that makes a call, that of the supervisors if its queue is gone; None if there is none."""
    if missing.queue in deps.district.queues:
        return await group_of(tx, deps, missing.queue)
    return await supervisors(tx, deps)


async def supervisors(tx: Transaction, deps: Deps) -> QueueChat | None:
    """Return the supervisors' group, or triage's while there is none."""
    return await group_of(tx, deps, (deps.district.supervisors or deps.district.triage).id)


async def open_there(tx: Transaction, deps: Deps, missing: MissingPerson) -> int:
    """Return how many calls of the group that makes this one are open."""
    group = await group_of_call(tx, deps, missing)
    there = await tx.queues.of_chat(group.chat_id) if group is not None else []
    queues = {missing.queue, *(chat.queue for chat in there)}
    standing = await tx.missing_persons.standing(sorted(queues))
    return sum(each.state is MissingState.OPEN for each in standing)
