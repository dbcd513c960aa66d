"""What a group has found by words: a line a ticket, the newest first."""

import re
from typing import Final

from domain.tickets.lookups import TicketsFound
from services.tickets.finding import FoundView
from texts.base.buttons import KeyRow, choice
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import lines
from texts.tickets.ticket_lines import listed

_QUOTED: Final = re.compile("“(.+)”")


@screen.register(TicketsFound)
def found(view: FoundView, locale: Locale) -> Screen:
    """Return one page of what was found, with the keys to the pages beside it."""
    asked = view.asked
    page = locale.plain("found.page", page=asked.page + 1) if asked.page or view.more else ""
    title = locale.say("found.title", words=asked.words, page=page)
    if not view.lines:
        return Screen(lines(title, locale.say("found.none")), _keys(view))
    found_here = listed(view.lines, asked, locale, now=view.now, names_queue=view.of_several)
    return Screen(lines(title, *found_here), _keys(view))


def looked_for(text: str) -> str:
    """Return the words that the message of `found` says it was looked for; "" if it says none."""
    quoted = _QUOTED.search(text.partition("\n")[0])
    return quoted[1] if quoted else ""


def _keys(view: FoundView) -> tuple[KeyRow, ...]:
    page = view.asked.page
    around = {"‹": page - 1 if page else None, "›": page + 1 if view.more else None}
    keys = tuple(choice(label, Verb.FOUND_PAGE, 0, str(to)) for label, to in around.items() if to is not None)
    return (keys,) if keys else ()
