"""The menu of the queues to which a ticket may be assigned: pages of keys, and a search by name where they are many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.district.routing import Queue
from domain.tickets.card_menus import FIND, parse_queues
from services.tickets.candidates import called
from texts.base.buttons import KeyRow, in_rows
from texts.base.inert import one_line
from texts.base.locale import Locale
from texts.base.screen import Button

_PAGE: Final = 40
"""How many queues there are on a page; Telegram allows 100 keys."""


@dataclass(frozen=True, slots=True)
class QueueKeys:
    """What the keys of a menu say back: that of a queue, and that with a label which leads to a page, or to FIND."""

    chosen: Callable[[Queue], Button]
    turned: Callable[[str, str], Button]


def queue_menu(queues: Sequence[Queue], part: str, keys: QueueKeys, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a page of queues, or those that are looked for; all of them, with a word of it, where none is found."""
    page, words = parse_queues(part)
    found = called(queues, words)
    if found:
        return _found(found, keys, locale)
    rows = in_rows([keys.chosen(queue) for queue in queues[page * _PAGE :][:_PAGE]])
    missed = (keys.turned(locale.plain("queues.none", words=one_line(words)), "0"),) if words else ()
    search = (keys.turned(locale.plain("queues.find"), FIND),) if len(queues) > _PAGE else ()
    return tuple(row for row in (missed, search, *rows, _turns(page, len(queues), keys, locale)) if row)


def _found(found: Sequence[Queue], keys: QueueKeys, locale: Locale) -> tuple[KeyRow, ...]:
    more = len(found) - _PAGE
    label = locale.plain("queues.find_among", count=more) if more > 0 else locale.plain("queues.find")
    last = (keys.turned(label, FIND), keys.turned(locale.plain("queues.all"), "0"))
    return (*in_rows([keys.chosen(queue) for queue in found[:_PAGE]]), *in_rows(last))


def _turns(page: int, queues: int, keys: QueueKeys, locale: Locale) -> KeyRow:
    """Return the keys to the pages next to this one, if there are any."""
    before, behind = page * _PAGE, queues - (page + 1) * _PAGE
    around = ((page - 1, before, "ticket.key_fewer"), (page + 1, behind, "ticket.key_more"))
    return tuple(keys.turned(locale.plain(label, count=count), str(to)) for to, count, label in around if count > 0)
