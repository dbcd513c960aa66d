"""What may stand behind /team: what the team is to call a rider, or what its captain says to it."""

import re
from typing import Final

_WORDS: Final = re.compile(
    r"(?:(?P<nick>昵称|nick(?:name)?\b)|(?:通知|tell\b))[\s:：]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


def nick_in(words: str) -> str | None:
    """Return what a rider wants to be called, "" for nothing; None where the words are about something else."""
    found = _WORDS.fullmatch(words)
    return found["rest"] if found is not None and found["nick"] else None


def told_in(words: str) -> str | None:
    """Return what a captain says to the team; None where the words are about something else."""
    found = _WORDS.fullmatch(words)
    return found["rest"] if found is not None and not found["nick"] else None
