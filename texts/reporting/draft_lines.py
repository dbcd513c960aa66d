"""The lines of a draft's card: what, where, who, by when, note, what is missing; six at most, urgent ones one more."""

from collections.abc import Iterable, Mapping
from enum import IntEnum, auto
from typing import Final

from domain.geo.place_names import is_exact
from domain.language.widths import columns
from domain.reporting.drafts import ASKS_PLACE, CATALOGUE_PAGES, Draft, DraftMenu
from domain.reporting.spots import spot_of_draft
from services.reporting.far_outside import FAR_OUTSIDE
from services.reporting.views import DraftView, Near
from texts.base.dictated import note_of
from texts.base.inert import one_line
from texts.base.lengths import cut_columns
from texts.base.locale import Locale
from texts.base.wording import Html, lines
from texts.reporting.far_outside import far_line
from texts.reporting.last_places import unplaced_line
from texts.reporting.place_names import place_line
from texts.reporting.position_conflict import disagreement
from texts.reporting.urgent import advice_line, call_line

LINES_AT_MOST: Final = 6
"""Lines of a card; an urgent one has one more, whom to call."""

_BROUGHT, _NOTE, _NOTE_OPEN = 36, 16, 160
"""Columns of the line of note and photos, of the note at least, and of the note while its menu is open.

The report keeps the whole note.
"""


class _Line(IntEnum):
    """The kinds of lines, in the order in which they stay where there are more than a card has."""

    CALL = auto()
    TITLE = auto()
    QUESTION = auto()
    MISSING = auto()
    WHERE = auto()
    WHO = auto()
    WHEN = auto()
    VAGUE = auto()
    LIFE = auto()
    NOTE = auto()
    ADVICE = auto()
    READY = auto()


_Lines = Iterable[tuple[_Line, Html | None]]


def draft_lines(view: DraftView, locale: Locale) -> Html:
    """Return the text of an open draft's card."""
    shown = [(kind, line) for kind, line in _all_lines(view, locale) if line]
    at_most = LINES_AT_MOST + (shown[0][0] is _Line.CALL)
    kept = sorted(range(len(shown)), key=lambda at: shown[at][0])[:at_most]
    return lines(*(shown[at][1] for at in sorted(kept)))


def title(draft: Draft, locale: Locale) -> Html:
    """Return that the draft is not submitted, and its category once that is known; it decides who must act."""
    if draft.category is None or draft.category not in locale.district.catalogue:
        return locale.say("draft.untitled")
    return locale.say("draft.title", category=locale.category_short(draft.category))


def missing_text(missing: tuple[str, ...], locale: Locale, age: str | None = None) -> str:
    """Return the names in `missing` (see `services.reporting.drafts.missing`) as one list.

    `age` is the age of the draft's place in words, if it has one.
    """
    said = [
        locale.plain("missing.place_of_then", age=age)
        if age and name == "old_place"
        else locale.plain(f"missing.{name}")
        for name in missing
    ]
    return locale.plain("list.between").join(said)


def _all_lines(view: DraftView, locale: Locale) -> _Lines:
    draft = view.draft
    category = locale.district.catalogue.get(draft.category or "")
    danger = locale.district.counting(draft.danger, draft.category)
    question = _question(view, locale)
    yield _Line.CALL, call_line(category, danger, locale)
    yield _Line.TITLE, title(draft, locale)
    yield _Line.WHERE, _where(view, locale)
    yield from _prospect(view, locale, asks=bool(question))
    if question:
        yield from ((_Line.QUESTION, line) for line in question)
    else:
        yield _Line.NOTE, _brought(view, locale)
    hurries = danger is not None or (category is not None and category.urgent)
    if hurries or not (question or draft.station):  # a station that is closed needs no advice for what is broken
        yield _Line.LIFE if hurries else _Line.ADVICE, advice_line(category, danger, locale)
    yield _next(view, locale, asks=bool(question))


def _where(view: DraftView, locale: Locale) -> Html | None:
    """Return the line of the place; None while the card asks which of two places is right."""
    draft = view.draft
    if draft.position is None:
        return unplaced_line(view, locale)
    if draft.asks_place:
        return None
    if far := far_line(view, locale):
        return far
    by = spot_of_draft(locale.district.gazetteer, draft) or view.nearby
    return locale.say("draft.place", where=place_line(draft.position, draft.community, by, view.now, locale))


def _prospect(view: DraftView, locale: Locale, *, asks: bool) -> _Lines:
    """Yield who will act, and by when unless the card asks something; once they are known."""
    if view.route is None or view.due_at is None:
        return
    yield _Line.WHO, locale.say("draft.queue", queue=locale.queue(view.route.queue))
    if not asks:
        yield _Line.WHEN, locale.say("draft.expected", due_at=locale.moment(view.due_at, view.now))


def _brought(view: DraftView, locale: Locale) -> Html | None:
    """Return what the rider's messages brought, in one line: words, cut to fit, and how many photos."""
    draft = view.draft
    counts = [
        *([locale.say("draft.photos", count=len(draft.photos))] if draft.photos else ()),
        *_clips(draft),
        *([locale.say("draft.awaited", count=view.awaited)] if view.awaited else ()),
    ]
    left = max(_NOTE, _BROUGHT - columns("".join(counts)))
    note = cut_columns(one_line(note_of(draft.note, locale)), _NOTE_OPEN if draft.menu is DraftMenu.NOTE else left)
    words = [locale.say("draft.note", note=note)] if note else []
    return Html(" · ".join((*words, *counts)))


def _question(view: DraftView, locale: Locale) -> tuple[Html, ...]:
    """Return the open question, if there is one: whose place, which of two, or whether somebody reported it before."""
    if view.asking:
        return (locale.say("draft.which"),)
    if places := disagreement(view, locale):
        return places
    match view.near:
        case ():
            return ()
        case (only,):
            return (_near_line(only, _ONLY, view.now, locale),)
        case several:
            asked = locale.say("draft.near_several", count=len(several))
            return (asked, *(_near_line(near, _ONE_OF_SEVERAL, view.now, locale) for near in several))


_ONLY: Final = {False: "draft.near", True: "draft.near_own"}
_ONE_OF_SEVERAL: Final = {False: "draft.near_one", True: "draft.near_one_own"}
"""Wording for a report that the draft may repeat, by whether it is the rider's own."""


def _near_line(near: Near, wording: Mapping[bool, str], now: int, locale: Locale) -> Html:
    if near.same_photo and wording is _ONLY:
        community = locale.community(near.report.community)
        return locale.say("draft.near_photo", number=near.report.number, community=community)
    metres = round(near.distance_m)
    here = metres < _HERE_M
    return locale.say(
        wording[near.own],
        number=near.report.number,
        category=locale.category_short(near.report.category),
        distance=locale.plain("draft.near_here") if here else locale.plain("draft.near_away", distance=metres),
        age=locale.ago(near.report.submitted_at, now),
        status=locale.status(near.report.status),
    )


_HERE_M: Final = 10
"""Metres below which a report stands at the same spot."""


def _next(view: DraftView, locale: Locale, *, asks: bool) -> tuple[_Line, Html | None]:
    """Return the next step: the open menu's, what is missing, or to submit; a question is its own."""
    draft = view.draft
    if draft.menu is not DraftMenu.CARD:
        return _Line.MISSING, _menu(draft, locale)
    if asks or view.missing == (FAR_OUTSIDE,):
        return _Line.READY, None
    if view.missing:
        return _Line.MISSING, locale.say("draft.missing", missing=_missing(view, locale))
    if is_exact(draft.position) or draft.foreign:
        return _Line.READY, locale.say("draft.ready")
    return _Line.VAGUE, locale.say("draft.ready_vague")


def _menu(draft: Draft, locale: Locale) -> Html:
    """Return the text of the open menu; the phone's location is nothing for what was forwarded."""
    if draft.menu in ASKS_PLACE and draft.foreign:
        return locale.say("menu.place_foreign")
    return locale.say("menu.catalogue" if draft.menu in CATALOGUE_PAGES else f"menu.{draft.menu}")


def _missing(view: DraftView, locale: Locale) -> str:
    """Return what is missing; for an old place, with its age."""
    position = view.draft.position
    if position is None or position.taken_at is None:
        return missing_text(view.missing, locale)
    return missing_text(view.missing, locale, locale.ago(position.taken_at, view.now))


def _clips(draft: Draft) -> list[Html]:
    """Return how many voice messages and videos there are."""
    videos = sum(clip.kind.is_seen for clip in draft.clips)
    counts = (("🎤", len(draft.clips) - videos), ("🎬", videos))
    return [Html(f"{mark} {count}") for mark, count in counts if count]
