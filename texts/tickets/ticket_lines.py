"""One line of a list for a ticket: what and where with a link to its card, how late it is, and who has it."""

from collections.abc import Iterable, Iterator
from typing import Final

from domain.reporting.reports import Status
from domain.reporting.spots import spot_in
from domain.tickets.lists import SHOWN, Which
from domain.tickets.lookups import LookedUp
from domain.tickets.reminders import UNANSWERED
from services.ports.tickets import TicketLine
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.wording import Html, html

_WHERE, _HOLDER = 40, 20


def ticket_line(line: TicketLine, locale: Locale, *, now: int, link: str, names_queue: bool = False) -> Html:
    """Return the line of a ticket as of `now` (ms UTC).

    Without a link stands the command that shows the ticket. Where lists are of several queues, each line names its own.
    """
    state = _state(line, now)
    what = what_of(line, locale)
    at = line.closed_at or line.resolved_at or line.submitted_at
    said = locale.say(
        f"ticket_line.{state}",
        what=linked(what, link) if link else Html(f"{html(what)} {ticket_command(line)}"),
        lasting=locale.lasting(now - (line.due_at if state == "overdue" and line.due_at else line.submitted_at)),
        until=locale.weekday(line.hold_until or at),
        day=locale.short_day(at),
        status=locale.plain(f"ticket_status.{line.status}"),
        sign=locale.plain(f"ticket_sign.{line.status}") if state == "closed" else "",
        who=_who(line, names_queue=names_queue, locale=locale),
    )
    return locale.say("ticket_line.urgent", line=said) if line.urgent else said


def listed(
    found: Iterable[TicketLine], looked_up: LookedUp, locale: Locale, *, now: int, names_queue: bool
) -> Iterator[Html]:
    """Yield a line for each ticket of what was looked up, with links to the cards that stand in that very group."""
    for each in found:
        link = link_here(each, looked_up.chat_id, looked_up.thread_id)
        yield ticket_line(each, locale, now=now, link=link, names_queue=names_queue)


def what_of(line: TicketLine, locale: Locale) -> str:
    """Return category and place of a ticket, the exact spot where one is named."""
    spot = spot_in(locale.district.gazetteer, line.note) if line.spot is None else line.spot
    return what_and_where(line.category, line.community, spot, locale)


def what_and_where(category: str, community: str | None, spot: str, locale: Locale) -> str:
    """Return a category with the exact spot, or without one with the community."""
    where = cut(spot or locale.community(community), _WHERE)
    return locale.plain("ticket.what", category=locale.category(category), where=where)


def link_here(line: TicketLine, chat_id: int, thread_id: int | None) -> str:
    """Return the link to a ticket's card where that stands in this very group, else ""."""
    return card_link(chat_id, line.card_message or 0, thread_id) if line.card_chat == chat_id else ""


def link_anywhere(line: TicketLine) -> str:
    """Return the link to a ticket's card in whichever group it stands, "" where there is none."""
    return card_link(line.card_chat or 0, line.card_message or 0)


def card_link(chat_id: int, message_id: int, thread_id: int | None = None) -> str:
    """Return the link to a message of a supergroup, "" in a basic group, where there are none."""
    if chat_id > -_SUPERGROUPS:
        return ""
    topic = f"{thread_id}/" if thread_id else ""
    return f"https://t.me/c/{-chat_id - _SUPERGROUPS}/{topic}{message_id}"


_SUPERGROUPS: Final = 1_000_000_000_000
"""Supergroups have ids below the negative of this; what is left is their name in links."""


def linked(text: str, link: str) -> Html:
    """Return a text that opens a link, or the text alone for ""."""
    return Html(f'<a href="{link}">{html(text)}</a>') if link else html(text)


def ticket_command(line: TicketLine) -> str:
    """Return the command by which a group is shown a ticket."""
    return f"/ticket_{line.month}_{line.serial:04d}"


def _state(line: TicketLine, now: int) -> str:
    if line.status in SHOWN[Which.CLOSED]:
        return "closed"
    if line.status is Status.ON_HOLD:
        return "on_hold"
    if line.due_at is not None and line.due_at <= now:
        return "overdue"
    if line.status is Status.REOPENED:
        return "reopened"
    return "waiting" if line.status in UNANSWERED else "in_work"


def _who(line: TicketLine, *, names_queue: bool, locale: Locale) -> str:
    holder = cut(one_line(line.holder), _HOLDER)
    nobody = locale.plain("reminders.nobody") if line.status in UNANSWERED else ""
    return holder_of(line.queue if names_queue else "", nobody or holder, locale) or locale.queue(line.queue)


def holder_of(queue: str, holder: str, locale: Locale) -> str:
    """Return a queue and who has a ticket there, as far as they are given."""
    if not (queue and holder):
        return locale.queue(queue) if queue else holder
    return locale.plain("ticket_line.holder", queue=locale.queue(queue), holder=holder)
