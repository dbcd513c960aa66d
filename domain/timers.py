"""What is to happen later: a kind, a key that makes it happen once, a time."""

from dataclasses import dataclass
from enum import StrEnum


class TimerKind(StrEnum):
    """What a timer does when it fires; its key is the id named behind it."""

    DRAFT_REMINDER = "draft_reminder"  # draft
    WITHDRAWAL_OVER = "withdrawal_over"  # report
    DRAFT_EXPIRY = "draft_expiry"  # draft
    PROMPT_EXPIRY = "prompt_expiry"  # prompt
    HALF_TIME = "half_time"  # report:round
    OVERDUE = "overdue"  # report:round
    LONG_OVERDUE = "long_overdue"  # report:round
    HOLD_OVER = "hold_over"  # report:until
    AUTO_CLOSE = "auto_close"  # report:round
    WEEK = "week"  # ISO week that is told
    RETENTION = "retention"  # district day, or case:report


@dataclass(frozen=True, slots=True)
class Timer:
    """One timer; `(kind, key)` is unique, a fired one stays as the proof that it fired."""

    kind: TimerKind
    key: str
    due_at: int


def round_key(about: int, at: int) -> str:
    """The key of a timer that may be set more than once for a draft or report, at different times in ms UTC."""
    return f"{about}:{at}"


def parse_round_key(key: str) -> tuple[int, int]:
    """The id of the draft or report, and the time; 0 for a timer that is set once."""
    about, _, at = key.partition(":")
    return int(about), int(at or 0)
