"""The card of an open draft: what is known, what is missing, and its keys."""

from collections.abc import Callable, Mapping

from domain.geo.place_names import is_exact
from domain.language.spots import find_spot
from domain.reporting.drafts import ASKS_PLACE, Draft, DraftMenu
from domain.reporting.messages import LocationKey
from services.reporting.far_outside import FAR_OUTSIDE
from services.reporting.views import DraftView, LocationKeyView, Near
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.dictated import note_of
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Button, Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.reporting.far_outside import far_line, far_rows
from texts.reporting.last_places import offer_rows, unplaced_line
from texts.reporting.origins import spot_line
from texts.reporting.place_names import nearby_line, place_line
from texts.reporting.position_conflict import disagreement, place_rows
from texts.reporting.several_drafts import belongs_rows, photo_rows, split_rows, submit_all_rows
from texts.reporting.urgent import advice, urgent_lines

_NOTE = 1200
"""Limit for the note on the card, in UTF-16 units; the report keeps the whole note."""

_ONLY = {False: "draft.near", True: "draft.near_own"}
_ONE_OF_SEVERAL = {False: "draft.near_one", True: "draft.near_one_own"}
"""Wording for a report near by, by whether it is the rider's own."""


def draft_card(view: DraftView, locale: Locale) -> Screen:
    """Return the card of an open draft."""
    menu = _MENU_ROWS[view.draft.menu](view.draft, locale)
    return Screen(
        _text(view, locale),
        (
            *far_rows(view, locale),
            *offer_rows(view, locale),
            *_old_place_rows(view, locale),
            *place_rows(view, locale),
            *belongs_rows(view, locale),
            *split_rows(view.draft, locale),
            *menu,
            *_standing_rows(view, locale),
        ),
    )


def aside_card(view: DraftView, locale: Locale) -> Screen:
    """Return the card of a draft that has made way for a danger: what it is, and no keys."""
    category = locale.district.catalogue.get(view.draft.category or "")
    return Screen(
        lines(
            locale.say("draft.aside"),
            locale.say("draft.category", category=locale.category(category.slug)) if category else None,
        )
    )


@screen.register(LocationKey)
def location_key(view: LocationKeyView, locale: Locale) -> Screen:
    """Return the message with the reply key that asks for a location, or the message that takes the key away."""
    if view.wanted:
        return Screen(locale.say("location.ask"), reply_key=locale.plain("location.key"))
    return Screen(locale.say("location.away"), removes_key=True)


def _text(view: DraftView, locale: Locale) -> Html:
    draft = view.draft
    category = locale.district.catalogue.get(draft.category or "")
    danger = locale.district.counting(draft.danger, draft.category)
    return lines(
        urgent_lines(category, danger, locale),
        locale.say("draft.title"),
        locale.say("draft.category", category=locale.category(category.slug)) if category else None,
        *_where(view, locale),
        _spot(draft, locale),
        *_prospect(view, locale),
        advice(category, locale) if category and not (category.urgent or danger) else None,
        locale.say("draft.photos", count=len(draft.photos)) if draft.photos else None,
        locale.say("draft.awaited", count=view.awaited) if view.awaited else None,
        _note(draft, locale),
        locale.say("draft.which") if view.asking else None,
        disagreement(view, locale),
        _near(view, locale),
        _next(view, locale),
        _menu(draft, locale),
    )


def _menu(draft: Draft, locale: Locale) -> Html | None:
    """Return the text of the open menu; the phone's location is nothing for what was forwarded."""
    if draft.menu is DraftMenu.CARD:
        return None
    if draft.menu in ASKS_PLACE and draft.foreign:
        return locale.say("menu.place_foreign")
    return locale.say(f"menu.{draft.menu}")


def _spot(draft: Draft, locale: Locale) -> Html | None:
    """Return the line of the exact spot in the note; None if the note is nothing else."""
    return None if find_spot(draft.note) == draft.note else spot_line(draft.note, locale)


def _note(draft: Draft, locale: Locale) -> Html | None:
    """Return the rider's words; several lines are quoted, so that none looks like a field of the card."""
    note = note_of(draft.note, locale)
    if not note:
        return None
    if "\n" in note:
        return lines(locale.say("draft.note_lines"), quoted(note, _NOTE))
    return locale.say("draft.note", note=cut(note, _NOTE))


def _where(view: DraftView, locale: Locale) -> tuple[Html | None, ...]:
    """Return the lines of the place; empty while the card asks which of two places is right."""
    position, far = view.draft.position, far_line(view, locale)
    if position is None:
        return (unplaced_line(view, locale),)
    if view.draft.asks_place:
        return ()
    if far is not None:
        return (far,)
    return (
        place_line(position, view.draft.community, view.now, locale),
        nearby_line(view.nearby, locale),
    )


def _prospect(view: DraftView, locale: Locale) -> tuple[Html, ...]:
    """Return the queue and the deadlines, once they are known."""
    if view.route is None or view.respond_by is None or view.due_at is None:
        return ()
    why = locale.plain(f"why.{view.route.reason.kind}")
    return (
        locale.say("draft.queue", queue=locale.queue(view.route.queue), why=why),
        locale.say(
            "draft.expected",
            respond_by=locale.moment(view.respond_by, view.now),
            due_at=locale.moment(view.due_at, view.now),
        ),
    )


def _near(view: DraftView, locale: Locale) -> Html | None:
    """Return the reports that the draft may repeat, the likeliest first."""
    match view.near:
        case ():
            return None
        case (only,):
            return _near_line(only, _ONLY, view.now, locale)
        case several:
            return lines(
                locale.say("draft.near_several", count=len(several)),
                *(_near_line(near, _ONE_OF_SEVERAL, view.now, locale) for near in several),
                locale.say("draft.near_question"),
            )


def _near_line(near: Near, wording: Mapping[bool, str], now: int, locale: Locale) -> Html:
    return locale.say(
        wording[near.own],
        number=near.report.number,
        category=locale.category(near.report.category),
        distance=round(near.distance_m),
        age=locale.ago(near.report.submitted_at, now),
        status=locale.status(near.report.status),
    )


def _next(view: DraftView, locale: Locale) -> Html | None:
    """Return the next step: give what is missing, or submit; None while a menu is open, which has its own text."""
    if view.missing == (FAR_OUTSIDE,):
        return None
    if view.missing:
        return locale.say("draft.missing", missing=_missing(view, locale))
    if view.draft.menu is not DraftMenu.CARD:
        return None
    exact = is_exact(view.draft.position) or view.draft.foreign
    return locale.say("draft.ready" if exact else "draft.ready_vague")


def _missing(view: DraftView, locale: Locale) -> str:
    """Return what is missing; for an old place, with its age."""
    position = view.draft.position
    if position is None or position.taken_at is None:
        return missing_text(view.missing, locale)
    return missing_text(view.missing, locale, locale.ago(position.taken_at, view.now))


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


def _standing_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the rows that every card has."""
    draft = view.draft
    return (
        *_decision_rows(view, locale),
        *submit_all_rows(view, locale),
        (
            key(locale, "draft.key_category", Verb.MENU, draft.id, DraftMenu.CATALOGUE),
            key(locale, "draft.key_place", Verb.MENU, draft.id, DraftMenu.PLACE),
        ),
        (
            key(locale, "draft.key_note", Verb.MENU, draft.id, DraftMenu.NOTE),
            key(locale, "draft.key_cancel", Verb.CANCEL, draft.id),
        ),
    )


def _decision_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys of the question about reports near by, or else *submit*."""
    draft = view.draft
    if len(view.near) > 1:
        none = key(locale, "draft.key_none_of_these", Verb.DIFFERENT, draft.id)
        return (*((_same_as(near, draft, locale),) for near in view.near), (none,))
    if draft.asks_near:
        different = key(locale, "draft.key_different", Verb.DIFFERENT, draft.id)
        return ((key(locale, "draft.key_same", Verb.SAME, draft.id, str(draft.near_shown[0])), different),)
    return ((key(locale, "draft.key_submit", Verb.SUBMIT, draft.id),),)


def _same_as(near: Near, draft: Draft, locale: Locale) -> Button:
    label = locale.plain("draft.key_same_as", number=near.report.number)
    return choice(label, Verb.SAME, draft.id, str(near.report.id))


def _old_place_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that confirms a position older than a day; no row for a newer one."""
    if "old_place" not in view.missing:
        return ()
    return ((key(locale, "draft.key_old_place", Verb.OLD_PLACE, view.draft.id),),)


def _seen_rows(draft: Draft, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key of what a model saw on the photo; no row once a category is chosen, or if it is the same."""
    seen = draft.seen
    if seen is None or draft.category_chosen or seen == draft.category or seen not in locale.district.catalogue:
        return ()
    label = locale.plain("draft.key_seen", category=locale.category(seen))
    return ((choice(label, Verb.CATEGORY, draft.id, short(seen)),),)


def _guess_rows(draft: Draft, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the guesses, one on each row, until the rider has chosen; no row if they say no more than the card."""
    seen = {draft.seen} - {draft.category}  # it has a key of its own
    guesses = [slug for slug in draft.guesses if slug in locale.district.catalogue and slug not in seen]
    if draft.category_chosen or guesses == [draft.category]:
        return ()
    return in_rows([_category_key(draft, slug, locale) for slug in guesses], width=1)


def _card_rows(draft: Draft, locale: Locale) -> tuple[KeyRow, ...]:
    """Return what may be the category, by the words and then by the photo."""
    return (*_guess_rows(draft, locale), *_seen_rows(draft, locale))


def _no_rows(_draft: Draft, _locale: Locale) -> tuple[KeyRow, ...]:
    return ()


def _catalogue_rows(draft: Draft, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the guesses, one on each row, then the other categories."""
    others = [slug for slug in locale.district.catalogue if slug not in draft.guesses]
    guesses = in_rows([_category_key(draft, slug, locale) for slug in draft.guesses], width=1)
    rest = in_rows([_category_key(draft, slug, locale) for slug in others])
    return guesses + rest


def _category_key(draft: Draft, slug: str, locale: Locale) -> Button:
    mark = "✓ " if slug == draft.category else ""
    return choice(mark + locale.category(slug), Verb.CATEGORY, draft.id, short(slug))


def _note_rows(draft: Draft, locale: Locale) -> tuple[KeyRow, ...]:
    clear = ((key(locale, "draft.key_clear", Verb.CLEAR_NOTE, draft.id),),) if draft.note else ()
    return (*clear, *photo_rows(draft, locale))


_MENU_ROWS: Mapping[DraftMenu, Callable[[Draft, Locale], tuple[KeyRow, ...]]] = {
    DraftMenu.CARD: _card_rows,
    DraftMenu.CATALOGUE: _catalogue_rows,
    DraftMenu.PLACE: _no_rows,
    DraftMenu.PLACE_UNKNOWN: _no_rows,
    DraftMenu.NOTE: _note_rows,
}
