"""One ticket as staff look it up: what its card says, the whole note, and all that happened to it, in pages."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from domain.reporting.reports import ActorKind, Event
from domain.tickets.group_commands import GroupKind
from domain.tickets.lifecycle import Action, Role
from domain.tickets.lookups import TicketShown, TicketUnseen
from services.gathering import NoticeView
from services.tickets.bounces import queue_before
from services.tickets.lookups import HistoryView
from texts.base.buttons import KeyRow, choice
from texts.base.callbacks import Verb
from texts.base.dictated import note_of
from texts.base.inert import inert, one_line
from texts.base.lengths import CAPTION, TEXT, cut
from texts.base.locale import Locale
from texts.base.paging import in_pages, pieces
from texts.base.quoting import quoted
from texts.base.screen import Button, Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.tickets.supervising import supervisor_keys
from texts.tickets.ticket_lines import card_link
from texts.tickets.tickets import first_photos, ticket_facts
from texts.tickets.who import rider_in
from texts.tickets.why_here import who_of_staff

_HEADLINE = 80
"""UTF-16 units that are kept for the line above each page but the first."""

_PIECE = 600
"""The most of somebody's words in one quote; they go on in the next."""


@screen.register(TicketShown)
def ticket_shown(view: HistoryView, locale: Locale) -> Screen:
    """Return one page, below the ticket's first photos if it has any; of pages that are gone the last one."""
    report = view.ticket.report
    photos = first_photos(report.photos)
    pages = in_pages(_blocks(view, locale), (CAPTION if photos else TEXT) - _HEADLINE)
    page = min(view.page, len(pages) - 1)
    above = locale.say("history.page", number=report.number, page=page + 1, pages=len(pages)) if page else None
    return Screen(lines(above, pages[page]), _keys(view, page, len(pages), locale), photos)


@screen.register(TicketUnseen)
def ticket_unseen(view: NoticeView[TicketUnseen], locale: Locale) -> Screen:
    """Return why a ticket is not shown."""
    notice, prefix = view.notice, locale.district.prefix
    queue = locale.queue(notice.queue)
    district = locale.name(locale.district)
    why = f"ticket_unseen.{notice.why}"
    return Screen(locale.say(why, number=notice.number, queue=queue, prefix=prefix, district=district))


def _blocks(view: HistoryView, locale: Locale) -> Iterator[Html]:
    """Yield what stands on the pages, in its order."""
    yield ticket_facts(view.ticket, locale)
    note = note_of(view.ticket.report.note, locale)
    if inert(note):
        yield from worded(locale.say("ticket.note"), note)
    if view.clips:
        yield locale.say("history.clips", count=view.clips)
    yield locale.say("history.title")
    for at in range(len(view.ticket.events)):
        yield from _event(view, at, locale)


def _event(view: HistoryView, at: int, locale: Locale) -> Iterator[Html]:
    """Yield what happened, when and by whom; then what they wrote, but the note, which stands above."""
    event = view.ticket.events[at]
    line = locale.say(
        "history.line",
        at=locale.stamp(event.at),
        who=who_did(view, at, locale),
        what=" · ".join((happened(event, locale), *details(view, event, locale))),
    )
    words = "" if event.action == _SUBMITTED else inert(note_of(event.words, locale))
    yield from worded(line, words)


_SUBMITTED: Final = "submit"
_UNMOVED: Final = frozenset(
    {
        _SUBMITTED,
        "split_off",
        "witnessed",
        "also_seen",
        "added",
        "placed",
        "told",
        "noted",
        "corrected",
        "late_told",
        "chased",
    }
)


def happened(event: Event, locale: Locale) -> str:
    """Return what happened; earlier releases may have known more."""
    known = event.action if event.action in {*Action, *_UNMOVED} else "other"
    return locale.plain(f"happened.{known}")


def worded(line: Html, words: str) -> Iterator[Html]:
    """Yield a line with the first piece of somebody's words below it, then the others."""
    first, *others = [quoted(piece, _PIECE) for piece in pieces(inert(words), _PIECE)] or [None]
    yield lines(line, first)
    yield from (piece for piece in others if piece is not None)


def who_did(view: HistoryView, at: int, locale: Locale) -> str:
    """Return who did it: staff by name and unit, riders by their roles, else the system."""
    event = view.ticket.events[at]
    if event.actor.kind is ActorKind.RIDER:
        return rider_in(view.roles.get(event.actor.id), locale)
    if event.actor.kind is ActorKind.SYSTEM:
        return locale.plain("history.system")
    unit = _unit(view, at, locale)
    who = who_of_staff(event.actor, locale)
    return locale.plain("history.staff", who=who, queue=locale.queue(unit)) if unit else who


def _unit(view: HistoryView, at: int, locale: Locale) -> str:
    """Return the queue for which staff did it: that which had the ticket, or the supervisors."""
    event, supervisors = view.ticket.events[at], locale.district.supervisors
    known = json.loads(event.detail) if event.detail else {}
    is_supervisors = known.get("by") == Role.SUPERVISOR and supervisors is not None
    return supervisors.id if is_supervisors and supervisors else queue_before(view.ticket.events, at)


def details(view: HistoryView, event: Event, locale: Locale) -> Iterator[str]:
    """Yield what else is known of an event."""
    known = json.loads(event.detail) if event.detail else {}
    if event.action == Action.ROUTE.value and event.queue:
        known = {"queue": event.queue, **known}
    for name, say in _DETAILS.items():
        if name in known and (said := say(known[name], view, event, locale)):
            yield said


def _to_queue(queue: Any, _view: HistoryView, _event: Event, locale: Locale) -> str:
    return locale.plain("history.to_queue", queue=locale.queue(str(queue)))


def _suggested(queue: Any, _view: HistoryView, _event: Event, locale: Locale) -> str:
    return locale.plain("history.suggested", queue=locale.queue(str(queue)))


def _reason(reason: Any, _view: HistoryView, event: Event, locale: Locale) -> str:
    return locale.plain(f"{event.action}.{reason}")


def _until(until: Any, _view: HistoryView, _event: Event, locale: Locale) -> str:
    return locale.plain("history.until", day=locale.weekday(int(until)))


def _category(category: Any, _view: HistoryView, _event: Event, locale: Locale) -> str:
    return locale.category(str(category))


def _place(place: Any, _view: HistoryView, _event: Event, _locale: Locale) -> str:
    return str(place)


def _ticket(report_id: Any, view: HistoryView, _event: Event, _locale: Locale) -> str:
    return view.numbers.get(int(report_id), "")


def _number(number: Any, _view: HistoryView, _event: Event, _locale: Locale) -> str:
    return str(number)


def _name(name: Any, _view: HistoryView, _event: Event, locale: Locale) -> str:
    called = cut(one_line(str(name)), _NAME) or locale.plain("ticket.a_colleague")
    return locale.plain("history.to_colleague", name=called)


def _photo(_photo: Any, _view: HistoryView, _event: Event, locale: Locale) -> str:
    return locale.plain("history.photo")


_NAME: Final = 40

_DETAILS: Final[Mapping[str, Callable[[Any, HistoryView, Event, Locale], str]]] = {
    "reason": _reason,
    "suggested": _suggested,
    "category": _category,
    "place": _place,
    "queue": _to_queue,
    "until": _until,
    "original": _ticket,
    "part": _ticket,
    "number": _number,
    "name": _name,
    "photo": _photo,
}
"""How each kind of detail of an event is said."""


def _keys(view: HistoryView, page: int, pages: int, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the keys to the pages next to this one; then the photos, and the card where a link leads to it."""
    about = view.ticket.report.id
    around = {"‹": page - 1, "›": page + 1}
    turns = tuple(choice(label, Verb.TICKET_PAGE, about, str(to)) for label, to in around.items() if 0 <= to < pages)
    photos = len(view.ticket.report.photos) + view.ticket.joined_photos
    album = choice(locale.plain("ticket.key_photos", count=photos), Verb.TICKET_PHOTOS, about, "")
    link = card_link(view.card.chat_id, view.card.message_id) if view.card is not None else ""
    card = Button(locale.plain("history.key_card"), url=link)
    looks = tuple(each for each, is_there in ((album, photos > 1), (card, link)) if is_there)
    supervising = supervisor_keys(view, locale) if GroupKind.SUPERVISORS in view.kinds else ()
    return tuple(row for row in (turns, looks, *supervising) if row)
