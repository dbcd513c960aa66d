"""The card of a draft: what is known, what is missing, and the keys that stand on it."""

from collections.abc import Callable, Mapping

from domain.geo.place_names import is_exact
from domain.language.spots import find_spot
from domain.reporting.drafts import Draft, DraftMenu
from services.reporting.views import DraftView, Near
from texts.base.buttons import Row, choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.lengths import cut_html
from texts.base.screen import Button, Screen
from texts.base.voice import Voice
from texts.base.wording import Html, lines
from texts.reporting.origins import spot_line
from texts.reporting.place_names import nearby_line, place_line
from texts.reporting.position_conflict import disagreement, place_rows
from texts.reporting.urgent import advice, urgent_lines

_NOTE = 1200
"""Units of the note on the card; the report keeps it whole."""

_ONLY = {False: "draft.near", True: "draft.near_own"}
_ONE_OF_SEVERAL = {False: "draft.near_one", True: "draft.near_one_own"}
"""How a report near by is told: somebody's, or the rider's own."""

_CHOICES = 90
"""Categories on a card: Telegram takes a hundred keys."""


def draft_card(view: DraftView, voice: Voice) -> Screen:
    """The card of an open draft."""
    menu = _MENU_ROWS[view.draft.menu](view.draft, voice)
    return Screen(
        _text(view, voice),
        (*_old_place_rows(view, voice), *place_rows(view, voice), *menu, *_standing_rows(view, voice)),
    )


def location_key(voice: Voice) -> Screen:
    """The second message, whose reply key asks the phone for its location."""
    return Screen(voice.say("location.ask"), reply_key=voice.plain("location.key"))


def location_known(voice: Voice) -> Screen:
    """The message that takes the reply key away."""
    return Screen(voice.say("location.away"), removes_key=True)


def _text(view: DraftView, voice: Voice) -> Html:
    draft = view.draft
    category = voice.district.catalogue.get(draft.category or "")
    return lines(
        urgent_lines(category, voice),
        voice.say("draft.title"),
        voice.say("draft.category", category=voice.category(category.slug)) if category else None,
        *_where(view, voice),
        _spot(draft, voice),
        *_prospect(view, voice),
        advice(category, voice) if category and not category.urgent else None,
        voice.say("draft.photos", count=len(draft.photos)) if draft.photos else None,
        _note(draft, voice),
        disagreement(view, voice),
        _near(view, voice),
        _next(view, voice),
        voice.say(f"menu.{draft.menu}") if draft.menu is not DraftMenu.CARD else None,
    )


def _spot(draft: Draft, voice: Voice) -> Html | None:
    """The exact spot that the note names; nothing where the note is no more than that."""
    return None if find_spot(draft.note) == draft.note else spot_line(draft.note, voice)


def _note(draft: Draft, voice: Voice) -> Html | None:
    """The rider's words; several lines are quoted, so that none of them reads as a field of the card."""
    if not draft.note:
        return None
    wording = "draft.note_lines" if "\n" in draft.note else "draft.note"
    return voice.say(wording, note=cut_html(draft.note, _NOTE))


def _where(view: DraftView, voice: Voice) -> tuple[Html | None, ...]:
    """The place and what is there; nothing while it is asked which of two places it is."""
    position = view.draft.position
    if position is None or view.draft.asks_place:
        return ()
    return (
        place_line(position, view.draft.community, view.now, voice),
        nearby_line(view.nearby, voice),
    )


def _prospect(view: DraftView, voice: Voice) -> tuple[Html, ...]:
    """Who will act and by when, as soon as that is known."""
    if view.route is None or view.respond_by is None or view.due_at is None:
        return ()
    why = voice.plain(f"why.{view.route.reason.kind}")
    return (
        voice.say("draft.queue", queue=voice.queue(view.route.queue), why=why),
        voice.say(
            "draft.expected",
            respond_by=voice.moment(view.respond_by, view.now),
            due_at=voice.moment(view.due_at, view.now),
        ),
    )


def _near(view: DraftView, voice: Voice) -> Html | None:
    """What it may repeat, the likeliest first."""
    match view.near:
        case ():
            return None
        case (only,):
            return _near_line(only, _ONLY, view.now, voice)
        case several:
            return lines(
                voice.say("draft.near_several", count=len(several)),
                *(_near_line(near, _ONE_OF_SEVERAL, view.now, voice) for near in several),
                voice.say("draft.near_question"),
            )


def _near_line(near: Near, wording: Mapping[bool, str], now: int, voice: Voice) -> Html:
    return voice.say(
        wording[near.own],
        number=near.report.number,
        category=voice.category(near.report.category),
        distance=round(near.distance_m),
        age=voice.ago(near.report.submitted_at, now),
        status=voice.plain(f"status.{near.report.status}"),
    )


def _next(view: DraftView, voice: Voice) -> Html | None:
    """What is to be done: to give what is missing, or to submit; a menu that is open says that itself."""
    if view.missing:
        return voice.say("draft.missing", missing=_missing(view, voice))
    if view.draft.menu is not DraftMenu.CARD:
        return None
    return voice.say("draft.ready" if is_exact(view.draft.position) else "draft.ready_vague")


def _missing(view: DraftView, voice: Voice) -> str:
    """What is missing; of an old place, how old it is."""
    position = view.draft.position
    if position is None or position.taken_at is None:
        return missing_text(view.missing, voice)
    return missing_text(view.missing, voice, voice.ago(position.taken_at, view.now))


def missing_text(missing: tuple[str, ...], voice: Voice, age: str | None = None) -> str:
    """What a draft lacks, of `services.reporting.drafts.missing`, as one list; `age` of its place, where known."""
    said = [
        voice.plain("missing.place_of_then", age=age) if age and name == "old_place" else voice.plain(f"missing.{name}")
        for name in missing
    ]
    return voice.plain("list.between").join(said)


def _standing_rows(view: DraftView, voice: Voice) -> tuple[Row, ...]:
    """The keys that always stand."""
    draft = view.draft
    return (
        *_decision_rows(view, voice),
        (
            key(voice, "draft.key_category", Verb.MENU, draft.id, DraftMenu.CATALOGUE),
            key(voice, "draft.key_place", Verb.MENU, draft.id, DraftMenu.PLACE),
        ),
        (
            key(voice, "draft.key_note", Verb.MENU, draft.id, DraftMenu.NOTE),
            key(voice, "draft.key_cancel", Verb.CANCEL, draft.id),
        ),
    )


def _decision_rows(view: DraftView, voice: Voice) -> tuple[Row, ...]:
    """The question about reports near by takes the place of *submit*."""
    draft = view.draft
    if len(view.near) > 1:
        none = key(voice, "draft.key_none_of_these", Verb.DIFFERENT, draft.id)
        return (*((_same_as(near, draft, voice),) for near in view.near), (none,))
    if draft.asks_near:
        different = key(voice, "draft.key_different", Verb.DIFFERENT, draft.id)
        return ((key(voice, "draft.key_same", Verb.SAME, draft.id, str(draft.near_shown[0])), different),)
    return ((key(voice, "draft.key_submit", Verb.SUBMIT, draft.id),),)


def _same_as(near: Near, draft: Draft, voice: Voice) -> Button:
    label = voice.plain("draft.key_same_as", number=near.report.number)
    return choice(label, Verb.SAME, draft.id, str(near.report.id))


def _old_place_rows(view: DraftView, voice: Voice) -> tuple[Row, ...]:
    """A position older than a day counts only after a yes to it."""
    if "old_place" not in view.missing:
        return ()
    return ((key(voice, "draft.key_old_place", Verb.OLD_PLACE, view.draft.id),),)


def _no_rows(_draft: Draft, _voice: Voice) -> tuple[Row, ...]:
    return ()


def _catalogue_rows(draft: Draft, voice: Voice) -> tuple[Row, ...]:
    """The guesses first, a row each, then the rest of the catalogue."""
    others = [slug for slug in voice.district.catalogue if slug not in draft.guesses]
    guesses = in_rows([_category_key(draft, slug, voice) for slug in draft.guesses], width=1)
    rest = in_rows([_category_key(draft, slug, voice) for slug in others[: _CHOICES - len(guesses)]])
    return guesses + rest


def _category_key(draft: Draft, slug: str, voice: Voice) -> Button:
    mark = "✓ " if slug == draft.category else ""
    return choice(mark + voice.category(slug), Verb.CATEGORY, draft.id, short(slug))


def _note_rows(draft: Draft, voice: Voice) -> tuple[Row, ...]:
    return ((key(voice, "draft.key_clear", Verb.CLEAR_NOTE, draft.id),),) if draft.note else ()


_MENU_ROWS: Mapping[DraftMenu, Callable[[Draft, Voice], tuple[Row, ...]]] = {
    DraftMenu.CARD: _no_rows,
    DraftMenu.CATALOGUE: _catalogue_rows,
    DraftMenu.PLACE: _no_rows,
    DraftMenu.PLACE_UNKNOWN: _no_rows,
    DraftMenu.NOTE: _note_rows,
}
