"""Wording of why a ticket came to its queue."""

from domain.district.routing import ReasonKind
from domain.reporting.reports import Actor
from services.tickets import routes
from services.tickets.bounces import Bounce, corrected_here, last_bounce, queue_before
from services.tickets.views import TicketView
from texts.base.decisions import decided_by
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale

_REASON, _NAME = 80, 40
"""Limits in UTF-16 units, so that the note keeps its room."""


def why_here(view: TicketView, locale: Locale) -> str:
    """Return what decided that the ticket is in its queue, also whose correction or bounce brought it here and why."""
    came = corrected_here(view.events)
    if came is None:
        return _decided(view, locale)
    at = view.events.index(came)
    queue, who = locale.queue(queue_before(view.events, at)), who_of_staff(came.actor, locale)
    return locale.plain(f"why_here.{came.action}", queue=queue, who=who, why=_decided(view, locale))


def _decided(view: TicketView, locale: Locale) -> str:
    reason = routes.decode(view.report.route_reason)
    sent_back = last_bounce(view.events)
    if reason.kind is ReasonKind.BOUNCED and sent_back is not None and (said := _said(sent_back, locale)):
        queue, who = locale.queue(sent_back.queue), who_of_staff(sent_back.actor, locale)
        if sent_back.suggested:
            suggested = locale.queue(sent_back.suggested)
            return locale.plain("why_here.bounced_to", queue=queue, who=who, reason=said, suggested=suggested)
        return locale.plain("why_here.bounced", queue=queue, who=who, reason=said)
    return decided_by(reason, view.queue, locale)


def _said(bounce: Bounce, locale: Locale) -> str:
    """Return the reason of a bounce; "" if its words are not kept any more."""
    return locale.plain(f"bounce.{bounce.reason}") if bounce.reason else cut(one_line(bounce.words), _REASON)


def who_of_staff(actor: Actor, locale: Locale) -> str:
    """Return the name of a member of staff."""
    return cut(one_line(actor.name), _NAME) or locale.plain("ticket.a_colleague")
