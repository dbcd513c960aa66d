"""The card of a closed ticket: two lines, what became of it and where it was."""

from domain.reporting.reports import Status
from domain.tickets.lifecycle import UNDONE
from services.tickets.views import TicketView, rejected_as
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.wording import Html, lines
from texts.reporting.place_names import in_words

_HOLDER = 40


def closed_lines(view: TicketView, locale: Locale) -> Html:
    """Return what it was, how it ended, when and by whom; and where."""
    report = view.report
    ended = " · ".join(_ended(view, locale))
    return lines(
        locale.say(
            "ticket.closed", category=locale.category(report.category), number=report.number, ended=ended
        ),
        locale.say("ticket.closed_where", where=in_words(report.community, view.nearby, locale)),
    )  # fmt: skip


def _ended(view: TicketView, locale: Locale) -> list[str]:
    report = view.report
    said = [locale.plain(f"ticket_status.{report.status}")]
    reason = rejected_as(view.events) if report.status is Status.REJECTED else None
    if reason is not None:
        said.append(locale.plain(f"reject.{reason}"))
    if view.original is not None:
        said.append(locale.plain("ticket.merged_into", number=view.original.number))
    if report.closed_at is not None:
        said.append(locale.stamp(report.closed_at))
    if report.overdue_at is not None:
        said.append(locale.plain("ticket.was_overdue"))
    if name := _by_whom(view):
        said.append(cut(one_line(name), _HOLDER))
    return said


def _by_whom(view: TicketView) -> str:
    """Return who rejected or merged it, else who had it."""
    if view.report.status not in UNDONE:
        return view.report.holder
    ends = (each for each in reversed(view.events) if each.target in UNDONE and each.source is not each.target)
    return next((each.actor.name for each in ends), view.report.holder)
