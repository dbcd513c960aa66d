"""The repository that removes what is past its time."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol


class Kept(StrEnum):
    """What is kept for a time only, beside what other repositories purge."""

    SENT_MESSAGES = "sent_messages"  # messages that were sent, but for cards
    FIRED_TIMERS = "fired_timers"  # fired timers
    PROMPTS = "prompts"  # questions to staff
    CODES = "codes"  # codes that link groups
    VOUCHER_CODES = "voucher_codes"  # codes of vouchers that ended
    SLIPS = "slips"  # delay slips whose time is over
    ACTIVITY_DRAFTS = "activity_drafts"  # activities that never opened
    SIGN_UPS = "sign_ups"  # who signed up for activities that ended
    WISH_DRAFTS = "wish_drafts"  # wishes that were never sent
    WISHES = "wishes"  # wishes that are over
    ACTIVITIES = "activities"  # these, once nobody is named there
    SIGHTINGS = "sightings"  # who saw a missing person of a call that ended
    MISSING_TOLD = "missing_told"  # who was told of one
    MISSING = "missing"  # these calls, once nobody is named there
    TOLD_WEEKS = "told_weeks"  # which week was told to whom
    PARKED_MESSAGES = "parked_messages"  # messages that Telegram refused
    CARDS = "cards"  # queue entries of cards that were sent; the card is found by its message
    ENDED_DRAFTS = "ended_drafts"  # drafts that became nothing
    RETIRED_MESSAGES = "retired_messages"  # records of our messages in whose place others stand
    OTHER_MESSAGES = "other_messages"  # records of our messages about no report
    CLOSED_WORDS = "closed_words"  # notes and words of closed reports
    APPEALS = "appeals"  # what was said in appeals that ended
    HAND_OVERS = "hand_overs"  # what staff handed over at the end of shifts
    CLOSED_TRACES = "closed_traces"  # their drafts, and records of messages about them without words or photos
    OLD_TRACES = "old_traces"  # the same, where a message about the report is younger
    HEARD = "heard"  # what became of people's messages, by its own repository
    STRANGERS_MESSAGES = "strangers_messages"  # messages to people who are no riders any more
    STRANGERS_RECORDS = "strangers_records"  # records of messages to people who are no riders any more


class Retention(Protocol):
    """The repository that removes what is past its time."""

    async def purge(self, what: Kept, before: int, limit: int) -> bool:
        """Remove some of what ended before `before` (ms UTC), of at most `limit`; return whether there may be more."""

    async def look_again(self, report_ids: Iterable[int]) -> None:
        """Have the records of messages about these reports removed that were kept for words or photos."""
