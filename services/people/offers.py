"""What the price list offers a rider now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.district.rewards import Hindrance, Reward, Taken, hindrance, left_of, month_of_day, next_month
from domain.people.riders import Rider
from services.deps import Deps
from services.ports.transaction import Transaction

_NOTHING: Final = Taken()


@dataclass(frozen=True, slots=True)
class Offer:
    """A reward as it stands for one rider.

    Attributes:
        why: Why they can't redeem it now, None if they can.
        missing: How many points they lack.
        day: From when it can be redeemed, where it is only too early, or this month's is gone.
        left: How many can still be had, None for as many as are asked for.
        own: How many the rider has redeemed this month.
    """

    reward: Reward
    why: Hindrance | None
    missing: int
    day: date | None
    left: int | None
    own: int


async def offers_of(tx: Transaction, deps: Deps, rider: Rider, balance: int) -> list[Offer]:
    """Return the rewards that are not over, in the order of the price list, as they stand for this rider."""
    today = deps.today
    taken = await tx.vouchers.taken(rider.id, month_of_day(today))
    offers = [offer_of(reward, today, taken, balance) for reward in deps.district.rewards.values()]
    return [offer for offer in offers if offer.why is not Hindrance.OVER]


def offer_of(reward: Reward, today: date, taken: Mapping[str, Taken], balance: int) -> Offer:
    """Return a reward as it stands on a day for a rider with this balance."""
    of_this = taken.get(reward.id, _NOTHING)
    why = hindrance(reward, today, of_this, balance)
    days = {Hindrance.NOT_YET: reward.first, Hindrance.BUDGET: next_month(today), Hindrance.LIMIT: next_month(today)}
    missing = max(0, reward.points - balance)
    return Offer(reward, why, missing, days.get(why) if why else None, left_of(reward, of_this), of_this.own)
