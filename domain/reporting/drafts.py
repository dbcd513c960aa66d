"""A report not yet submitted: what is known, what is missing, what its card asks."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.geo.positions import Position
from domain.reporting.photos import Photo

PHOTOS_AT_MOST = 10


class DraftStage(StrEnum):
    """Where a draft stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    JOINED = "joined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class DraftMenu(StrEnum):
    """What the card's keyboard offers just now."""

    CARD = "card"
    CATALOGUE = "catalogue"
    PLACE = "place"
    PLACE_UNKNOWN = "place_unknown"
    NOTE = "note"


ASKS_PLACE = frozenset({DraftMenu.PLACE, DraftMenu.PLACE_UNKNOWN})
"""Menus in which the rider's words are meant as a place; the second after words that nobody knew as one."""


@dataclass(frozen=True, slots=True)
class NotePart:
    """Words from one message; an edited caption replaces its own part."""

    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft.

    Attributes:
        id, rider_id: made by the application.
        version: raised by each change; the optimistic lock.
        stage, menu: where it stands and what its card offers.
        category: slug, None while unknown; category_chosen: the rider picked it, words change it no more.
        guesses: up to three slugs suggested by the words, best first.
        note_parts: the words, by the message they came in.
        position: where, None while unknown.
        position_confirmed: an old position counts only after the rider said yes to it.
        other_position: another position that disagrees with it; place_chosen: the rider said which of the two it is.
        community: id of the community there, None outside all or while the place is unknown.
        near_shown: ids of up to three open reports near by that this may repeat, the likeliest first.
        near_declined: ids of those that the rider said are of another problem; they are asked about no more.
        photos: in order of arrival.
        last_message_id: newest message of the rider; the card must stand below it.
        report_id: what it became.
        opened_at, touched_at: ms UTC.
    """

    id: int
    rider_id: int
    opened_at: int
    touched_at: int
    version: int = 1
    stage: DraftStage = DraftStage.OPEN
    menu: DraftMenu = DraftMenu.CARD
    category: str | None = None
    category_chosen: bool = False
    guesses: tuple[str, ...] = ()
    note_parts: tuple[NotePart, ...] = ()
    position: Position | None = None
    position_confirmed: bool = False
    other_position: Position | None = None
    place_chosen: bool = False
    community: str | None = None
    near_shown: tuple[int, ...] = ()
    near_declined: tuple[int, ...] = ()
    photos: tuple[Photo, ...] = ()
    last_message_id: int = 0
    report_id: int | None = None

    @property
    def note(self) -> str:
        """The words of all messages, a line each; what was said twice stands once."""
        return "\n".join(dict.fromkeys(part.text for part in self.note_parts if part.text))

    @property
    def stood(self) -> bool:
        """Whether an earlier message opened it, so that its card has said what it lacks."""
        return self.version > 1

    @property
    def asks_place(self) -> bool:
        """Whether two positions disagree and the rider has not said which it is."""
        return self.other_position is not None and not self.place_chosen

    @property
    def asks_near(self) -> bool:
        """Whether *same problem* and *different* stand in place of *submit*."""
        return bool(self.near_shown)


def with_note(draft: Draft, part: NotePart) -> Draft:
    """The draft with this message's words added, or put in place of what the same message said before."""
    known = any(old.message_id == part.message_id for old in draft.note_parts)
    if known:
        parts = tuple(part if old.message_id == part.message_id else old for old in draft.note_parts)
    else:
        parts = (*draft.note_parts, part)
    return replace(draft, note_parts=parts)
