"""Lists of tickets as a group reads them: a title with the count, and a line a ticket."""

from domain.tickets.list_words import near
from domain.tickets.lists import Which
from domain.tickets.lookups import TicketsList, TicketsUnclear
from domain.tickets.staff import NAMELESS
from services.gathering import NoticeView
from services.tickets.ticket_lists import COUNTED, TicketsView
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.tickets.list_keys import list_rows, option_rows
from texts.tickets.ticket_lines import listed

_NAME, _WORDS = 40, 60


@screen.register(TicketsList)
def tickets(view: TicketsView, locale: Locale) -> Screen:
    """Return one page of the list, with the keys to other pages and lists."""
    asked = view.asked
    keys = list_rows(view, locale)
    if asked.which == Which.MINE and asked.holder == NAMELESS:
        return Screen(locale.say("tickets.whose"), keys)
    if not view.lines:
        return Screen(lines(_title(view, locale), locale.say(f"tickets.none_{asked.which}")), keys)
    found_here = listed(view.lines, asked, locale, now=view.now, names_queue=view.of_several)
    return Screen(lines(_title(view, locale), *found_here), keys)


@screen.register(TicketsUnclear)
def tickets_unclear(view: NoticeView[TicketsUnclear], locale: Locale) -> Screen:
    """Return the question which is meant, or what can be written."""
    asked = view.notice
    words = cut(one_line(asked.words), _WORDS)
    if asked.options:
        return Screen(locale.say("tickets.which", words=words), option_rows(asked, locale))
    district = locale.district
    known = [*map(locale.category, district.catalogue), *map(locale.community, district.communities)]
    names = locale.plain("list.between").join(near(asked.words, known))
    return Screen(
        lines(
            locale.say("tickets.unknown", words=words),
            locale.say("tickets.alike", names=names) if names else None,
        )
    )


def _title(view: TicketsView, locale: Locale) -> Html:
    """Return what the list shows, how many there are, and which page this is."""
    asked = view.asked
    name = cut(one_line(view.holder), _NAME) or locale.plain("ticket.a_colleague")
    said = [
        locale.plain("tickets.of", name=name) if asked.which == Which.MINE else locale.plain(f"tickets.{asked.which}"),
        locale.category(asked.category) if asked.category else "",
        locale.community(asked.community) if asked.community else "",
    ]
    what = " · ".join(filter(None, said))
    count = f"{COUNTED}+" if view.count >= COUNTED else str(view.count)
    page = locale.plain("tickets.page", page=asked.page + 1, pages=view.pages) if view.pages > 1 else ""
    return Html(locale.say("tickets.title", what=what, count=count, page=page).rstrip())
