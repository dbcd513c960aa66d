"""Drafts: reports that have not been submitted yet."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.geo.positions import Position
from domain.language.dangers import DangerKind
from domain.language.spots import find_spot
from domain.reporting.clips import ClipMark
from domain.reporting.evidence import Trace
from domain.reporting.photos import Photo

PHOTOS_AT_MOST = 10
DICTATED = "🎤 "
"""Stands in a note before words that a machine wrote down, as it may have misheard them."""

OPEN_AT_MOST = 10
"""How many drafts a rider may have open; a danger opens its own beyond that."""


class DraftStage(StrEnum):
    """The stage of a draft: open, or how it ended.

    One that is `waiting` holds what came with words of danger until its rider is safe; one that is `aside` is opened
    when one of the ten ends that its rider has open. Neither has a card. One that is `merged` belonged to another.
    """

    OPEN = "open"
    SUBMITTED = "submitted"
    JOINED = "joined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    WAITING = "waiting"
    ASIDE = "aside"
    MERGED = "merged"


UNFINISHED = frozenset({DraftStage.OPEN, DraftStage.WAITING, DraftStage.ASIDE})
"""Stages of drafts that may still be submitted."""


class DraftMenu(StrEnum):
    """The menu that the draft's card shows."""

    CARD = "card"
    CATALOGUE = "catalogue"
    CATALOGUE_2 = "catalogue_2"
    CATALOGUE_3 = "catalogue_3"
    CATALOGUE_4 = "catalogue_4"
    CATALOGUE_5 = "catalogue_5"
    CATALOGUE_6 = "catalogue_6"
    PLACE = "place"
    PLACE_UNKNOWN = "place_unknown"
    NOTE = "note"


CATALOGUE_PAGES = tuple(menu for menu in DraftMenu if menu.startswith(DraftMenu.CATALOGUE))
"""The menus of the categories: the first, and those to which a key for more leads."""

ASKS_PLACE = frozenset({DraftMenu.PLACE, DraftMenu.PLACE_UNKNOWN})
"""Menus in which the rider's words are read as a place; the second follows words without a known place."""


@dataclass(frozen=True, slots=True)
class NotePart:
    """The words of one message; an edited caption replaces its own part, not what was `dictated` along with it.

    `place` is what they were said of, None while it is that of the draft.
    """

    message_id: int
    text: str
    dictated: bool = False
    place: Position | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft.

    Attributes:
        id, rider_id: Its own id and its rider's.
        opened_at, touched_at: ms UTC.
        version: Raised by each save; used for optimistic locking.
        stage, menu: Its stage, and the menu on its card.
        category: Slug, None while unknown.
        category_chosen: Whether the rider chose it; if so, words no longer change it.
        guesses: Up to three slugs suggested by the words, best first.
        seen: The slug of what a model saw on a photo; only ever suggested.
        note_parts: The words, by message.
        position: The place, None while unknown.
        position_confirmed: Whether the rider confirmed a position that is old.
        other_position: Another position that disagrees with it.
        place_chosen: Whether the rider chose between the two.
        community: The id of its community; None outside all of them, or while the place is unknown.
        near_shown: Ids of up to three nearby open reports that it may repeat, the most likely first.
        near_declined: Ids of those that the rider said are different; they are not asked about again.
        photos: Those that are shown, in order of arrival.
        clips: What it has of voice messages and videos, in order of arrival.
        traces: What each message tells about where the rider was; none of messages before there were traces.
        last_message_id: The rider's newest message; the card must be below it.
        heard_at: When its newest message was sent, ms UTC; 0 before its first message, and in drafts of before this.
        place_asked_at: When the location key was shown for it, ms UTC.
        joined: The messages of what joined it last and may be of another problem, so that it can be split off.
        report_id: The report that it became or joined.
        danger: The danger to life that its rider told of.
        station: The station of which it tells that it is closed or that something there is broken.
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
    traces: tuple[Trace, ...] = ()
    last_message_id: int = 0
    report_id: int | None = None
    danger: DangerKind | None = None
    seen: str | None = None
    heard_at: int = 0
    place_asked_at: int | None = None
    joined: tuple[int, ...] = ()
    clips: tuple[ClipMark, ...] = ()
    station: str | None = None

    @property
    def note(self) -> str:
        """The words of all messages, one line each, without repetitions; those that were dictated are marked."""
        return "\n".join(
            dict.fromkeys(marked(part.text, dictated=part.dictated) for part in self.note_parts if part.text)
        )

    @property
    def stood(self) -> bool:
        """Whether an older message opened it, so that it is stored and its card has already said what it lacks."""
        return self.version > 1

    @property
    def foreign(self) -> bool:
        """Whether what came was forwarded, so that it is not from where the rider is.

        The rider's own words before a forwarded picture are a comment on it: Telegram sends them ahead of it.
        """
        forwarded = max((each.message_id for each in self.traces if each.foreign and each.shows), default=0)
        own = [each for each in self.traces if not each.foreign and (each.shows or each.message_id > forwarded)]
        return bool(self.traces) and not own

    @property
    def asks_place(self) -> bool:
        """Whether two positions disagree and the rider has not chosen one."""
        return self.other_position is not None and not self.place_chosen

    @property
    def asks_near(self) -> bool:
        """Whether the card shows *same problem* and *different* instead of *submit*."""
        return bool(self.near_shown)


def marked(words: str, *, dictated: bool) -> str:
    """Return words as they are kept, with the mark of those that a machine wrote down."""
    return f"{DICTATED}{words}" if words and dictated else words


def with_note(draft: Draft, part: NotePart) -> Draft:
    """Return the draft with this message's words, which replace the message's previous words of the same kind."""
    same = [(old.message_id, old.dictated) == (part.message_id, part.dictated) for old in draft.note_parts]
    if any(same):
        parts = tuple(
            _reworded(old, part) if is_same else old for old, is_same in zip(draft.note_parts, same, strict=True)
        )
    else:
        parts = (*draft.note_parts, part)
    return replace(draft, note_parts=parts)


def _reworded(old: NotePart, part: NotePart) -> NotePart:
    """Return a message's new words; they are of the old ones' place as long as they name the same spot."""
    is_same = part.place is None and find_spot(old.text) == find_spot(part.text)
    return replace(part, place=old.place) if is_same else part


def with_trace(draft: Draft, trace: Trace) -> Draft:
    """Return the draft with what this message tells, in place of what it told before."""
    others = tuple(old for old in draft.traces if old.message_id != trace.message_id)
    return replace(draft, traces=(*others, trace))
