"""The keys by which a rider chooses a draft's category: guesses on the card, and the whole catalogue in its menu."""

from collections.abc import Sequence
from typing import Final

from domain.reporting.drafts import CATALOGUE_PAGES, Draft
from services.reporting.views import DraftView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb, short
from texts.base.locale import Locale
from texts.base.screen import Button, Style

_ROWS_AT_ONCE: Final = 13
"""Up to so many rows the whole catalogue stands on one page, so that each category is two taps away."""

_ROWS_A_PAGE: Final = 8
"""Rows of a page of a longer catalogue: what a phone shows without scrolling, beside the card's own keys."""


def guess_rows(view: DraftView, style: Style, locale: Locale) -> tuple[KeyRow, ...]:
    """Return what may be the category, by the words and then by the photo, a row each; the first has the style."""
    rows = (*_guesses(view.draft, locale), *_seen(view.draft, locale))
    return tuple((_styled(each, style if at == 0 else Style.PLAIN),) for at, each in enumerate(rows))


def catalogue_rows(view: DraftView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the guesses and then the other categories, those that are reported most first; or a page of them."""
    draft = view.draft
    named = dict.fromkeys((*draft.guesses, *view.usual, *locale.district.catalogue))
    keys = [_category_key(draft, slug, locale) for slug in named if slug in locale.district.catalogue]
    rows = in_rows(keys)
    if len(rows) <= _ROWS_AT_ONCE:
        return rows
    last = min(len(CATALOGUE_PAGES), -(-len(rows) // _ROWS_A_PAGE)) - 1
    page = min(CATALOGUE_PAGES.index(draft.menu), last)
    end = (page + 1) * _ROWS_A_PAGE if page < last else len(rows)
    return (*rows[page * _ROWS_A_PAGE : end], *_page_keys(draft, page, last, locale))


def _page_keys(draft: Draft, page: int, last: int, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the row with the keys to the pages beside this one."""
    around = (("draft.key_fewer", page - 1, page > 0), ("draft.key_more", page + 1, page < last))
    return (
        tuple(key(locale, label, Verb.MENU, draft.id, CATALOGUE_PAGES[to]) for label, to, there in around if there),
    )


def _guesses(draft: Draft, locale: Locale) -> Sequence[Button]:
    """Return a key for each guess until the rider has chosen; none if they say no more than the card."""
    seen = {draft.seen} - {draft.category}  # it has a key of its own
    guesses = [slug for slug in draft.guesses if slug in locale.district.catalogue and slug not in seen]
    if draft.category_chosen or guesses == [draft.category]:
        return ()
    return [_category_key(draft, slug, locale) for slug in guesses]


def _seen(draft: Draft, locale: Locale) -> Sequence[Button]:
    """Return the key of what a model saw on the photo; none once a category is chosen, or if it is the same."""
    seen = draft.seen
    if seen is None or draft.category_chosen or seen == draft.category or seen not in locale.district.catalogue:
        return ()
    label = locale.plain("draft.key_seen", category=locale.category_short(seen))
    return (choice(label, Verb.CATEGORY, draft.id, short(seen)),)


def _category_key(draft: Draft, slug: str, locale: Locale) -> Button:
    mark = "✓ " if slug == draft.category else ""
    return choice(mark + locale.category_short(slug), Verb.CATEGORY, draft.id, short(slug))


def _styled(button: Button, style: Style) -> Button:
    return Button(button.text, button.press, style=style)
