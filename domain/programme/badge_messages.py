"""What riders are told of badges, and what supervisors see of them."""

from dataclasses import dataclass

from domain.messages import Manner, Meaning, Notice


@dataclass(frozen=True, slots=True)
class BadgesShown(Notice, name="badges"):
    """The badges that a rider holds, and what is missing for the next."""


@dataclass(frozen=True, slots=True)
class BadgeGiven(Notice, name="badge_given"):
    """A rider was given a badge: a value of `Knight`, and its level."""

    knight: str
    level: int


@dataclass(frozen=True, slots=True)
class BadgeCard(Notice, name="badge_card"):
    """A badge as a picture to be sent on, without anything personal."""

    knight: str
    level: int


@dataclass(frozen=True, slots=True)
class BadgeTold(Notice, name="badge_told"):
    """A badge was taken back for a value of `BadgeReason`, or given again, without one."""

    knight: str
    level: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HonourLetter(Notice, name="honour_letter"):
    """A rider's honour letter, which was signed."""


@dataclass(frozen=True, slots=True)
class HonourAsked(Meaning, name="honour_asked", manner=Manner.CARD):
    """Before supervisors: a rider who may have an honour letter, until one of them has signed it."""

    honour_id: int


@dataclass(frozen=True, slots=True)
class RiderBadges(Notice, name="rider_badges"):
    """What supervisors see of the badges of a report's rider; `step` is the badge whose fate is chosen: `flame.2`."""

    report: int
    step: str = ""
