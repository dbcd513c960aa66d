"""The one message about an urgent ticket before the supervisors."""

from typing import Final

from domain.reporting.reports import Report
from domain.reporting.spots import spot_of_report
from domain.tickets.lifecycle import FINAL
from domain.tickets.messages import UrgentTold
from domain.tickets.reminders import UNANSWERED
from services.tickets.views import LateView
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import lines
from texts.reporting.dangers import danger_of_ticket
from texts.tickets.supervising import late_keys
from texts.tickets.ticket_lines import card_link, linked, what_and_where
from texts.tickets.tickets import first_photos

_HOLDER: Final = 40


@screen.register(UrgentTold)
def urgent_told(view: LateView, locale: Locale) -> Screen:
    """Return what happened where, which queue has it, and whether anybody does; with a link to its card."""
    report = view.report
    danger = locale.district.counting(report.danger, report.category)
    at = report.respond_by if report.status in UNANSWERED else report.due_at
    said = locale.say(
        _worded(report),
        what=what_and_where(
            report.category, report.community, spot_of_report(locale.district.gazetteer, report), locale
        ),
        queue=locale.queue(report.queue),
        status=locale.plain(f"ticket_status.{report.status}"),
        who=cut(one_line(report.holder), _HOLDER) or locale.plain("ticket.a_colleague"),
        at=locale.stamp(at) if at is not None else "—",
        number=linked(str(report.number), _link_of(view)),
    )
    told = danger_of_ticket(danger, locale) if danger is not None else None
    return Screen(lines(told, said), late_keys(view, locale), first_photos(report.photos)[:1])


def _worded(report: Report) -> str:
    if report.status in FINAL:
        return "urgent_told.closed"
    return "urgent_told.waiting" if report.status in UNANSWERED else "urgent_told.taken"


def _link_of(view: LateView) -> str:
    return card_link(view.card.chat_id, view.card.message_id) if view.card is not None else ""
