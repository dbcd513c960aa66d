"""The price list as a rider sees it, and redeeming: points become a voucher."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.district.rewards import Reward, month_of_day
from domain.errors import ConsentMissing, Stale
from domain.people.points import Entry, Merit
from domain.people.riders import Rider
from domain.programme.errors import RewardGone, RewardRefused
from domain.programme.reward_messages import RewardShown, RewardsList
from domain.programme.vouchers import Voucher, VoucherState
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.people import covering, sanctions
from services.people.offers import Offer, offer_of, offers_of
from services.ports.transaction import Transaction

ON_A_PAGE: Final = 8
"""How many rewards, and how many open vouchers, stand on one screen."""


@dataclass(frozen=True, slots=True)
class RewardsView:
    """A page of the price list and of the rider's open vouchers, each maybe empty, and what the rider has."""

    balance: int
    offers: tuple[Offer, ...]
    page: int
    pages: int
    vouchers: tuple[Voucher, ...]


@dataclass(frozen=True, slots=True)
class RewardView:
    """One reward, and what the rider has; `asked` is the id of the voucher that it is asked about, or 0."""

    balance: int
    offer: Offer
    asked: int


async def show_list(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Show a rider the price list."""
    await answer(tx, deps, rider, RewardsList())


async def turn(tx: Transaction, deps: Deps, rider: Rider, page: int, message_id: int) -> None:
    """Show a page of the price list in place of the message."""
    await answer(tx, deps, rider, RewardsList(page, edits=message_id))


async def show(tx: Transaction, deps: Deps, rider: Rider, reward: str, message_id: int) -> None:
    """Show one reward in place of the message. Raises `RewardGone` where there is no such any more."""
    await answer(tx, deps, rider, RewardShown(_known(deps, reward).id, edits=message_id))


async def ask(tx: Transaction, deps: Deps, rider: Rider, reward: str, message_id: int) -> None:
    """Ask a rider whether to redeem a reward.

    Raises:
        RewardGone, RewardRefused, ConsentMissing, Barred: See `redeem`.
    """
    known = _known(deps, reward)
    await _check(tx, deps, rider, known)
    await answer(tx, deps, rider, RewardShown(known.id, deps.ids.new(), edits=message_id))


async def redeem(
    tx: Transaction, deps: Deps, rider: Rider, asked: int, reward: str, points: int, message_id: int
) -> None:
    """Spend the points that were asked about, and give the rider a voucher; once for each question.

    Args:
        tx: The transaction.
        deps: The dependencies.
        rider: Who redeems.
        asked: The id of the question, which becomes the voucher's.
        reward: The id of the reward.
        points: The price that was asked about.
        message_id: The pressed message.

    Raises:
        RewardGone: There is no such reward any more, or at another price.
        RewardRefused: It can't be redeemed by this rider now.
        ConsentMissing: They have not agreed to the terms, or not to the current ones.
        Barred: They are banned.
        Stale: The question is none of ours.
    """
    if not 0 < asked <= deps.ids.new():
        raise Stale
    made = await tx.vouchers.get(asked)
    if made is not None:
        if made.rider_id != rider.id:
            raise Stale
        await covering.show(tx, deps, made, anew=True)
        return
    known = _known(deps, reward)
    if known.points != points:
        raise RewardGone
    await _check(tx, deps, rider, known)
    voucher = _voucher(deps, rider, asked, known)
    await tx.vouchers.save(voucher)
    await tx.vouchers.count(voucher, 1)
    cause = f"{Merit.SPENT.value}:{voucher.id}"
    entry = Entry(cause, rider.id, None, Merit.SPENT, -known.points, deps.today.isoformat(), voucher.at)
    await tx.ledger.add(entry)
    await tx.timers.put(Timer(TimerKind.VOUCHER_END, f"{voucher.id}:{voucher.at}", voucher.ends_at))
    await answer(tx, deps, rider, RewardsList(edits=message_id))
    await covering.show(tx, deps, voucher, anew=True)


def _voucher(deps: Deps, rider: Rider, voucher_id: int, reward: Reward) -> Voucher:
    """Return a new voucher, which holds until the end of its last day."""
    today, timezone = deps.today, deps.district.timezone
    end = datetime.combine(today + timedelta(days=reward.days + 1), datetime.min.time(), timezone)
    return Voucher(
        id=voucher_id,
        rider_id=rider.id,
        reward=reward.id,
        zh=reward.zh,
        en=reward.en,
        points=reward.points,
        places=reward.places,
        code=deps.ids.code(),
        month=month_of_day(today),
        state=VoucherState.OPEN,
        at=deps.clock.now(),
        ends_at=int(end.timestamp() * 1000),
    )


def _known(deps: Deps, reward: str) -> Reward:
    known = deps.district.rewards.get(reward)
    if known is None:
        raise RewardGone
    return known


async def _check(tx: Transaction, deps: Deps, rider: Rider, reward: Reward) -> None:
    sanctions.refuse_banned(deps, rider)
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    today, balance = deps.today, await tx.ledger.balance(rider.id)
    offer = offer_of(reward, today, await tx.vouchers.taken(rider.id, month_of_day(today)), balance)
    if offer.why is not None:
        raise RewardRefused(offer.why.value, offer.missing, offer.day.isoformat() if offer.day else "")


@gather.register
async def rewards_view(meaning: RewardsList, reading: Reading) -> RewardsView | None:
    """Return a page of the price list and of the rider's open vouchers as things are now; None in a group."""
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    balance = await tx.ledger.balance(rider.id)
    offers = await offers_of(tx, reading.deps, rider, balance)
    mine = await tx.vouchers.open_of(rider.id)
    pages = -(-max(len(offers), len(mine)) // ON_A_PAGE) or 1
    page = min(meaning.page, pages - 1)
    shown = slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE)
    return RewardsView(balance, tuple(offers[shown]), page, pages, tuple(mine[shown]))


@gather.register
async def reward_view(meaning: RewardShown, reading: Reading) -> RewardView | None:
    """Return one reward as things are now; None in a group, or where there is no such any more."""
    tx, deps, rider = reading.tx, reading.deps, reading.rider
    reward = deps.district.rewards.get(meaning.reward)
    if rider is None or reward is None:
        return None
    balance, today = await tx.ledger.balance(rider.id), deps.today
    offer = offer_of(reward, today, await tx.vouchers.taken(rider.id, month_of_day(today)), balance)
    return RewardView(balance, offer, meaning.asked if offer.why is None else 0)
