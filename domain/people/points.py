"""Points: what earns how much, once per cause and capped per day; a balance is the ledger's sum."""

from dataclasses import dataclass
from enum import StrEnum


class Merit(StrEnum):
    """What a ledger entry is for."""

    ROUTED = "routed"
    ACCEPTED = "accepted"
    URGENT = "urgent"
    ANSWERED = "answered"
    WITNESS = "witness"
    CHECKED = "checked"
    TAKEN_BACK = "taken_back"
    MENTOR = "mentor"
    ACTIVITY = "activity"
    LESSON = "lesson"
    SPENT = "spent"
    GIVEN_BACK = "given_back"
    ENDED = "ended"


SPENDING = frozenset({Merit.SPENT, Merit.GIVEN_BACK, Merit.ENDED})
"""What becomes of points later, which is no part of what was earned in a time."""


@dataclass(frozen=True, slots=True)
class Awards:
    """Points for each merit, and the cap on points earned in a day.

    Witnessing earns only so often a day, and checking a team-mate's report only so often a week. `end_with_year` says
    whether on 31 December those end that were earned before that year.
    """

    routed: int = 1
    accepted: int = 4
    urgent: int = 5
    answered: int = 5
    witness: int = 2
    checked: int = 2
    mentor: int = 5
    mentor_per_month: int = 5
    day_cap: int = 50
    witness_per_day: int = 10
    teammate_checks_per_week: int = 3
    end_with_year: bool = False

    def points(self, merit: Merit) -> int:
        """Return the points for a merit, before the cap; there are none for `taken_back` and for spending."""
        return int(getattr(self, merit.value))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; never changed or removed.

    Attributes:
        cause: Unique in the ledger; it makes an award happen once.
        rider_id: The rider.
        report_id: The report that earned it; None where none did, as for what was spent.
        merit: What it is for.
        points: Positive for awards, zero if the cap was reached, negative for points taken back or spent.
        day: The district day, as `2026-11-23`.
        at: ms UTC.
    """

    cause: str
    rider_id: int
    report_id: int | None
    merit: Merit
    points: int
    day: str
    at: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a rider had `before` a time, less what was taken back of it; what was `spent` since; the balance `now`."""

    before: int
    spent: int
    now: int

    @property
    def old(self) -> int:
        """What is left of the points of before: the oldest are spent first."""
        return max(0, min(self.now, self.before - self.spent))


def witnessed_enough(times_today: int, awards: Awards) -> bool:
    """Return whether witnessing, which has earned points so often today, earns none any more."""
    return times_today >= awards.witness_per_day


def cause_of(merit: Merit, report_id: int, rider_id: int) -> str:
    """Return the cause that limits an award to once per merit, report and rider."""
    return f"{merit.value}:{report_id}:{rider_id}"


def capped(points: int, earned_today: int, cap: int) -> int:
    """Return how many of these points still fit under the day's cap; never negative.

    Args:
        points: The points that the merit earns.
        earned_today: The sum of the rider's positive entries of that day.
        cap: The most points that can be earned in a day.
    """
    return max(0, min(points, cap - earned_today))
