"""The keys below a list of tickets, and what stands in their data: list, page, category and community."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final

from domain.district.district import District
from domain.tickets.lists import Which
from domain.tickets.lookups import TicketsList, TicketsUnclear
from services.tickets.ticket_lists import TicketsView
from texts.base.buttons import KeyRow, choice, in_rows
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button

_LETTERS: Final[Mapping[str, Which]] = {each.value[0]: each for each in Which}
_DATA: Final = re.compile(rf"([{''.join(_LETTERS)}])(\d{{1,4}})\.([0-9a-f]{{8}})?\.([0-9a-f]{{8}})?")
_HASH: Final = 8


def read_list(data: str, holder: int, district: District) -> TicketsList | None:
    """Return what a key asks for; None for what no key of the district as it is now says."""
    match = _DATA.fullmatch(data)
    if match is None:
        return None
    category, community = _meant(match[3], district.catalogue), _meant(match[4], district.communities)
    if category is None or community is None:
        return None
    which, page = _LETTERS[match[1]], int(match[2])
    return TicketsList(which=which, holder=holder, category=category, community=community, page=page, chat_id=0)


def list_rows(view: TicketsView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys to the pages next to this one, to the other lists, and out of a category or a community."""
    asked = view.asked
    around = (("‹", asked.page - 1), ("›", asked.page + 1))
    pages = tuple(
        choice(label, Verb.TICKETS, asked.holder, _data(asked.which, page, asked.category, asked.community))
        for label, page in around
        if 0 <= page < view.pages
    )
    lists = [_list_key(each, asked, locale) for each in Which]
    left = tuple(
        choice(f"✕ {name}", Verb.TICKETS, asked.holder, _data(asked.which, 0, *without))
        for name, without in (
            (locale.category_short(asked.category) if asked.category else "", ("", asked.community)),
            (locale.community(asked.community) if asked.community else "", (asked.category, "")),
        )
        if name
    )
    return tuple(row for row in (pages, *in_rows(lists, 3), left) if row)


def option_rows(asked: TicketsUnclear, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each category and community that words may mean."""
    return in_rows(
        [
            choice(_named(category, community, locale), Verb.TICKETS, 0, _data(asked.which, 0, category, community))
            for category, community in asked.options
        ]
    )


def _list_key(which: Which, asked: TicketsList, locale: Locale) -> Button:
    label = locale.plain(f"tickets.key_{which}")
    mark = locale.plain("tickets.chosen", label=label) if which == asked.which else label
    return choice(mark, Verb.TICKETS, 0, _data(which, 0, asked.category, asked.community))


def _named(category: str, community: str, locale: Locale) -> str:
    names = (locale.category_short(category) if category else "", locale.community(community) if community else "")
    return " · ".join(filter(None, names))


def _data(which: str, page: int, category: str, community: str) -> str:
    return f"{which[0]}{page}.{_mark(category)}.{_mark(community)}"


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:_HASH] if name else ""


def _meant(mark: str | None, names: Iterable[str]) -> str | None:
    """Return the name of this mark, "" for none; None if the district no longer has it."""
    return next((name for name in names if _mark(name) == mark), None) if mark else ""
