"""Which draft a message belongs to: one table of what arrives and what is open says whether it joins, opens or asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from domain.geo.place_names import is_exact
from domain.geo.position_conflict import RANKS, DraftPosition, Rank, place
from domain.geo.positions import Position, distance_m
from domain.reporting.clips import CLIPS_OF_A_DRAFT, ClipMark
from domain.reporting.drafts import ASKS_PLACE, PHOTOS_AT_MOST, Draft, DraftMenu
from domain.reporting.evidence import Trace
from domain.reporting.photos import Photo

TOGETHER_MS: Final = 2 * 60_000
"""How long after a draft's last message the next one may be of the same problem."""

TOGETHER_M: Final = 150
"""Metres up to which two positions may be of the same problem, beyond what their accuracies allow."""


class Kind(Enum):
    """What a message brings."""

    PLACE = auto()
    """A position where something is, or words that are one's name, and nothing else."""

    WHERE = auto()
    """Words that say nothing but where something is, and that nobody can place: 3号楼2单元."""

    PROBLEM = auto()
    """A picture, or words that name a problem: what a report can begin with."""

    WORDS = auto()
    """Other words that name no problem."""

    REMARK = auto()
    """Words with an answer of their own that may as well be said of what was just shown: that nobody comes."""

    TALK = auto()
    """Other words with an answer of their own, such as a question about points."""


class Fit(Enum):
    """How the open drafts stand to a message."""

    TIED = auto()
    """It replies to one, is part of an album of one, or is what the open menu of one asks for."""

    ASKED = auto()
    """It is a place, and one was asked for it last, or one alone lacks it."""

    SEVERAL = auto()
    """It is a place, and several lack one."""

    NEAR = auto()
    """It came soon after the last message of one, not far from it, and names no other problem."""

    ELSEWHERE = auto()
    """It is a place given by hand, and what came just before has one so given that is too far away for both."""

    NONE = auto()


class Outcome(Enum):
    """What becomes of a message."""

    JOIN = auto()
    """It joins that draft."""

    OPEN = auto()
    """It opens a draft of its own."""

    ASK = auto()
    """It opens a draft of its own, whose card asks which of the others it belongs to."""

    ANSWER = auto()
    """It is answered, and changes no draft."""


OUTCOMES: Final[Mapping[tuple[Kind, Fit], Outcome]] = {
    **{(kind, Fit.TIED): Outcome.JOIN for kind in Kind},
    **{(kind, Fit.NEAR): Outcome.JOIN for kind in Kind if kind is not Kind.TALK},
    (Kind.TALK, Fit.NEAR): Outcome.ANSWER,
    (Kind.PLACE, Fit.ASKED): Outcome.JOIN,
    (Kind.PLACE, Fit.SEVERAL): Outcome.ASK,
    (Kind.PLACE, Fit.ELSEWHERE): Outcome.ASK,
    (Kind.PLACE, Fit.NONE): Outcome.OPEN,
    (Kind.PROBLEM, Fit.NONE): Outcome.OPEN,
    (Kind.WHERE, Fit.ASKED): Outcome.JOIN,
    (Kind.WHERE, Fit.SEVERAL): Outcome.JOIN,
    **{(kind, Fit.NONE): Outcome.ANSWER for kind in (Kind.WHERE, Kind.WORDS, Kind.REMARK, Kind.TALK)},
}
"""What becomes of a message, by what it brings and how the open drafts stand to it; only a place can be asked for.

Nobody knows whether the second of two places corrects the first or is of the next problem, so the card asks. Without a
position no card could ask which of several drafts it is of: such words join the newest, in doubt.
"""


_NOTES: Final = frozenset({Kind.WHERE, Kind.WORDS, Kind.REMARK})
_PLACES: Final = frozenset({Kind.PLACE, Kind.WHERE, Kind.WORDS})
"""What answers an open menu however late."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message, as far as it tells where it belongs.

    Attributes:
        kind: What it brings.
        sent_at: When it was sent, ms UTC.
        place: Where it says that something is.
        typed: Whether it is words alone: neither a location that was shared, nor coordinates.
        problem: The slug of the problem that its own words name.
        shows: Whether it brings a picture.
        records: Whether it is a voice message or a video.
        replied_draft: The id of the draft, or report, to whose card or message it replies, whether or not that is open.
        of_album: Whether it is part of an album.
        album_draft: The id of the draft that has other parts of its album.
        album_parts: The messages of those parts.
    """

    kind: Kind
    sent_at: int
    place: Position | None = None
    typed: bool = False
    problem: str | None = None
    shows: bool = False
    replied_draft: int | None = None
    records: bool = False
    of_album: bool = False
    album_draft: int | None = None
    album_parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a message.

    Attributes:
        outcome: What.
        draft: The draft that it joins.
        doubtful: Whether it may be of another problem all the same, so that the card offers to split it off.
        together: The parts of its album that joined in doubt before it and are split off with it.
        takes_from: The draft that the other parts of its album had joined and now leave with it.
    """

    outcome: Outcome
    draft: Draft | None = None
    doubtful: bool = False
    together: tuple[int, ...] = ()
    takes_from: Draft | None = None


def decide(arrival: Arrival, drafts: Sequence[Draft]) -> Decision:
    """Return what becomes of a message, given the drafts that it may join, in any order.

    An album goes together, in whatever order its parts arrive: where one of them belongs to no draft, the parts that
    had joined one by their time leave with it.
    """
    known = {draft.id: draft for draft in drafts}
    near = _near(arrival, drafts)
    fit, draft = _tie(arrival, known) or _untied(arrival, drafts, near)
    if fit is Fit.TIED and draft is not None and _leaves(arrival, draft):
        return Decision(Outcome.OPEN, takes_from=draft)
    outcome = OUTCOMES[arrival.kind, fit]
    together = arrival.album_parts if fit is Fit.TIED and draft is not None and _came_by_time(arrival, draft) else ()
    joined = draft if outcome is Outcome.JOIN else None
    by_time = fit is Fit.NEAR and joined is not None and _is_doubtful(arrival, joined, len(near))
    by_menu = fit is Fit.TIED and draft is not None and draft.id not in {arrival.replied_draft, arrival.album_draft}
    another_picture = by_menu and joined is not None and arrival.shows and bool(joined.photos)
    doubtful = by_time or another_picture or bool(together) or (fit is Fit.SEVERAL and joined is not None)
    return Decision(outcome, joined, doubtful, together)


def lacks_place(draft: Draft) -> bool:
    """Return whether a place is to be given: none is known exactly, or it is asked which of two is right."""
    return not is_exact(draft.position) or draft.asks_place


def belongs(arrival: Arrival, draft: Draft) -> bool:
    """Return whether a message may be of a draft's problem by time, words and place."""
    is_away = _is_elsewhere(arrival, draft) if arrival.kind is Kind.PLACE else _is_apart(arrival, draft)
    return _is_soon(arrival, draft) and not _names_another(arrival, draft) and not is_away


def are_apart(a: Position, b: Position) -> bool:
    """Return whether two places are too far from each other for one problem, beyond what their accuracies allow."""
    return distance_m(a, b) > TOGETHER_M + (a.accuracy_m or 0) + (b.accuracy_m or 0)


def may_be_of(bare: Draft, other: Draft) -> bool:
    """Return whether the place that is all of a `bare` draft may be another's, which lacks one or was just given it."""
    arrival = Arrival(Kind.PLACE, bare.heard_at, place=bare.position)
    return lacks_place(other) or (_is_soon(arrival, other) and _is_elsewhere(arrival, other))


def without(draft: Draft, messages: Collection[int]) -> Draft:
    """Return the draft without the photos, clips, words and positions of these messages.

    Its place is weighed anew from the messages that stay, if one of these gave it.
    """
    gone = [position for trace in draft.traces if trace.message_id in messages for position in trace.positions]
    left = replace(
        draft,
        photos=tuple(each for each in draft.photos if each.message_id not in messages),
        clips=tuple(each for each in draft.clips if each.message_id not in messages),
        note_parts=tuple(each for each in draft.note_parts if each.message_id not in messages),
        traces=tuple(each for each in draft.traces if each.message_id not in messages),
        joined=tuple(each for each in draft.joined if each not in messages),
    )
    return _weighed_anew(left, gone)


def without_photo(draft: Draft, photo: Photo) -> Draft:
    """Return the draft without a photo and the position in its file; what else its message brought stays."""
    message_id = photo.message_id
    gone = [each for each in _trace_of(draft, message_id).positions if each.source == "exif"]
    left = tuple(each for each in _trace_of(draft, message_id).positions if each not in gone)
    emptied = replace(_trace_of(draft, message_id), positions=left, shows=False)
    draft = replace(
        draft,
        photos=tuple(each for each in draft.photos if each.id != photo.id),
        traces=tuple(emptied if each.message_id == message_id else each for each in draft.traces),
        seen=None,
    )
    return _weighed_anew(_unjoined(draft, message_id), gone)


def without_clip(draft: Draft, clip: ClipMark) -> Draft:
    """Return the draft without a clip, its still and what was written down of it; what else its message brought stays.

    A recording that was written down goes with its whole message, place and all.
    """
    message_id = clip.message_id
    if any(part.dictated for part in draft.note_parts if part.message_id == message_id):
        return replace(without(draft, {message_id}), seen=None)
    draft = replace(
        draft,
        photos=tuple(each for each in draft.photos if each.clip_id != clip.id),
        clips=tuple(each for each in draft.clips if each.id != clip.id),
        seen=None,
    )
    return _unjoined(draft, message_id)


def _unjoined(draft: Draft, message_id: int) -> Draft:
    """Return the draft without offering to split a message off of which nothing is left."""
    says = any(part.text for part in draft.note_parts if part.message_id == message_id)
    if says or _trace_of(draft, message_id).positions:
        return draft
    return replace(draft, joined=tuple(each for each in draft.joined if each != message_id))


def _trace_of(draft: Draft, message_id: int) -> Trace:
    return next((each for each in draft.traces if each.message_id == message_id), Trace(message_id))


def _weighed_anew(draft: Draft, gone: Collection[Position]) -> Draft:
    """Return the draft with the place that its messages give, if its own is one of those gone.

    One that has lost an exact place asks for the location key again.
    """
    if not {draft.position, draft.other_position}.intersection(gone):
        return draft
    held = DraftPosition()
    for trace in draft.traces:
        for position in trace.positions:
            held = place(held, position)
    is_lost = is_exact(draft.position) and held.position is None
    return replace(
        draft,
        position=held.position,
        other_position=held.other_position,
        place_chosen=held.chosen,
        place_asked_at=None if is_lost else draft.place_asked_at,
    )


def _tie(arrival: Arrival, known: Mapping[int, Draft]) -> tuple[Fit, Draft | None] | None:
    """Return the draft to which a message is tied; what replies to one that has ended is of no other."""
    for draft_id in (arrival.replied_draft, arrival.album_draft):
        if draft_id is not None and draft_id in known:
            return Fit.TIED, known[draft_id]
    if arrival.replied_draft is not None:
        return Fit.NONE, None
    asking = [draft for draft in known.values() if _asks_for(draft, arrival)]
    return (Fit.TIED, max(asking, key=lambda draft: (draft.touched_at, draft.id))) if asking else None


def _asks_for(draft: Draft, arrival: Arrival) -> bool:
    """Return whether the draft's open menu asks for this; what may be no answer is one soon after it opened.

    The note takes a place that is typed, for it is what the rider was told to do, and none that is shared; and photos,
    voice messages and videos that name no other problem and come from nowhere else.
    """
    if arrival.shows or arrival.records:
        is_another = _names_another(arrival, draft) or _is_apart(arrival, draft)
        return draft.menu is DraftMenu.NOTE and not is_another and _has_room(arrival, draft)
    if draft.menu is DraftMenu.NOTE:
        soon = arrival.sent_at - draft.touched_at <= TOGETHER_MS
        return arrival.typed if arrival.kind is Kind.PLACE else soon or arrival.kind in _NOTES
    return draft.menu in ASKS_PLACE and arrival.kind in _PLACES


def _untied(arrival: Arrival, drafts: Sequence[Draft], near: Sequence[Draft]) -> tuple[Fit, Draft | None]:
    """Return how the drafts stand to what is tied to none; words that nobody can place are rather of what just came."""
    asked, by_time = _asked(arrival, drafts), (Fit.NEAR, near[0]) if near else None
    first, second = (by_time, asked) if arrival.kind is Kind.WHERE else (asked, by_time)
    is_elsewhere = any(_is_soon(arrival, draft) and _is_elsewhere(arrival, draft) for draft in drafts)
    return first or second or (Fit.ELSEWHERE if is_elsewhere else Fit.NONE, None)


def _asked(arrival: Arrival, drafts: Sequence[Draft]) -> tuple[Fit, Draft | None] | None:
    """Return the draft that was asked for a place last, else the only one that lacks it, or that several do.

    Of several it is the newest.
    """
    lacking = _newest_first([draft for draft in drafts if lacks_place(draft)])
    if arrival.kind not in {Kind.PLACE, Kind.WHERE} or not lacking:
        return None
    last = max(drafts, key=lambda draft: (draft.place_asked_at or 0, draft.id))
    if len(lacking) == 1 or (last.place_asked_at is not None and last in lacking):
        return Fit.ASKED, last if last in lacking else lacking[0]
    return Fit.SEVERAL, lacking[0]


def _near(arrival: Arrival, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts to which a message may belong, the newest first."""
    return _newest_first([draft for draft in drafts if belongs(arrival, draft) and _has_room(arrival, draft)])


def _newest_first(drafts: Sequence[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: (draft.heard_at, draft.last_message_id, draft.id), reverse=True)


def _has_room(arrival: Arrival, draft: Draft) -> bool:
    has_too_many = arrival.shows and len(draft.photos) >= PHOTOS_AT_MOST
    return not (has_too_many or (arrival.records and len(draft.clips) >= CLIPS_OF_A_DRAFT))


def _leaves(arrival: Arrival, draft: Draft) -> bool:
    """Return whether the album joined this draft by its time alone, and this part belongs elsewhere or has no room."""
    if arrival.replied_draft == draft.id or not _came_by_time(arrival, draft):
        return False
    rest = without(draft, arrival.album_parts)
    return _names_another(arrival, rest) or _is_apart(arrival, rest) or not _has_room(arrival, draft)


def _came_by_time(arrival: Arrival, draft: Draft) -> bool:
    """Return whether other parts of the album have joined this draft in doubt."""
    return bool(arrival.album_parts) and set(arrival.album_parts) <= set(draft.joined)


def _names_another(arrival: Arrival, draft: Draft) -> bool:
    return None not in {arrival.problem, draft.category} and arrival.problem != draft.category


def _is_soon(arrival: Arrival, draft: Draft) -> bool:
    return abs(arrival.sent_at - draft.heard_at) <= TOGETHER_MS


def _is_elsewhere(arrival: Arrival, draft: Draft) -> bool:
    """Return whether both have a place that was given by hand, of which only one can be that of what the draft shows.

    Any other place that disagrees is asked about by the draft's own card, or is only where the rider was.
    """
    if arrival.kind is not Kind.PLACE or arrival.place is None or draft.position is None:
        return False
    shows = draft.photos or draft.clips or draft.note
    is_settled = draft.place_chosen or RANKS[draft.position.source] is Rank.GIVEN
    by_hand = RANKS[arrival.place.source] is Rank.GIVEN
    return bool(shows) and is_settled and by_hand and _is_apart(arrival, draft)


def _is_apart(arrival: Arrival, draft: Draft) -> bool:
    """Return whether both have a place and these are too far apart; the place of an earlier report tells nothing."""
    a, b = arrival.place, draft.position
    return a is not None and b is not None and b.source != "last" and are_apart(a, b)


def _is_doubtful(arrival: Arrival, draft: Draft, fitting: int) -> bool:
    """Return whether it joins one of several, a picture a picture, or a place one that is elsewhere.

    Of an album nothing is sure before all of its parts have come.
    """
    is_elsewhere = arrival.kind is Kind.PLACE and _is_apart(arrival, draft)
    return fitting > 1 or (arrival.shows and bool(draft.photos)) or is_elsewhere or arrival.of_album
