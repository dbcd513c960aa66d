"""Badges: trainings that a rider has completed, what was given for them and for deeds, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self

from domain.district.badges import LEVELS, Badges, Criteria
from domain.district.badges import Knight as Knight  # noqa: PLC0414  also known by its place in the programme
from domain.errors import Refused

NEAR: Final = 3
"""A level is near of which no more trainings and deeds are missing."""


class BadgeReason(StrEnum):
    """Why a badge is taken back."""

    ABSENT = "absent"
    FALSE = "false"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Trace:
    """What a supervisor did with a badge (ms UTC): took it back for a reason, or gave it again, without one."""

    at: int
    by: int
    name: str
    reason: BadgeReason | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """A training that a rider has completed (ms UTC), once for each cause, such as an activity."""

    cause: str
    rider_id: int
    knight: Knight
    at: int


@dataclass(frozen=True, slots=True)
class Badge:
    """A level that was given to a rider (ms UTC), whether they hold it, and what supervisors did with it."""

    rider_id: int
    knight: Knight
    level: int
    at: int
    held: bool = True
    trace: tuple[Trace, ...] = ()

    def traced(self, trace: Trace) -> Self:
        """Return it as a supervisor's act leaves it."""
        return replace(self, held=trace.reason is None, trace=(*self.trace, trace))


@dataclass(frozen=True, slots=True)
class Honoured:
    """A rider who may have an honour letter (ms UTC), and the letter's year and number once it is signed."""

    id: int
    rider_id: int
    at: int
    year: int | None = None
    number: int | None = None
    signed_at: int | None = None
    signed_by: int = 0
    signed_name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a rider is with one badge.

    Attributes:
        knight: Its colour.
        criteria: What it takes.
        badges: Its levels that were given to them, the lowest first.
        trainings: How many trainings of its colour they have completed.
        deeds: How many of its deeds they have done.
    """

    knight: Knight
    criteria: Criteria
    badges: tuple[Badge, ...]
    trainings: int
    deeds: int

    @property
    def held(self) -> Badge | None:
        """The highest level that they hold."""
        return next((each for each in reversed(self.badges) if each.held), None)

    @property
    def level(self) -> int:
        """Its number, or 0."""
        return self.held.level if self.held is not None else 0

    @property
    def taken(self) -> Badge | None:
        """The lowest level that was taken back; while there is one, nothing of this colour is given by itself."""
        return next((each for each in self.badges if not each.held), None)

    @property
    def next(self) -> int | None:
        """The level that comes next; None where there is none, or nothing is given by itself."""
        given = len(self.badges)
        return LEVELS[given] if given < len(LEVELS) and self.taken is None else None

    @property
    def missing(self) -> tuple[int, int]:
        """How many trainings and deeds are missing for the next level."""
        return (0, 0) if self.next is None else self.criteria.missing(self.next, self.trainings, self.deeds)

    @property
    def reached(self) -> tuple[int, ...]:
        """The levels that are to be given now."""
        if self.next is None:
            return ()
        return tuple(range(self.next, self.criteria.reached(self.trainings, self.deeds) + 1))


def standings(
    badges: Badges,
    given: Sequence[Badge],
    trainings: Mapping[Knight, int],
    earned: Mapping[tuple[str, str | None], int],
) -> tuple[Standing, ...]:
    """Return how far a rider is with each badge of the district, in its order."""
    return tuple(
        Standing(
            knight,
            criteria,
            tuple(sorted((each for each in given if each.knight is knight), key=lambda each: each.level)),
            trainings.get(knight, 0),
            criteria.counted(earned),
        )
        for knight, criteria in badges.knights.items()
    )


def nearest(known: Sequence[Standing]) -> Standing | None:
    """Return the begun badge of whose next level the least is missing, if that is near; the first of several."""
    near = [each for each in known if (each.trainings or each.deeds) and 0 < sum(each.missing) <= NEAR]
    return min(near, key=lambda each: sum(each.missing), default=None)


class NoBadges(Refused):
    """The district gives no badges."""


class OwnHonour(Refused):
    """A supervisor is to sign their own honour letter."""
