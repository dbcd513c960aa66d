"""A rider's vouchers: shown, with a new code, given back, ended by time, and left behind."""

from dataclasses import dataclass, replace
from typing import Final

from domain.district.rewards import Reward
from domain.errors import Stale
from domain.people.riders import Rider
from domain.programme.errors import VoucherOver
from domain.programme.links import LinkKind, StartLink
from domain.programme.reward_messages import VoucherCard, VoucherTold
from domain.programme.vouchers import Voucher, VoucherState
from domain.timers import parse_round_key
from services.deps import Deps
from services.gathering import Reading, gather
from services.people import covering
from services.ports.transaction import Transaction

_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class VoucherView:
    """A rider's voucher.

    Attributes:
        reward: What the price list says of it now; None where it is gone.
        places: The queues and stations where it is handed out.
        link: What its picture leads to.
        asks: Whether it is asked whether to give it back.
        anew: Whether it is wanted below all else in the chat.
        now: The current time, ms UTC.
    """

    voucher: Voucher
    reward: Reward | None
    places: tuple[str, ...]
    link: str
    asks: bool
    anew: bool
    now: int


@dataclass(frozen=True, slots=True)
class VoucherToldView:
    """A voucher, and what is told of it."""

    voucher: Voucher
    what: VoucherState


async def show(tx: Transaction, deps: Deps, rider: Rider, voucher_id: int) -> None:
    """Show a rider their voucher below all else. Raises `Stale` where it is none of theirs."""
    await covering.show(tx, deps, await _own(tx, rider, voucher_id), anew=True)


async def renew(tx: Transaction, deps: Deps, rider: Rider, voucher_id: int) -> None:
    """Give a voucher a new code, so that every picture of it from before is worthless.

    Raises:
        Stale: It is none of theirs.
        VoucherOver: It is not open any more.
    """
    voucher = await _open(tx, deps, rider, voucher_id)
    voucher = replace(voucher, code=deps.ids.code())
    await tx.vouchers.save(voucher)
    await covering.show(tx, deps, voucher)


async def ask_to_give_back(tx: Transaction, deps: Deps, rider: Rider, voucher_id: int) -> None:
    """Ask whether to give a voucher back. Raises as `renew`."""
    voucher = await _open(tx, deps, rider, voucher_id)
    await covering.show(tx, deps, voucher, asks=True)


async def keep(tx: Transaction, deps: Deps, rider: Rider, voucher_id: int) -> None:
    """Ask no more. Raises as `renew`."""
    await covering.show(tx, deps, await _open(tx, deps, rider, voucher_id))


async def give_back(tx: Transaction, deps: Deps, rider: Rider, voucher_id: int) -> None:
    """Take a voucher back and return its points. Raises as `renew`."""
    voucher = await _open(tx, deps, rider, voucher_id)
    await covering.give_back(tx, deps, voucher, VoucherState.GIVEN_BACK)


async def end(tx: Transaction, deps: Deps, key: str) -> None:
    """End a voucher that nobody has used; `key` is that of the timer."""
    voucher = await tx.vouchers.get(parse_round_key(key)[0])
    if voucher is not None and voucher.state is VoucherState.OPEN and deps.clock.now() >= voucher.ends_at:
        await covering.give_back(tx, deps, voucher, VoucherState.ENDED)


async def leave(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """End all open vouchers of a rider who leaves: their points go with them, what was set aside is free again."""
    for voucher in await tx.vouchers.open_of(rider_id):
        await tx.vouchers.save(replace(voucher, state=VoucherState.LEFT, closed_at=deps.clock.now()))
        await tx.vouchers.count(voucher, -1)
    await tx.vouchers.forget_codes(rider_id)


async def settle(tx: Transaction, deps: Deps, reward: str, after_id: int) -> tuple[str, int] | None:
    """Give back some open vouchers, behind these, that no desk of the district's files hands out any more.

    Returns behind which to go on; None once all are done.
    """
    found = await tx.vouchers.open_after(reward, after_id, _AT_ONCE)
    for voucher in found:
        if not deps.district.desks_of(voucher.places):
            await covering.give_back(tx, deps, voucher, VoucherState.NO_DESK)
    return (found[-1].reward, found[-1].id) if len(found) == _AT_ONCE else None


async def _own(tx: Transaction, rider: Rider, voucher_id: int) -> Voucher:
    voucher = await tx.vouchers.get(voucher_id)
    if voucher is None or voucher.rider_id != rider.id:
        raise Stale
    return voucher


async def _open(tx: Transaction, deps: Deps, rider: Rider, voucher_id: int) -> Voucher:
    voucher = await _own(tx, rider, voucher_id)
    if not voucher.holds(deps.clock.now()):
        raise VoucherOver
    return voucher


@gather.register
async def voucher_view(meaning: VoucherCard, reading: Reading) -> VoucherView | None:
    """Return a rider's voucher as it is now; None in a group."""
    deps, voucher = reading.deps, await reading.tx.vouchers.get(meaning.voucher_id)
    if voucher is None or reading.rider is None:
        return None
    return VoucherView(
        voucher,
        deps.district.rewards.get(voucher.reward),
        deps.district.places_of(voucher.places),
        deps.address_of(StartLink(LinkKind.VOUCHER, voucher.code)),
        meaning.asks,
        meaning.anew,
        deps.clock.now(),
    )


@gather.register
async def voucher_told_view(meaning: VoucherTold, reading: Reading) -> VoucherToldView | None:
    """Return a voucher of which something is told; None if it is gone, or something else has become of it since."""
    voucher, what = await reading.tx.vouchers.get(meaning.voucher_id), VoucherState(meaning.what)
    return VoucherToldView(voucher, what) if voucher is not None and voucher.state is what else None
