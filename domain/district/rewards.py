"""The price list of a district: what points buy, and why something can't be had now."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

VOUCHER_DAYS: Final = 30
"""How long a voucher holds unless the price list says otherwise."""


@dataclass(frozen=True, slots=True)
class Reward:
    """One line of the price list.

    Attributes:
        points: The price of one.
        stock: How many there are in all; None for as many as are asked for.
        places: The ids of the queues and stations that hand it out.
        limit: The most that a rider may redeem in a calendar month of the district.
        first, last: The days on which it can be redeemed, both included.
        budget: The most points that riders may spend on it in a calendar month of the district.
        picture: The path of its picture, "" for none; two are told apart by `picture_mark`, the hash of its content.
        days: How long a voucher holds.
    """

    id: str
    zh: str
    en: str
    points: int
    places: tuple[str, ...]
    stock: int | None = None
    limit: int | None = None
    first: date | None = None
    last: date | None = None
    budget: int | None = None
    picture: str = field(default="", compare=False)
    picture_mark: str = ""
    days: int = VOUCHER_DAYS


@dataclass(frozen=True, slots=True)
class Taken:
    """What is redeemed and neither given back nor ended: `pieces` of all time, a month's `points`, a rider's `own`."""

    pieces: int = 0
    points: int = 0
    own: int = 0


class Hindrance(StrEnum):
    """Why a rider can't redeem a reward, the reason that lasts longest first."""

    OVER = "over"
    SOLD_OUT = "sold_out"
    NOT_YET = "not_yet"
    ENOUGH = "enough"
    BUDGET = "budget"
    LIMIT = "limit"
    SHORT = "short"


def hindrance(reward: Reward, today: date, taken: Taken, balance: int) -> Hindrance | None:
    """Return why a rider with this balance can't redeem a reward on a day of the district; None if they can."""
    is_last_month = reward.last is not None and next_month(today) > reward.last
    is_spent = reward.budget is not None and taken.points + reward.points > reward.budget
    has_own = reward.limit is not None and taken.own >= reward.limit
    hinders = {
        Hindrance.OVER: reward.last is not None and today > reward.last,
        Hindrance.SOLD_OUT: (reward.stock is not None and taken.pieces >= reward.stock) or (is_spent and is_last_month),
        Hindrance.NOT_YET: reward.first is not None and today < reward.first,
        Hindrance.ENOUGH: has_own and is_last_month,
        Hindrance.BUDGET: is_spent,
        Hindrance.LIMIT: has_own,
        Hindrance.SHORT: balance < reward.points,
    }
    return next((each for each, does in hinders.items() if does), None)


def next_month(today: date) -> date:
    """Return the first day of the month after that of a day."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def month_of_day(day: date) -> str:
    """Return the calendar month of a day, as `2026-11`."""
    return day.isoformat()[:7]


def left_of(reward: Reward, taken: Taken) -> int | None:
    """Return how many can still be had this month; None for as many as are asked for."""
    bounds = []
    if reward.stock is not None:
        bounds.append(reward.stock - taken.pieces)
    if reward.budget is not None:
        bounds.append((reward.budget - taken.points) // reward.points)
    return max(0, min(bounds)) if bounds else None
