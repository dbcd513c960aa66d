"""Delay slips: what a rider did at a place and when, by the record, and how much longer they say they stayed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self

from domain.errors import Refused

MINUTES: Final = (5, 10, 15, 20, 30)
"""How much longer than recorded a rider may say that they stayed."""

HAD_FOR_MS: Final = 7 * 24 * 60 * 60_000
"""How long after a deed a slip can be had for it, and in which time as many as are allowed."""

OPEN_MS: Final = 24 * 60 * 60_000
HOLDS_MS: Final = 90 * 24 * 60 * 60_000
"""How long one is kept that was looked at and not made, and one that was made."""

NAME_LONGEST: Final = 20
_APART_MS: Final = 60 * 60_000
"""Acts at a place that lie farther apart are of two stays there."""

_MINUTE: Final = 60_000


class SlipTooOld(Refused):
    """The deed is too old for a slip."""


class SlipNameUnfit(Refused):
    """What a rider wrote is no name that can stand on a slip."""


class Deed(StrEnum):
    """What a rider did at a place."""

    REPORT = "report"
    WITNESS = "witness"
    CHECK = "check"


class Standing(StrEnum):
    """Whether a slip holds, and why it does not."""

    HOLDS = "holds"
    FALSE = "false"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Done:
    """A deed of a rider's on a report; `at` is when they began it, ms UTC."""

    deed: Deed
    report_id: int
    at: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay at a place by the record, ms UTC."""

    from_at: int
    to_at: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A delay slip, or what will be one; a rider has one for a deed at most.

    Attributes:
        code: By which it is verified once it is made.
        from_at, to_at: The stay by the record, ms UTC; as it was when it was made.
        minutes: How much longer the rider says that they stayed.
        name: What the rider wants to be called on it, "" for nothing.
        ends_at: Until when it is kept, ms UTC.
        made_at: When it was made, ms UTC; None as long as it is not.
    """

    id: int
    code: str
    rider_id: int
    report_id: int
    deed: Deed
    from_at: int
    to_at: int
    ends_at: int
    minutes: int = 0
    name: str = ""
    made_at: int | None = None

    @property
    def said_to(self) -> int:
        """Until when the rider says that they stayed, ms UTC."""
        return self.to_at + self.minutes * _MINUTE

    def fitting(self, now: int) -> tuple[int, ...]:
        """Return the minutes that the rider may say: none beyond now (ms UTC)."""
        return tuple(each for each in MINUTES if self.to_at + each * _MINUTE <= now)

    def as_recorded(self, stay: Stay, now: int) -> Self:
        """Return it with the record of now (ms UTC); what does not fit any more is said no more."""
        it = replace(self, from_at=stay.from_at, to_at=stay.to_at)
        return it if it.minutes in it.fitting(now) else replace(it, minutes=0)

    def made(self, now: int) -> Self:
        """Return it made, ms UTC."""
        return replace(self, made_at=now, ends_at=now + HOLDS_MS)


def stay_around(at: int, acts: Iterable[int]) -> Stay:
    """Return the stay to which an act belongs: as far as acts before and after it lie no more than an hour apart."""
    first = last = at
    for each in sorted(act for act in acts if act > at):
        last = each if each - last <= _APART_MS else last
    for each in sorted((act for act in acts if act < at), reverse=True):
        first = each if first - each <= _APART_MS else first
    return Stay(first, last)
