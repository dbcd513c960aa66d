"""Handing out what a voucher promises: once, by who stands at a desk that may, and never to oneself."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.errors import Stale, TooLateToUndo
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.programme.codes import code_in
from domain.programme.desks import Desk
from domain.programme.errors import DeskNeeded, OldVoucher, OwnVoucher, VoucherOver
from domain.programme.links import LinkKind
from domain.programme.reward_messages import VoucherAtDesk, VoucherLooked, VoucherUnseen
from domain.programme.vouchers import Voucher, VoucherState
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.people import covering, pacing
from services.ports.transaction import Transaction
from services.programme import vouchers
from services.programme.links import Opened, follows
from services.tickets import groups
from services.tickets.asking import asking_of, working_in
from services.tickets.lookups import Asker, place_of


class Unseen(StrEnum):
    """Why a voucher is not shown."""

    NO_CODE = "no_code"
    UNKNOWN = "unknown"
    OWN = "own"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class DeskView:
    """A voucher at a desk, now (ms UTC): `is_old` says that its rider has a newer code than that which is shown."""

    voucher: Voucher
    shown: VoucherAtDesk | VoucherLooked
    is_old: bool
    now: int

    @property
    def may_undo(self) -> bool:
        """Whether who looks at it, or a group's member, may undo that they handed it out."""
        by = self.shown.by if isinstance(self.shown, VoucherAtDesk) else self.voucher.staff_id
        return self.voucher.may_undo(by, self.now)


@follows(LinkKind.VOUCHER, needs_consent=False)
async def open_link(it: Opened) -> None:
    """Show what a voucher's picture leads to: to who may hand it out, or to its own rider. Raises as `look_up`."""
    await look_up(it.tx, it.deps, it.rider, it.code, it.desk)


async def look_up(tx: Transaction, deps: Deps, rider: Rider, words: str, desk: Desk | None) -> None:
    """Show the voucher whose code these words are, in a private chat, or say why not.

    Raises:
        DeskNeeded: Only who stands at one of its desks may see it.
        TooManyCodes: They have tried too many codes that there are not.
    """
    code = code_in(words)
    voucher = await tx.vouchers.of_code(code) if code else None
    if voucher is None:
        await answer(tx, deps, rider, await _unseen(tx, deps, code, rider.chat_id))
    elif voucher.rider_id == rider.id:
        await vouchers.show(tx, deps, rider, voucher.id)
    else:
        _standing(deps, voucher, desk)
        await answer(tx, deps, rider, VoucherAtDesk(voucher.id, code, rider.chat_id))


async def look_up_in_group(tx: Transaction, deps: Deps, asker: Asker, words: str) -> None:
    """Show a voucher in the group of a queue that hands it out, or say why not.

    Raises:
        TooManyCodes: They have tried too many codes that there are not.
    """
    if not (await asking_of(tx, deps, asker.chat_id, asker.thread_id)).is_linked:
        return
    code = code_in(words)
    voucher = await tx.vouchers.of_code(code) if code else None
    told = await (_shown(tx, deps, asker, voucher, code) if voucher else _unseen(tx, deps, code, asker.user_id))
    await groups.tell(tx, deps, asker.chat_id, asker.thread_id, replace(told, reply_to=asker.message_id), silent=True)


async def _shown(
    tx: Transaction, deps: Deps, asker: Asker, voucher: Voucher, code: str
) -> VoucherLooked | VoucherUnseen:
    if await desk_here(tx, deps, voucher, asker.chat_id, asker.thread_id) is None:
        return VoucherUnseen(Unseen.ELSEWHERE, deps.district.desks_of(voucher.places))
    if await _is_own(tx, voucher, asker.user_id):
        return VoucherUnseen(Unseen.OWN)
    return VoucherLooked(
        voucher_id=voucher.id,
        code=code,
        chat_id=asker.chat_id,
        thread_id=asker.thread_id,
        by=asker.user_id,
    )


async def desk_here(tx: Transaction, deps: Deps, voucher: Voucher, chat_id: int, thread_id: int | None) -> str | None:
    """Return the queue of this group, or topic, that hands the voucher out; None if none does."""
    here = {chat.queue for chat in await working_in(tx, chat_id, thread_id)}
    return next((queue for queue in deps.district.desks_of(voucher.places) if queue in here), None)


async def desk_at(
    tx: Transaction, deps: Deps, voucher_id: int, chat_id: int, message_id: int
) -> tuple[str, int | None]:
    """Return the queue that hands a voucher out where it was looked up, and the topic.

    Raises:
        Stale, NoQueueHere: See `services.tickets.lookups.place_of`; or this group hands it out no more.
    """
    thread_id, _ = await place_of(tx, deps, chat_id, message_id)
    voucher = await tx.vouchers.get(voucher_id)
    queue = await desk_here(tx, deps, voucher, chat_id, thread_id) if voucher is not None else None
    if queue is None:
        raise Stale
    return queue, thread_id


async def _unseen(tx: Transaction, deps: Deps, code: str, user_id: int) -> VoucherUnseen:
    if not code:
        return VoucherUnseen(Unseen.NO_CODE)
    await pacing.spend(tx, deps, Pace.CODES, user_id)
    return VoucherUnseen(Unseen.UNKNOWN)


def _standing(deps: Deps, voucher: Voucher, desk: Desk | None) -> Desk:
    queues = deps.district.desks_of(voucher.places)
    if desk is None or desk.queue not in queues:
        raise DeskNeeded(queues)
    return desk


async def _is_own(tx: Transaction, voucher: Voucher, user_id: int) -> bool:
    rider = await tx.riders.get(voucher.rider_id)
    return rider is not None and rider.chat_id == user_id


async def hand_out(tx: Transaction, deps: Deps, desk: Desk | None, voucher_id: int, code: str) -> bool:
    """Hand out what the voucher that was shown with this code promises; return False if that was done before.

    Raises:
        DeskNeeded: They stand at no desk that may.
        OwnVoucher: It is their own.
        OldVoucher: Its rider has a newer code.
        VoucherOver: It was given back, or has ended.
        Stale: There is no such voucher.
    """
    voucher = await tx.vouchers.get(voucher_id)
    if voucher is None or await tx.vouchers.of_code(code) != voucher:
        raise Stale
    at = _standing(deps, voucher, desk)
    if await _is_own(tx, voucher, at.user_id):
        raise OwnVoucher
    if voucher.state is VoucherState.HANDED_OUT:
        return False
    now = deps.clock.now()
    if not voucher.holds(now):
        raise VoucherOver
    if voucher.code != code:
        raise OldVoucher
    handed = replace(
        voucher,
        state=VoucherState.HANDED_OUT,
        closed_at=now,
        queue=at.queue,
        staff_id=at.user_id,
        staff_name=at.name,
    )
    await tx.vouchers.save(handed)
    await covering.show(tx, deps, handed)
    await covering.tell(tx, deps, handed, VoucherState.HANDED_OUT)
    return True


async def undo(tx: Transaction, deps: Deps, user_id: int, voucher_id: int) -> None:
    """Take back that something was handed out, within two minutes and by the same person.

    The voucher of a rider who has left meanwhile ends as their open ones did.

    Raises:
        TooLateToUndo: It is too late, or somebody else did it.
        Stale: There is no such voucher.
    """
    voucher, now = await tx.vouchers.get(voucher_id), deps.clock.now()
    if voucher is None:
        raise Stale
    if not voucher.may_undo(user_id, now):
        raise TooLateToUndo
    opened = replace(voucher, state=VoucherState.OPEN, closed_at=None, queue="", staff_id=0, staff_name="")
    await tx.vouchers.save(opened)
    rider = await tx.riders.get(voucher.rider_id)
    if rider is None or rider.has_left:
        await vouchers.leave(tx, deps, voucher.rider_id)
        return
    await tx.ledger.meet(voucher.rider_id)
    await tx.timers.put(Timer(TimerKind.VOUCHER_END, f"{voucher.id}:{now}", max(now, voucher.ends_at)))
    await covering.show(tx, deps, opened)
    await covering.tell(tx, deps, opened, VoucherState.OPEN)
    await covering.cover(tx, deps, voucher.rider_id)


@gather.register(VoucherAtDesk)
@gather.register(VoucherLooked)
async def desk_view(meaning: VoucherAtDesk | VoucherLooked, reading: Reading) -> DeskView | None:
    """Return a voucher as a desk sees it now; None where it is gone."""
    voucher = await reading.tx.vouchers.get(meaning.voucher_id)
    if voucher is None:
        return None
    return DeskView(voucher, meaning, voucher.code != meaning.code, reading.deps.clock.now())
