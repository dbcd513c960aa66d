"""The repository that removes what is past its time."""

from enum import StrEnum
from typing import Protocol


class Kept(StrEnum):
    """What is kept for a time only, beside what other repositories purge."""

    FIRED_TIMERS = "fired_timers"  # fired timers
    PROMPTS = "prompts"  # questions to staff
    CODES = "codes"  # codes that link groups
    TOLD_WEEKS = "told_weeks"  # which week was told to whom
    PARKED_MESSAGES = "parked_messages"  # messages that Telegram refused
    CARDS = "cards"  # queue entries of cards that were sent; the card is found by its message
    ENDED_DRAFTS = "ended_drafts"  # drafts that became nothing
    CLOSED_DRAFTS = "closed_drafts"  # drafts of closed reports
    CLOSED_NOTES = "closed_notes"  # notes of closed reports
    CLOSED_WORDS = "closed_words"  # words in the course of closed reports
    MESSAGES = "messages"  # records of our messages about nothing that is open
    PICTURES = "pictures"  # records of messages with pictures that are gone
    STRANGERS_MESSAGES = "strangers_messages"  # messages to people who are no riders any more
    STRANGERS_RECORDS = "strangers_records"  # records of messages to people who are no riders any more


class Retention(Protocol):
    """The repository that removes what is past its time."""

    async def purge(self, what: Kept, before: int) -> int:
        """Remove what ended before `before` (ms UTC), and return how many rows."""
