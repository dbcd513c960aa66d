"""The end of a shift: one of the staff offers what they have, and a colleague takes all of it with one key."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from domain.errors import AlreadyDone, Stale
from domain.messages import Precedence
from domain.programme.appeal_errors import NothingHeld, OwnAppeal, OwnHandOver
from domain.programme.appeals import OPEN, Act, By
from domain.programme.hand_over_messages import HandOverCard, HandOverDue
from domain.programme.hand_overs import ENDS_MS, MOST, REMINDED_MS, HandOver
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import removal, to_group
from services.ports.appeals import BoardAppeal
from services.ports.transaction import Transaction
from services.programme.appeal_lists import queues_of
from services.programme.appeals import at_desk, moved
from services.tickets.ticket_actions import Staff

_REMINDS: Final = "remind"
_ENDS: Final = "end"


@dataclass(frozen=True, slots=True)
class HandOverView:
    """A hand-over; what is left of it with who has it now, and how many wishes the team has taken."""

    hand_over: HandOver
    left: tuple[BoardAppeal, ...]
    wishes: int


async def offer(tx: Transaction, deps: Deps, chat_id: int, thread_id: int | None, staff: Staff) -> None:
    """Offer the appeals that somebody has in a group; what they offered before and nobody took is over.

    Raises NothingHeld where they have none.
    """
    now = deps.clock.now()
    held = await tx.appeals.held(await queues_of(tx, deps, chat_id), staff.user_id, chat_id, MOST)
    if not held:
        raise NothingHeld
    for each in await tx.hand_overs.open_of(chat_id, staff.user_id):
        await _end(tx, deps, replace(each, ended_at=now))
    ids = tuple(each.appeal.id for each in held)
    made = HandOver(deps.ids.new(), chat_id, thread_id, staff.user_id, staff.name, now, ids)
    await tx.hand_overs.add(made)
    due = ((_REMINDS, REMINDED_MS), (_ENDS, ENDS_MS))
    await tx.timers.put_all([Timer(TimerKind.HAND_OVER, f"{made.id}:{what}", now + after) for what, after in due])
    await _show(tx, deps, made)


async def take_over(tx: Transaction, deps: Deps, hand_over_id: int, chat_id: int, staff: Staff) -> int:
    """Give a colleague all that is still with who offered it; return how many appeals they took. Riders hear nothing.

    Raises:
        Stale: There is no such offer in this group, or it is over.
        OwnHandOver: They offered it.
        AlreadyDone: A colleague was faster.
    """
    offered = await tx.hand_overs.get(hand_over_id)
    if offered is None or await tx.queues.present_chat(offered.chat_id) != await tx.queues.present_chat(chat_id):
        raise Stale
    if offered.ended_at is not None:
        raise Stale if offered.heir_id is None else AlreadyDone
    if offered.by_id == staff.user_id:
        raise OwnHandOver
    taken = [each for each in offered.appeals if await _take(tx, deps, offered, each, chat_id, staff)]
    ended = replace(
        offered, ended_at=deps.clock.now(), heir_id=staff.user_id, heir=staff.name, taken=len(taken)
    )  # fmt: skip
    await _end(tx, deps, ended)
    return len(taken)


async def _take(tx: Transaction, deps: Deps, offered: HandOver, appeal_id: int, chat_id: int, staff: Staff) -> bool:
    """Give an appeal to who takes over; return False where it is over, with somebody else, elsewhere, or their own."""
    try:
        appeal = await at_desk(tx, deps, appeal_id, chat_id, staff.user_id)
    except (Stale, OwnAppeal):
        return False
    if appeal.stage not in OPEN or appeal.holder_id != offered.by_id:
        return False
    await moved(tx, deps, appeal, Act.TAKE, By.STAFF, holder_id=staff.user_id, holder=staff.name)
    return True


async def _end(tx: Transaction, deps: Deps, ended: HandOver) -> None:
    """Keep how an offer ended, and show it. Raises AlreadyDone where it had ended."""
    if not await tx.hand_overs.end(ended):
        raise AlreadyDone
    reminder = await tx.messages.of_key(_due_key(ended.id))
    if reminder is not None:
        await tx.outbox.put(removal(reminder.chat_id, reminder.message_id))
    await _show(tx, deps, ended)


async def _show(tx: Transaction, deps: Deps, it: HandOver) -> None:
    where = await _where(tx, it)
    if where is not None:
        await tx.outbox.put(to_group(deps, where, HandOverCard(it.id), _key(it.id), Precedence.STATUS))


async def _where(tx: Transaction, it: HandOver) -> QueueChat | None:
    """Return the group in which it was offered, as it is now; None where no queue works there any more."""
    here = await tx.queues.of_chat(await tx.queues.present_chat(it.chat_id))
    return next((each for each in here if each.thread_id == it.thread_id), next(iter(here), None))


def _key(hand_over_id: int) -> str:
    return f"hand_over:{hand_over_id}"


def _due_key(hand_over_id: int) -> str:
    return f"hand_over_due:{hand_over_id}"


async def fire(tx: Transaction, deps: Deps, key: str) -> None:
    """Remind the group of an offer, or end it; `key` is its timer's. One that is over is left as it is."""
    hand_over_id, what = key.split(":")
    offered = await tx.hand_overs.get(int(hand_over_id))
    if offered is not None and offered.ended_at is None:
        await _BY_WHAT[what](tx, deps, offered)


async def _remind(tx: Transaction, deps: Deps, offered: HandOver) -> None:
    where, card = await _where(tx, offered), await tx.messages.of_key(_key(offered.id))
    if where is None or card is None or card.chat_id != where.chat_id:
        return
    due = HandOverDue(hand_over_id=offered.id, reply_to=card.message_id)
    await tx.outbox.put(to_group(deps, where, due, _due_key(offered.id), Precedence.REMINDER))


async def _lapse(tx: Transaction, deps: Deps, offered: HandOver) -> None:
    await _end(tx, deps, replace(offered, ended_at=deps.clock.now()))


_BY_WHAT: Final[Mapping[str, Callable[[Transaction, Deps, HandOver], Awaitable[None]]]] = {
    _REMINDS: _remind,
    _ENDS: _lapse,
}


@gather.register
async def hand_over_view(meaning: HandOverCard, reading: Reading) -> HandOverView | None:
    """Return a hand-over with what is left of it; None where it is gone."""
    tx, deps = reading.tx, reading.deps
    it = await tx.hand_overs.get(meaning.hand_over_id)
    if it is None:
        return None
    holder = it.by_id if it.heir_id is None else it.heir_id
    chat_id = await tx.queues.present_chat(it.chat_id)
    queues = await queues_of(tx, deps, chat_id)
    held = await tx.appeals.held(queues, holder, chat_id, _MANY)
    left = tuple(each for each in held if each.appeal.id in it.appeals)
    return HandOverView(it, left, await tx.wishes.taken_by_staff(queues))


_MANY: Final = 1000
