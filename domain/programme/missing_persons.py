"""Missing persons: a call to the riders who were near where somebody was last seen, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.geo.positions import Position

DESCRIPTION_LONGEST: Final = 500
"""Characters of what is said of a missing person."""

PLACE_LONGEST: Final = 100
"""Characters of where the person was last seen, in words."""

RADII: Final = (500, 1_000, 2_000, 3_000, 5_000, 10_000)
"""How far around the place riders are called, in metres."""

ALONE_M: Final = 3_000
"""How far one of the staff may call without a second one, in metres."""

HOURS: Final = (2, 4, 8, 12, 24, 48)
"""How long a call lasts."""

OPEN_AT_MOST: Final = 3
"""How many calls of one group are open at a time."""

DRAFT_MS: Final = 24 * 3_600_000
"""How long a draft is kept that calls nobody."""


class MissingState(StrEnum):
    """What has become of a call: `ended` by time, the others by staff."""

    DRAFT = "draft"
    OPEN = "open"
    FOUND = "found"
    CALLED_OFF = "called_off"
    ENDED = "ended"


EDITABLE: Final = frozenset({MissingState.DRAFT})
STANDING: Final = frozenset({MissingState.DRAFT, MissingState.OPEN})
"""In which states there is something of a person that is to go at the end."""

OVER: Final = frozenset(MissingState) - STANDING


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """A call about one missing person.

    Attributes:
        queue: Whose call it is: the report's queue, or the first of the group in which it was begun.
        report_id: The report of which it was begun, None for none.
        photo_id: The photo that riders see, None for none.
        description: Who is looked for, in staff's words; "" once it is over.
        seen_where: Where the person was last seen, in words.
        position: The same as a position: riders who were near are called.
        seen_at: When the person was last seen, ms UTC; 0 while a draft has no time.
        radius_m: How far around riders are called, in metres.
        hours: How long the call lasts from when it is opened.
        until: When it ends by itself, ms UTC; of a draft, when it is dropped.
        knight: The colour whose riders are called, "" for all.
        made_by, opened_by: The staff who began and who opened it, by Telegram id; None while nobody did.
        made_at, opened_at, closed_at: ms UTC; None while it was not.
        asked_by: Who asked to call as far as `asked_m` metres, which somebody else has to agree to; 0 for nobody.
    """

    id: int
    queue: str
    state: MissingState
    report_id: int | None
    photo_id: int | None
    description: str
    seen_where: str
    position: Position | None
    seen_at: int
    radius_m: int
    hours: int
    until: int
    knight: str
    made_by: int
    made_at: int
    opened_by: int | None = None
    opened_at: int | None = None
    closed_at: int | None = None
    asked_by: int = 0
    asked_m: int = 0


def wider(radius_m: int) -> int | None:
    """Return the next radius in metres; None behind the widest."""
    return next((each for each in RADII if each > radius_m), None)
