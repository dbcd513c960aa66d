"""The card of an open draft: its lines, and the keys below them."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.reporting.drafts import CATALOGUE_PAGES, DraftMenu
from domain.reporting.messages import LocationKey, NearPhoto
from services.gathering import ReportNoticeView
from services.reporting.far_outside import FAR_OUTSIDE
from services.reporting.resolved import photos_of_reporter
from services.reporting.views import DraftView, LocationKeyView, Near
from texts.base.buttons import KeyRow, choice, key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import lines
from texts.reporting.catalogue_keys import catalogue_rows, guess_rows
from texts.reporting.draft_lines import draft_lines
from texts.reporting.far_outside import far_rows
from texts.reporting.last_places import offer_rows
from texts.reporting.position_conflict import place_rows
from texts.reporting.several_drafts import belongs_rows, split_rows, submit_all_rows, take_back_rows


def draft_card(view: DraftView, locale: Locale) -> Screen:
    """Return the card of an open draft."""
    rows = (
        *far_rows(view, locale),
        *offer_rows(view, locale),
        *_old_place_rows(view, locale),
        *place_rows(view, _style(view, "which_place"), locale),
        *belongs_rows(view, locale),
        *split_rows(view.draft, locale),
        *_MENU_ROWS.get(view.draft.menu, _no_rows)(view, locale),
        *_standing_rows(view, locale),
    )
    return Screen(draft_lines(view, locale), rows)


def aside_card(view: DraftView, locale: Locale) -> Screen:
    """Return the card of a draft that has made way for a danger: what it is, and no keys."""
    category = locale.district.catalogue.get(view.draft.category or "")
    return Screen(
        lines(
            locale.say("draft.aside"),
            locale.say("draft.category", category=locale.category_short(category.slug)) if category else None,
        )
    )


@screen.register(LocationKey)
def location_key(view: LocationKeyView, locale: Locale) -> Screen:
    """Return the message with the reply key that asks for a location, or the message that takes the key away."""
    if view.wanted:
        return Screen(locale.say("location.ask"), reply_key=locale.plain("location.key"))
    return Screen(locale.say("location.away"), removes_key=True)


@screen.register(NearPhoto)
def near_photo(view: ReportNoticeView[NearPhoto], locale: Locale) -> Screen:
    """Return its reporter's first photo of a report that the draft may repeat."""
    report = view.report
    said = locale.say("draft.near_shown", number=report.number, category=locale.category_short(report.category))
    return Screen(said, photos=photos_of_reporter(report)[:1])


_ASKED_FOR: Final = (FAR_OUTSIDE, "which_place", "old_place", "answer", "category", "place")
"""What a key can give of what is missing, the first to be given first."""


def _style(view: DraftView, gives: str) -> Style:
    """Return the style of the key that gives this: the likeliest next step is primary, unless a menu is open."""
    if view.offered is not None or (view.draft.menu is not DraftMenu.CARD and gives in {"category", "place"}):
        return Style.PLAIN  # the offer's key is primary; an open menu asks for itself
    likeliest = next((name for name in _ASKED_FOR if name in view.missing), "")
    return Style.PRIMARY if gives == likeliest else Style.PLAIN


def _standing_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the rows that every card has."""
    draft = view.draft
    guessed = bool(guess_rows(view, Style.PLAIN, locale))
    category = Style.PLAIN if guessed else _style(view, "category")
    return (
        *_decision_rows(view, locale),
        *submit_all_rows(view, locale),
        (
            key(locale, "draft.key_category", Verb.MENU, draft.id, _catalogue_menu(view), style=category),
            key(locale, "draft.key_place", Verb.MENU, draft.id, DraftMenu.PLACE, style=_style(view, "place")),
        ),
        (
            key(locale, "draft.key_note", Verb.MENU, draft.id, DraftMenu.NOTE),
            key(locale, "draft.key_cancel", Verb.CANCEL, draft.id, style=Style.DANGER),
        ),
    )


def _catalogue_menu(view: DraftView) -> DraftMenu:
    """Return the menu that the category's key opens; its own page, while one is open, which that closes."""
    return view.draft.menu if view.draft.menu in CATALOGUE_PAGES else DraftMenu.CATALOGUE


def _decision_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys of the question about reports near by, or else *submit*."""
    draft = view.draft
    if not draft.asks_near:
        return ((key(locale, "draft.key_submit", Verb.SUBMIT, draft.id, style=Style.SUCCESS),),)
    style = _style(view, "answer")
    looks = tuple((_look(near, draft.id, locale),) for near in view.near if near.shows)
    if len(view.near) > 1:
        same = [
            _same_as(near, draft.id, style if at == 0 else Style.PLAIN, locale) for at, near in enumerate(view.near)
        ]
        none = key(locale, "draft.key_none_of_these", Verb.DIFFERENT, draft.id)
        return (*looks, *((each,) for each in same), (none,))
    different = key(locale, "draft.key_different", Verb.DIFFERENT, draft.id)
    same_one = key(locale, "draft.key_same", Verb.SAME, draft.id, str(draft.near_shown[0]), style=style)
    return (*looks, (same_one, different))


def _same_as(near: Near, draft_id: int, style: Style, locale: Locale) -> Button:
    label = locale.plain("draft.key_same_as", number=near.report.number)
    return choice(label, Verb.SAME, draft_id, str(near.report.id), style=style)


def _look(near: Near, draft_id: int, locale: Locale) -> Button:
    label = locale.plain("draft.key_look", number=near.report.number)
    return choice(label, Verb.NEAR_PHOTO, draft_id, str(near.report.id))


def _old_place_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key that confirms a position older than a day; no row for a newer one."""
    if "old_place" not in view.missing:
        return ()
    style = _style(view, "old_place")
    return ((key(locale, "draft.key_old_place", Verb.OLD_PLACE, view.draft.id, style=style),),)


def _no_rows(_view: DraftView, _locale: Locale) -> tuple[KeyRow, ...]:
    return ()


def _card_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    return guess_rows(view, _style(view, "category"), locale)


def _note_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    draft = view.draft
    clear = ((key(locale, "draft.key_clear", Verb.CLEAR_NOTE, draft.id),),) if draft.note else ()
    return (*clear, *take_back_rows(draft, locale))


_MENU_ROWS: Final[Mapping[DraftMenu, Callable[[DraftView, Locale], tuple[KeyRow, ...]]]] = {
    DraftMenu.CARD: _card_rows,
    DraftMenu.NOTE: _note_rows,
    **dict.fromkeys(CATALOGUE_PAGES, catalogue_rows),
}
"""The keys of each menu; the place's asks for words or a location."""
