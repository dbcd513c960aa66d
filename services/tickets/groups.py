"""The groups of queues: they are linked, move, and are lost."""

from dataclasses import replace

from domain.errors import CodeUnknown
from domain.messages import Notice, Precedence
from domain.tickets.messages import GroupLost
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.outgoing import group_lost_key, to_group
from services.ports.transaction import Transaction
from services.tickets.showing import show_tickets
from services.tickets.standing_in import group_of, looked_after

CODE_HOURS = 24
_HOUR = 3_600_000


async def offer(tx: Transaction, queue: str, code: str, now: int) -> None:
    """Store a one-time code that links a group to this queue; it is valid for a day."""
    await tx.queues.put_code(code, queue, now + CODE_HOURS * _HOUR)


async def link(tx: Transaction, deps: Deps, code: str, chat_id: int, thread_id: int | None) -> str:
    """Link this group to the queue of the code, show its open tickets there, and return the queue's id.

    Raises:
        CodeUnknown: The code is unknown, used or expired.
    """
    queue = await tx.queues.use_code(code.strip().upper(), deps.clock.now())
    if queue is None or queue not in deps.district.queues:
        raise CodeUnknown
    await place(tx, deps, QueueChat(queue, chat_id, thread_id, deps.clock.now()))
    return queue


async def place(tx: Transaction, deps: Deps, chat: QueueChat) -> None:
    """Link a queue to this group and show its open tickets there."""
    await tx.queues.link(chat)
    await show_tickets(tx, deps, await looked_after(tx, deps, chat.queue))


async def seat(tx: Transaction, deps: Deps) -> None:
    """Link the queues to the groups that the district file names; a lost group stays lost until the bot is back."""
    for queue in deps.district.queues.values():
        if queue.chat_id is None:
            continue
        chat_id = await tx.queues.present_chat(queue.chat_id)
        known = {chat.queue: chat for chat in await tx.queues.of_chat(chat_id)}.get(queue.id)
        if known is None or known.thread_id != queue.thread_id:
            await place(tx, deps, QueueChat(queue.id, chat_id, queue.thread_id, deps.clock.now()))


async def move(tx: Transaction, old_chat: int, new_chat: int) -> None:
    """Move the queues and waiting messages of a group that became a supergroup."""
    await tx.queues.move_chat(old_chat, new_chat)
    await tx.outbox.move(old_chat, new_chat)


async def lose(tx: Transaction, deps: Deps, chat_id: int) -> None:
    """Handle the bot's removal from a queue's group.

    Waiting messages are dropped, the supervisors are told once, and the tickets go to whoever stands in.
    """
    await tx.outbox.drop(chat_id)
    lost = [chat for chat in await tx.queues.chats() if chat.chat_id == chat_id]
    left = [queue for chat in lost for queue in await looked_after(tx, deps, chat.queue)]
    await tx.queues.lose(chat_id, deps.clock.now())
    for chat in lost:
        notice = GroupLost(chat.queue)
        await tell_supervisors(tx, deps, notice, group_lost_key(chat))
    await show_tickets(tx, deps, left)


async def regain(tx: Transaction, deps: Deps, chat_id: int) -> None:
    """Show a queue's open tickets again after the bot was added back to its group."""
    for chat in await tx.queues.of_chat(chat_id):
        await place(tx, deps, replace(chat, linked_at=deps.clock.now()))


async def tell_supervisors(tx: Transaction, deps: Deps, notice: Notice, key: str) -> None:
    """Send a notice to the supervisors' group, or triage's while they have none; the same `key` sends it only once."""
    group = await group_of(tx, deps, (deps.district.supervisors or deps.district.triage).id)
    if group is not None:
        await tx.outbox.put(to_group(deps, group, notice, key, Precedence.REMINDER))


async def tell(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, notice: Notice) -> None:
    """Answer in a group, in the language of its first queue or else of the district."""
    linked = await tx.queues.of_chat(chat_id)
    queue = linked[0].queue if linked else deps.district.triage.id
    outgoing = to_group(deps, QueueChat(queue, chat_id, thread_id, linked_at=0), notice)
    await tx.outbox.put(outgoing if linked else replace(outgoing, language=deps.district.default_language))


async def leave_topic(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None) -> None:
    """Move the queues of a deleted forum topic to the group's general topic."""
    for chat in await tx.queues.of_chat(chat_id):
        if chat.thread_id == thread_id:
            await tx.queues.link(QueueChat(chat.queue, chat_id, None, deps.clock.now()))
