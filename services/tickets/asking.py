"""Which tickets a group, or a forum topic of it, may ask about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from domain.district.routing import SERVICE, SUPERVISORS
from domain.reporting.reports import Event, Report
from domain.tickets.group_commands import GroupKind
from domain.tickets.staff import QueueChat
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets.standing_in import looked_after


@dataclass(frozen=True, slots=True)
class Asking:
    """What a group or a topic is, and the queues that it asks about; None for all of the district."""

    kinds: frozenset[GroupKind]
    queues: tuple[str, ...] | None

    @property
    def is_linked(self) -> bool:
        """Whether a queue works there."""
        return GroupKind.UNLINKED not in self.kinds

    @property
    def sees_all(self) -> bool:
        """Whether it may look at any ticket of the district."""
        return bool(self.kinds & {GroupKind.TRIAGE, GroupKind.SUPERVISORS})


async def asking_of(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None) -> Asking:
    """Return what is asked about from this group and topic.

    These are the queues that work there, with those that they stand in for. A topic in which none works asks about all
    of its group's, and supervisors ask about all.
    """
    here = await working_in(tx, chat_id, thread_id)
    kinds = kinds_of(deps, here)
    if GroupKind.SUPERVISORS in kinds:
        return Asking(kinds, None)
    queues = [queue for chat in here for queue in await looked_after(tx, deps, chat.queue)]
    return Asking(kinds, tuple(dict.fromkeys(queues)))


async def working_in(tx: Transaction, chat_id: int, thread_id: int | None) -> list[QueueChat]:
    """Return the queues that work in a topic of a group; in one in which none does, those of all the group."""
    present = await tx.queues.present_chat(chat_id)
    linked = [chat for chat in await tx.queues.chats() if chat.chat_id == present]
    return [chat for chat in linked if chat.thread_id == thread_id] or linked


def kinds_of(deps: Deps, chats: Iterable[QueueChat]) -> frozenset[GroupKind]:
    """Return what a group is in which these queues work; a desk's is that besides what it is to tickets.

    So is one that has activities: a service queue's own, and the supervisors', for those whose unit is gone; and one
    that looks after riders, who send it appeals and wishes.
    """
    named = {deps.district.triage.id: GroupKind.TRIAGE}
    if deps.district.supervisors is not None:
        named[deps.district.supervisors.id] = GroupKind.SUPERVISORS
    linked = list(chats)
    kinds = {named.get(chat.queue, GroupKind.QUEUE) for chat in linked} or {GroupKind.UNLINKED}
    desks = deps.district.desks
    holding = {SERVICE, SUPERVISORS}
    holds = {GroupKind.SERVICE for chat in linked if deps.district.queue(chat.queue).kind in holding}
    if not deps.district.activity_kinds:
        holds = set()
    cares = {GroupKind.CARE for chat in linked if deps.district.queue(chat.queue).kind == SERVICE}
    return frozenset(kinds | holds | cares | {GroupKind.DESK for chat in linked if chat.queue in desks})


def may_see(asking: Asking, report: Report, events: Collection[Event]) -> bool:
    """Return whether a ticket may be looked at: by triage, supervisors, and each queue that has or had it."""
    return asking.sees_all or bool({report.queue, *(event.queue for event in events)} & {*(asking.queues or ())})
