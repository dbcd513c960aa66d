"""The points ledger: what earns how much, once for each cause, capped by district day; a balance is its sum."""

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


@dataclass(frozen=True, slots=True)
class Awards:
    """Points for each merit and the cap of gross awards in a district's day (product page, section 4)."""

    routed: int = 1
    accepted: int = 4
    urgent: int = 5
    answered: int = 5
    witness: int = 2
    checked: int = 2
    day_cap: int = 50

    def points(self, merit: Merit) -> int:
        """What this merit earns before the cap. Taking back has no price of its own."""
        return int(getattr(self, merit.value))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; never changed, never removed.

    Attributes:
        cause: unique in the ledger; what makes an award happen once.
        rider_id, report_id: whose, and for which report.
        merit: what for. points: positive for awards, zero where the cap was reached, negative for a taking back.
        day: district day as `2026-11-23`; at: ms UTC.
    """

    cause: str
    rider_id: int
    report_id: int
    merit: Merit
    points: int
    day: str
    at: int


def cause_of(merit: Merit, report_id: int, rider_id: int) -> str:
    """The cause that makes an award happen once: one of a kind for a report and rider."""
    return f"{merit.value}:{report_id}:{rider_id}"


def capped(points: int, earned_today: int, cap: int) -> int:
    """How many of these points still fit under the day's cap; never negative.

    Args:
        points: what the merit earns.
        earned_today: sum of the positive entries of that rider and district day.
        cap: gross awards of a district's day at most.
    """
    return max(0, min(points, cap - earned_today))
