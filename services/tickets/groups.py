"""The groups of queues: they are linked, move, and are lost."""

from dataclasses import replace

from domain.errors import CodeUnknown
from domain.messages import Meaning, Notice, Outgoing, Precedence
from domain.tickets.lookups import GroupMenu
from domain.tickets.messages import GroupClosed, GroupLost, GroupOpened, LateTold, TopicLost
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.group_keys import group_lost_key, group_state_key, menu_key
from services.outgoing import to_group
from services.ports.outbox import Why
from services.ports.transaction import Transaction
from services.tickets import boards, lingering
from services.tickets.showing import show_tickets
from services.tickets.standing_in import group_of, looked_after
from services.tickets.unseen import hurry_all

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
    await boards.settle(tx, deps)
    return queue


async def place(tx: Transaction, deps: Deps, chat: QueueChat) -> None:
    """Link a queue to this group, offer its commands and show its open tickets there."""
    before = await tx.queues.chat(chat.queue)
    await tx.queues.link(chat)
    for chat_id in {chat.chat_id, *([before.chat_id] if before is not None else ())}:
        await offer_commands(tx, deps, chat_id)
    await show_tickets(tx, deps, await looked_after(tx, deps, chat.queue))
    await _look_for_appeals(tx, deps)


async def _look_for_appeals(tx: Transaction, deps: Deps) -> None:
    """Have the open appeals, if there are any, shown to whoever sees to them now."""
    now = deps.clock.now()
    if await tx.appeals.open_queues():
        await tx.timers.put(Timer(TimerKind.APPEALS, str(now), now))


async def offer_commands(tx: Transaction, deps: Deps, chat_id: int) -> None:
    """Have Telegram offer in a group what can be done there now; behind all that people wait for."""
    linked = await tx.queues.of_chat(chat_id)
    group = QueueChat(linked[0].queue if linked else deps.district.triage.id, chat_id, None, linked_at=0)
    await tx.outbox.put(to_group(deps, group, GroupMenu(chat_id), menu_key(chat_id), Precedence.DELETE))


async def seat(tx: Transaction, deps: Deps) -> None:
    """Link the queues to the groups that the district file names, and offer in all groups what this program can do.

    A lost group stays lost until the bot is back.
    """
    for queue in deps.district.queues.values():
        if queue.chat_id is None:
            continue
        chat_id = await tx.queues.present_chat(queue.chat_id)
        known = {chat.queue: chat for chat in await tx.queues.of_chat(chat_id)}.get(queue.id)
        if known is None or known.thread_id != queue.thread_id:
            await place(tx, deps, QueueChat(queue.id, chat_id, queue.thread_id, deps.clock.now()))
    await boards.settle(tx, deps)
    for chat_id in {chat.chat_id for chat in await tx.queues.chats()}:
        await offer_commands(tx, deps, chat_id)


async def move(tx: Transaction, deps: Deps, old_chat: int, new_chat: int) -> None:
    """Move the queues and waiting messages of a group that became a supergroup; its board is sent anew."""
    await tx.queues.move_chat(old_chat, new_chat)
    await boards.settle(tx, deps)
    await tx.outbox.move(old_chat, new_chat)
    await _look_for_appeals(tx, deps)
    if await tx.queues.of_chat(new_chat):
        await offer_commands(tx, deps, new_chat)


async def lose(tx: Transaction, deps: Deps, chat_id: int) -> None:
    """Handle the bot's removal from a queue's group.

    Waiting messages are dropped, the supervisors are told once, and the tickets go to whoever stands in.
    """
    await tx.outbox.drop(chat_id)
    lost = [chat for chat in await tx.queues.chats() if chat.chat_id == chat_id]
    left = [queue for chat in lost for queue in await looked_after(tx, deps, chat.queue)]
    await tx.queues.lose(chat_id, deps.clock.now())
    await tx.queues.keep_lacks(chat_id, ())
    for chat in lost:
        notice = GroupLost(chat.queue)
        await tell_supervisors(tx, deps, notice, group_lost_key(chat))
    await show_tickets(tx, deps, left)
    await _look_for_appeals(tx, deps)
    await boards.settle(tx, deps)


async def closed(tx: Transaction, deps: Deps, outgoing: Outgoing, said: str, *, in_topic: bool) -> None:
    """Tell the supervisors that the bot may not write to a queue's group or topic now; `said` is Telegram's reason."""
    for chat in await _affected(tx, outgoing, in_topic=in_topic):
        key = group_state_key("closed", chat, deps.clock.now())
        await tell_supervisors(tx, deps, GroupClosed(chat.queue, said=said), key, about=outgoing.chat_id)
        await hurry_all(tx, deps, chat.queue)


async def opened(tx: Transaction, deps: Deps, outgoing: Outgoing) -> None:
    """Tell the supervisors that messages reach a queue's group or topic again."""
    for chat in await _affected(tx, outgoing, in_topic=outgoing.thread_id is not None):
        key = group_state_key("opened", chat, deps.clock.now())
        await tell_supervisors(tx, deps, GroupOpened(chat.queue), key, about=outgoing.chat_id)


async def _affected(tx: Transaction, outgoing: Outgoing, *, in_topic: bool) -> list[QueueChat]:
    """Return the queues of a message's group, or only those of its topic."""
    chats = await tx.queues.of_chat(outgoing.chat_id)
    return [chat for chat in chats if not in_topic or chat.thread_id == outgoing.thread_id]


async def look_again(tx: Transaction, chat_id: int) -> None:
    """Try at once what waits for a group in which the bot might not write, as something has changed there."""
    await tx.outbox.look_again(chat_id, Why.CLOSED)


async def regain(tx: Transaction, deps: Deps, chat_id: int) -> None:
    """Show a queue's open tickets again after the bot was added back to its group; what is moot there goes."""
    await look_again(tx, chat_id)
    for chat in await tx.queues.of_chat(chat_id):
        await place(tx, deps, replace(chat, linked_at=deps.clock.now()))
    await boards.settle(tx, deps)
    await lingering.clear(tx, deps, chat_id)


async def tell_supervisors(
    tx: Transaction,
    deps: Deps,
    notice: Meaning,
    key: str,
    about: int = 0,
    *,
    precedence: Precedence = Precedence.REMINDER,
) -> None:
    """Send a message to the supervisors' group, or triage's while they have none; the same `key` sends a notice once.

    Nothing is sent if it would be `about` that very chat.
    """
    group = await group_of(tx, deps, (deps.district.supervisors or deps.district.triage).id)
    if group is not None and group.chat_id != about:
        if isinstance(notice, LateTold):
            notice = replace(notice, to_supervisors=group.queue != deps.district.triage.id)
        await tx.outbox.put(to_group(deps, group, notice, key, precedence))


async def tell(
    tx: Transaction,
    deps: Deps,
    chat_id: int,
    thread_id: int | None,
    notice: Notice,
    key: str = "",
    *,
    silent: bool = False,
) -> None:
    """Answer in a group, in the language of its first queue or else of the district; with a key once for it."""
    linked = await tx.queues.of_chat(chat_id)
    queue = linked[0].queue if linked else deps.district.triage.id
    outgoing = to_group(deps, QueueChat(queue, chat_id, thread_id, linked_at=0), notice, key, silent=silent)
    await tx.outbox.put(outgoing if linked else replace(outgoing, language=deps.district.default_language))


async def leave_topic(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None) -> None:
    """Move the queues of a deleted forum topic to the group's general topic, and tell the supervisors."""
    for chat in await tx.queues.of_chat(chat_id):
        if chat.thread_id == thread_id:
            now = deps.clock.now()
            await tx.queues.link(QueueChat(chat.queue, chat_id, None, now))
            await tell_supervisors(tx, deps, TopicLost(chat.queue), group_state_key("topic", chat, now))
    await boards.settle(tx, deps)
