"""Wording of why a ticket came to its queue."""

from collections.abc import Iterable

from domain.district.routing import ReasonKind
from domain.reporting.reports import Event
from domain.tickets.lifecycle import Action
from services.tickets import routes
from services.tickets.views import TicketView
from texts.base.decisions import decided_by
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale

_REASON, _NAME = 80, 40
"""Limits in UTF-16 units, so that the note keeps its room."""


def why_here(view: TicketView, locale: Locale) -> str:
    """Return what decided that the ticket is in its queue, with the words of the queue that sent it back."""
    reason = routes.decode(view.report.route_reason)
    sent_back = last_bounce(view.events)
    if reason.kind is ReasonKind.BOUNCED and sent_back is not None:
        queue = locale.queue(spoken_in(view.events, sent_back))
        words = cut(one_line(sent_back.words), _REASON)
        return locale.plain("why_here.bounced", queue=queue, who=who_of_staff(sent_back, locale), reason=words)
    return decided_by(reason, view.queue, locale)


def last_bounce(events: Iterable[Event]) -> Event | None:
    """Return the event by which the ticket was sent back last, if its words are still kept."""
    bounces = [event for event in events if event.action == Action.BOUNCE.value]
    return bounces[-1] if bounces and one_line(bounces[-1].words) else None


def who_of_staff(event: Event, locale: Locale) -> str:
    """Return the name of the member of staff whose doing an event is."""
    return cut(one_line(event.actor.name), _NAME) or locale.plain("ticket.a_colleague")


def spoken_in(events: tuple[Event, ...], event: Event) -> str:
    """Return the queue whose staff said the words of an event, which may have moved the ticket; "" if not known."""
    at = events.index(event)
    return events[at - 1].queue if at else event.queue
