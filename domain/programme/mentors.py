"""Mentors: who came by whose invite, what refuses it, and what newcomers and mentors are told."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refused
from domain.messages import Notice
from domain.programme.errors import UnknownLink


@dataclass(frozen=True, slots=True)
class Mentoring:
    """A newcomer who came by a rider's invite; the mentor knows them by `number`, from 1.

    `at` is when they came, `credited_at` when that earned the mentor points (ms UTC), None as long as it has not.
    """

    newcomer_id: int
    mentor_id: int
    number: int
    at: int
    credited_at: int | None = None


class Step(StrEnum):
    """What a newcomer is shown in their first week."""

    REPORT = "report"
    CHECK = "check"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class MentorShown(Notice, name="mentor"):
    """A rider's own invite, and how far those are who came by it."""


@dataclass(frozen=True, slots=True)
class MentoredTold(Notice, name="mentored"):
    """Somebody has come by an invite: before the newcomer, or before the mentor, who learns their number."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class MentorCredited(Notice, name="mentor_credited"):
    """The first report of a newcomer was confirmed, which earned their mentor points."""

    number: int
    points: int


@dataclass(frozen=True, slots=True)
class Guide(Notice, name="guide"):
    """A step of a newcomer's first week: a value of `Step`."""

    step: str


class MentorNotYet(Refused):
    """A rider who has reported nothing as yet invites newcomers."""


class MentorUnknown(UnknownLink):
    """There is no such invite of a rider's."""


class MentorOwn(Refused):
    """Somebody opens their own invite."""


class NoNewcomer(Refused):
    """Who opens a rider's invite has reported before."""


class MentorKnown(Refused):
    """Who opens a rider's invite came by one before."""


class MentorCircle(Refused):
    """Who opens a rider's invite is that rider's mentor, or their mentor's."""


class MentorFull(Refused):
    """As many have come by a rider's invite this month as may."""
