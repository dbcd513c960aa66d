"""Who looks after the tickets of a queue without a group: triage, and supervisors where triage has none either."""

from collections.abc import Iterator

from domain.district.district import District
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.ports.transaction import Transaction


async def group_of(tx: Transaction, deps: Deps, queue: str) -> QueueChat | None:
    """Return the queue's group, or that of the first queue that stands in for it; None if nobody has a group."""
    for each in (queue, *_stand_ins(deps.district)):
        if (group := await tx.queues.chat(each)) is not None:
            return group
    return None


async def is_within_reach(tx: Transaction, chat_id: int) -> bool:
    """Return whether anything can be done in a chat: not where it is lost, nor in the old chat of a supergroup."""
    linked = {group.queue for group in await tx.queues.of_chat(chat_id)}
    if linked and not linked & {group.queue for group in await tx.queues.chats()}:
        return False
    return await tx.queues.present_chat(chat_id) == chat_id


async def acts_in(tx: Transaction, deps: Deps, queue: str, chat_id: int) -> bool:
    """Return whether this queue's tickets are acted on in this chat, which may have become a supergroup meanwhile."""
    group = await group_of(tx, deps, queue)
    return group is not None and group.chat_id == await tx.queues.present_chat(chat_id)


async def looked_after(tx: Transaction, deps: Deps, queue: str) -> list[str]:
    """Return the queues whose tickets stand in this queue's group: its own, and those that it stands in for.

    Queues that the district's file no longer has are among them as long as they have open tickets.
    """
    seated = {chat.queue for chat in await tx.queues.chats()}
    if queue != next((each for each in _stand_ins(deps.district) if each in seated), None):
        return [queue]
    supervisors = deps.district.supervisors
    unseated = dict.fromkeys([*deps.district.queues, *await tx.reports.busy_queues()])
    return [
        queue, *[each for each in unseated if each not in seated and not (supervisors and each == supervisors.id)]
    ]  # fmt: skip


def _stand_ins(district: District) -> Iterator[str]:
    """Yield the queues that stand in for others, the first one first."""
    yield district.triage.id
    if district.supervisors is not None:
        yield district.supervisors.id
