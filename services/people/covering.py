"""The end of vouchers whose points return, and what covers a balance that was taken back below zero."""

from dataclasses import replace
from typing import Final

from domain.messages import Precedence
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.reward_messages import VoucherCard, VoucherTold
from domain.programme.vouchers import Voucher, VoucherState
from services.deps import Deps
from services.outgoing import to_rider
from services.ports.transaction import Transaction
from services.rider_keys import voucher_key, voucher_told_key

_SAID_BY_THE_CARD: Final = frozenset({VoucherState.OPEN, VoucherState.GIVEN_BACK})


async def give_back(tx: Transaction, deps: Deps, voucher: Voucher, state: VoucherState) -> None:
    """End an open voucher for this reason; its points return, and it counts neither for stock nor budget nor limit."""
    now = deps.clock.now()
    ended = replace(voucher, state=state, closed_at=now)
    await tx.vouchers.save(ended)
    await tx.vouchers.count(voucher, -1)
    cause = f"{Merit.GIVEN_BACK.value}:{voucher.id}"
    entry = Entry(cause, voucher.rider_id, None, Merit.GIVEN_BACK, voucher.points, deps.today.isoformat(), now)
    await tx.ledger.add(entry)
    await show(tx, deps, ended)
    if state not in _SAID_BY_THE_CARD:
        await tell(tx, deps, ended, state)


async def cover(tx: Transaction, deps: Deps, rider_id: int) -> None:
    """Cancel a rider's open vouchers, the newest first, until what they have is not below zero."""
    balance = await tx.ledger.balance(rider_id)
    for voucher in await tx.vouchers.open_of(rider_id) if balance < 0 else ():
        if balance >= 0:
            return
        await give_back(tx, deps, voucher, VoucherState.CANCELLED)
        balance += voucher.points


async def show(tx: Transaction, deps: Deps, voucher: Voucher, *, anew: bool = False, asks: bool = False) -> None:
    """Draw the rider's card of a voucher as it is now: where it stands, or `anew` below all else."""
    rider = await tx.riders.get(voucher.rider_id)
    if rider is not None:
        await tx.outbox.put(to_rider(deps, rider, VoucherCard(voucher.id, anew, asks), voucher_key(voucher.id)))


async def tell(tx: Transaction, deps: Deps, voucher: Voucher, what: VoucherState) -> None:
    """Tell the rider once what has become of a voucher."""
    rider: Rider | None = await tx.riders.get(voucher.rider_id)
    if rider is not None:
        key = voucher_told_key(voucher.id, what, deps.clock.now())
        await tx.outbox.put(to_rider(deps, rider, VoucherTold(voucher.id, what.value), key, Precedence.STATUS))
