"""Paces: how often somebody did something in the present period, so that one person's messages don't become many's."""

from dataclasses import dataclass
from enum import StrEnum


class Pace(StrEnum):
    """What is counted, by the hour unless said otherwise; the comments say for whom."""

    MESSAGES = "messages"  # a rider, to drafts
    DRAFTS = "drafts"  # a rider
    EDITS = "edits"  # a rider or a member of staff
    ADDITIONS = "additions"  # a rider, to one report
    TO_RIDERS = "to_riders"  # staff, to the riders of one report
    ASKED = "asked"  # a rider, by the day: words passed on to the supervisors
    APPEALS = "appeals"  # a rider, by the day: appeals sent
    QUESTIONS = "questions"  # a member of staff, in one group
    CODES = "codes"  # a person: codes of vouchers that there are not
    SIGHTINGS = "sightings"  # a rider, of one missing person
    WISH_WORDS = "wish_words"  # a rider, to the other side of wishes
    BOARD = "board"  # a group, in ten seconds: how often its board is sent again below


@dataclass(frozen=True, slots=True)
class Spent:
    """How often something was done since `at` (ms UTC), when its period began."""

    at: int
    used: int
