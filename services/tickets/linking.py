"""Admins link queues to groups and unlink them, and see how their groups are."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.district.routing import Queue
from domain.errors import NoSuchQueue, NotLinked, Stale
from domain.tickets.fitness import Lack
from domain.tickets.linking import CodeShown, GroupsShown, UnlinkAsked, Unlinked, UnlinkKept
from domain.tickets.list_words import folded
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import to_group
from services.ports.transaction import Transaction
from services.supervisor_keys import queue_of_unlink, unlink_key, unlinked_key
from services.tickets import boards, groups, lingering
from services.tickets.showing import show_tickets
from services.tickets.standing_in import group_of, looked_after
from services.tickets.supervisors import own_group, supervisors_group
from services.tickets.unseen import hurry_all


@dataclass(frozen=True, slots=True)
class GroupState:
    """How the group of a queue is.

    Attributes:
        stands_in: Who has its tickets while it has no group; None if it has one, or if nobody has.
        is_lost: Whether the bot was removed from its group.
        is_closed: Whether the bot may not write there at present.
    """

    queue: str
    group: QueueChat | None
    stands_in: str | None
    is_lost: bool = False
    is_closed: bool = False
    lacks: tuple[Lack, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to do about it."""
        return self.group is not None and not self.is_closed and not self.lacks


@dataclass(frozen=True, slots=True)
class GroupsView:
    """The groups of all queues, those in trouble first, and the page that is asked for, which may be gone."""

    groups: tuple[GroupState, ...]
    page: int


@dataclass(frozen=True, slots=True)
class UnlinkedView:
    """A queue that has left its group or is to; who has its tickets then, and whether the file would link it anew."""

    notice: UnlinkAsked | Unlinked
    stands_in: str | None
    is_in_file: bool


def named(deps: Deps, words: str) -> Queue:
    """Return the queue that people mean by its id or one of its names, however written, or a part that no other has.

    Raises:
        NoSuchQueue: There is none, or several.
    """
    (said,) = folded(words) or {""}
    names = {queue: folded(queue.id, queue.zh, queue.en) for queue in deps.district.queues.values()}
    exact = [queue for queue, known in names.items() if said in known]
    long_enough = len(said) >= _PART_OF_A_NAME
    partly = [queue for queue, known in names.items() if long_enough and any(said in each for each in known)]
    for found in (exact, partly):
        if len(found) == 1:
            return found[0]
    raise NoSuchQueue


_PART_OF_A_NAME = 2
"""So many characters at least are taken for a part of a name."""


async def offer(tx: Transaction, deps: Deps, chat_id: int, words: str, code: str, message_id: int) -> None:
    """Show the supervisors this one-time code for the queue that these words name.

    Raises:
        SupervisorsOnly: The chat is not their group.
        NoSuchQueue: See `named`.
    """
    group, queue = await supervisors_group(tx, deps, chat_id), named(deps, words)
    await groups.offer(tx, queue.id, code, deps.clock.now())
    await tx.outbox.put(to_group(deps, group, CodeShown(queue.id, code, reply_to=message_id)))


async def ask_to_unlink(
    tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, words: str, message_id: int
) -> None:
    """Ask whether a queue is to leave its group: one that works here, or from the supervisors' group any.

    Raises:
        NoSuchQueue: Words name no queue, or there are none where several work.
        NotLinked: The queue has no group, or another one.
    """
    present = await tx.queues.present_chat(chat_id)
    here = [each for each in await tx.queues.chats() if each.chat_id == present]
    own = await own_group(tx, deps)
    in_topic = [each.queue for each in here if each.thread_id == thread_id] or [each.queue for each in here]
    if not words and len(in_topic) != 1:
        raise NoSuchQueue
    queue = named(deps, words).id if words else in_topic[0]
    linked = await tx.queues.chat(queue)
    if linked is None or (linked.chat_id != present and (own is None or own.chat_id != present)):
        raise NotLinked
    asked = UnlinkAsked(queue, reply_to=message_id)
    await groups.tell(tx, deps, chat_id, thread_id, asked, unlink_key(queue, message_id))


async def unlink(tx: Transaction, deps: Deps, chat_id: int, message_id: int, *, goes: bool) -> None:
    """Let a queue leave its group, as the pressed question asks, or stay: its tickets go to whoever stands in.

    Raises:
        Stale: The message is no such question.
        NotLinked: It has left meanwhile, or neither works here nor is this the supervisors' group.
    """
    pressed = await tx.messages.at(chat_id, message_id)
    queue = queue_of_unlink(pressed.key) if pressed is not None else None
    if queue is None or queue not in deps.district.queues:
        raise Stale
    group, own, present = await tx.queues.chat(queue), await own_group(tx, deps), await tx.queues.present_chat(chat_id)
    if group is None or present not in {group.chat_id, own.chat_id if own is not None else None}:
        raise NotLinked
    told = Unlinked(queue, edits=message_id) if goes else UnlinkKept(queue, edits=message_id)
    if goes:
        await leave_group(tx, deps, group, present)
    await tx.outbox.put(to_group(deps, QueueChat(queue, chat_id, None, linked_at=0), told))


async def leave_group(tx: Transaction, deps: Deps, group: QueueChat, asked_in: int = 0) -> None:
    """Let a queue leave its group, as was asked in this chat.

    Of one that the district no longer has, 0, its cards still say there where its tickets went.
    """
    left = await looked_after(tx, deps, group.queue)
    await tx.queues.unlink(group.queue)
    others_work_here = bool(await tx.queues.of_chat(group.chat_id))
    if asked_in and not others_work_here:
        await tx.outbox.drop(group.chat_id)  # what waits there is none of theirs any more
    await groups.offer_commands(tx, deps, group.chat_id)
    await show_tickets(tx, deps, left)
    await hurry_all(tx, deps, group.queue)
    await lingering.clear(tx, deps, group.chat_id, others_work_here=others_work_here)
    await boards.settle(tx, deps)
    key = unlinked_key(group)
    if group.chat_id != asked_in:
        await tx.outbox.put(to_group(deps, group, Unlinked(group.queue), key))
    await groups.tell_supervisors(tx, deps, Unlinked(group.queue), f"{key}:told", asked_in)


@gather.register
async def unlink_asked_view(meaning: UnlinkAsked, reading: Reading) -> UnlinkedView:
    """Return who would have the tickets of a queue that left its group."""
    return await _unlinked(meaning, reading)


@gather.register
async def unlinked_view(meaning: Unlinked, reading: Reading) -> UnlinkedView:
    """Return who has the tickets of a queue that has left its group."""
    return await _unlinked(meaning, reading)


async def _unlinked(meaning: UnlinkAsked | Unlinked, reading: Reading) -> UnlinkedView:
    tx, deps = reading.tx, reading.deps
    known = deps.district.queues.get(meaning.queue)
    others = [each for each in (deps.district.triage, deps.district.supervisors) if each is not None]
    seated = [each.id for each in others if each.id != meaning.queue and await tx.queues.chat(each.id) is not None]
    return UnlinkedView(meaning, next(iter(seated), None), known is not None and known.chat_id is not None)


async def show_groups(tx: Transaction, deps: Deps, shown: GroupsShown) -> None:
    """Show how the groups of all queues are, in the supervisors' group.

    Raises:
        SupervisorsOnly: The chat is not their group.
    """
    await supervisors_group(tx, deps, shown.chat_id)
    await groups.tell(tx, deps, shown.chat_id, shown.thread_id, shown, silent=True)


@gather.register
async def groups_view(meaning: GroupsShown, reading: Reading) -> GroupsView:
    """Return how the groups of all queues are."""
    tx, deps = reading.tx, reading.deps
    seated, lost = {chat.queue: chat for chat in await tx.queues.chats()}, set(await tx.queues.lost())
    found = [await _state(tx, deps, queue, seated.get(queue), is_lost=queue in lost) for queue in deps.district.queues]
    return GroupsView(tuple(_in_trouble_first(found)), meaning.page)


def _in_trouble_first(states: Sequence[GroupState]) -> list[GroupState]:
    return sorted(states, key=lambda each: (each.is_well, not each.is_lost))


async def _state(tx: Transaction, deps: Deps, queue: str, group: QueueChat | None, *, is_lost: bool) -> GroupState:
    if group is None:
        stands_in = await group_of(tx, deps, queue)
        return GroupState(queue, None, stands_in.queue if stands_in is not None else None, is_lost=is_lost)
    is_closed = await tx.outbox.is_closed(group.chat_id, group.thread_id)
    return GroupState(queue, group, None, is_closed=is_closed, lacks=await tx.queues.lacks(group.chat_id))
