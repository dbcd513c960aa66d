"""Announcements of the supervisors to all riders."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.messages import Manner, Meaning, Notice

LONGEST: Final = 1000
"""UTF-16 units of an announcement."""


class AnnouncementState(StrEnum):
    """What has become of an announcement."""

    ASKED = "asked"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement; `told` counts the riders to whom it was sent, `at` is ms UTC.

    It is to all riders, or to one `team`; `captain` is the rider who leads that and wrote it, 0 for the supervisors.
    """

    id: int
    words: str
    by_id: int
    by_name: str
    at: int
    state: AnnouncementState = AnnouncementState.ASKED
    told: int = 0
    team: str = ""
    captain: int = 0


@dataclass(frozen=True, slots=True)
class AnnouncementShown(Meaning, name="announcement_shown", manner=Manner.CARD, reads_much=True):
    """An announcement before the supervisors: how it reads, how many get it, then how many were told.

    `teams_page` is the page, counted from 0, of the teams from which one is to be chosen; None while that is closed.
    """

    announcement_id: int
    teams_page: int | None = None


@dataclass(frozen=True, slots=True)
class Announced(Notice, name="announced"):
    """An announcement to a rider."""

    announcement_id: int
