"""Timers: a kind, a key that makes it fire once, and a time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_CASE: Final = "case:"


class TimerKind(StrEnum):
    """What a timer does when it fires; the comments give the form of its key."""

    DRAFT_REMINDER = "draft_reminder"  # draft id, or draft id:touched_at
    WITHDRAWAL_OVER = "withdrawal_over"  # report id
    DRAFT_EXPIRY = "draft_expiry"  # draft id, or draft id:opened_at
    PROMPT_EXPIRY = "prompt_expiry"  # prompt id
    HALF_TIME = "half_time"  # report id:due_at:half_time_at
    OVERDUE = "overdue"  # report id:due_at, after a hold report id:due_at:when that ended
    UNANSWERED = "unanswered"  # report id:respond_by
    LATE_BY_DAY = "late_by_day"  # report id:when day breaks
    LONG_OVERDUE = "long_overdue"  # report id:due_at:long_overdue_at
    HOLD_OVER = "hold_over"  # report id:hold_until
    UNDO_OVER = "undo_over"  # report id:event id
    AUTO_CLOSE = "auto_close"  # report id:resolved_at
    ASKED_AGAIN_OVER = "asked_again_over"  # rider id:report id:until when the rider was asked
    SHOW_TICKETS = "show_tickets"  # queue:since, then of the last report urgent:submitted_at:id
    REMIND = "remind"  # the batch of reminders that are told together
    LATE = "late"  # report id:due_at, after a hold also when that ended
    UNACCEPTED = "unaccepted"  # report id:since when nobody has it:rung, and why that comes early
    TIDY = "tidy"  # report id:closed_at
    INDEX = "index"  # report id:when there was more to index
    LOOKED_UP = "looked_up"  # chat id:message id
    ASKED_FOR = "asked_for"  # report id:when staff asked for its photos or its place
    NEWS = "news"  # report id:when its queue last heard of its riders
    WEEK = "week"  # ISO week:last rider id
    RETENTION = "retention"  # district day, or case:report id
    RAW_UPDATES = "raw_updates"  # hour since 1970
    ANNOUNCE = "announce"  # announcement id:id of the last rider told
    HOLIDAYS = "holidays"  # district month
    RESETTLE = "resettle"  # JSON of what becomes of a report, or of the queue that leaves its group
    PLACE_ASKED_OVER = "place_asked_over"  # rider id:when they were asked
    GUIDE = "guide"  # rider id:step of a newcomer's first week
    FORGOTTEN = "forgotten"  # first or again:rider id:id of the last report done
    VOUCHER_END = "voucher_end"  # voucher id:since when it is open
    BADGES = "badges"  # rider id:slot of five minutes since 1970
    ACTIVITY = "activity"  # activity id:revision:what is told or done:number of the last rider done
    ACTIVITY_ASKED = "activity_asked"  # the key of a question about an activity, a missing person or an appeal
    CALL = "call"  # activity id:revision:id of the last rider done:when it was set
    MISSING = "missing"  # end:call id:when, back:call id:id of the last rider done, found:, report:report id:when
    SEATS = "seats"  # rider id:when they were banned, so that their seats are given on
    SIGHTING_OVER = "sighting_over"  # rider id:until when what they sent belonged to it
    SIGHTINGS_GONE = "sightings_gone"  # call id:when its sightings are taken from chats once more
    WHEREABOUTS = "whereabouts"  # slot of ten minutes since 1970 in which what is then too old goes
    APPEAL = "appeal"  # appeal id:what is due:when that is, or when it was set
    HAND_OVER = "hand_over"  # hand-over id:remind or end
    APPEALS = "appeals"  # when groups of queues changed
    WISH = "wish"  # wish id:end, remind or free:when it ends, or when its adopter was heard of last
    POINTS_END = "points_end"  # days before:year:when they end, 0 if that is not known yet:id of the last rider done


@dataclass(frozen=True, slots=True)
class Timer:
    """One timer, due at `due_at` (ms UTC); `(kind, key)` is unique, and a fired timer is kept as proof.

    Those that are `urgent` come first where several are due.
    """

    kind: TimerKind
    key: str
    due_at: int
    urgent: bool = False


def round_key(about: int, at: int) -> str:
    """The key of a timer that may be set more than once for a draft or report, at different times in ms UTC."""
    return f"{about}:{at}"


def parse_round_key(key: str) -> tuple[int, int]:
    """The id of the draft or report, and the time; 0 for a timer that is set once."""
    about, at, *_ = f"{key}:0".split(":")
    return int(about), int(at)


def time_of_reminder(key: str) -> int | None:
    """The time of its own that a limit's reminder carries; None for one of limits without such times."""
    _, _, at = key.partition(":")[2].partition(":")
    return int(at) if at else None


def case_key(report_id: int) -> str:
    """The key of the timer that removes the photos of one closed case at once."""
    return f"{_CASE}{report_id}"


def is_night(timer: Timer) -> bool:
    """Whether a timer is that of a night's retention, and not of one closed case."""
    return timer.kind is TimerKind.RETENTION and not timer.key.startswith(_CASE)
