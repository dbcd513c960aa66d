"""Hand-overs: at the end of a shift one of the staff offers the appeals that they have, and a colleague takes all."""

from dataclasses import dataclass
from typing import Final

MOST: Final = 50
"""How many appeals are handed over at once."""

_HOUR_MS: Final = 3_600_000
REMINDED_MS: Final = _HOUR_MS
"""After which time the group is reminded, once, that nobody has taken over."""

ENDS_MS: Final = 12 * _HOUR_MS
"""How long a colleague may take over."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over (times are ms UTC).

    Attributes:
        chat_id, thread_id: The group, and the topic of it, in which it was offered.
        by_id, by: Who hands over, by Telegram id and name.
        appeals: The ids of the appeals that they had then.
        ended_at: When somebody took over, or it was over otherwise; None while it is open.
        heir_id, heir: Who took over; None and "" for nobody.
        taken: How many appeals they took over.
    """

    id: int
    chat_id: int
    thread_id: int | None
    by_id: int
    by: str
    at: int
    appeals: tuple[int, ...]
    ended_at: int | None = None
    heir_id: int | None = None
    heir: str = ""
    taken: int = 0
