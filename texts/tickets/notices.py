"""Messages to groups other than cards: nudges, late tickets, linked and lost groups."""

from domain.tickets.messages import GroupLinked, GroupLost, LateTold, Nudge
from services.gathering import NoticeView, ReportNoticeView
from services.tickets.views import TicketMessageView
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import lines

_WORDS = 600


@screen.register(Nudge)
def nudge(view: TicketMessageView, locale: Locale) -> Screen:
    """Return the wording that has the nudge's name as its key, with the rider's words if there are any.

    Raises:
        TypeError: The message is no nudge.
    """
    report, told = view.report, view.message
    if not isinstance(told, Nudge):
        raise TypeError(type(told))
    due_at = locale.stamp(report.due_at) if report.due_at is not None else "—"
    said = locale.say(told.name, number=report.number, witnesses=report.witnesses, due_at=due_at)
    return Screen(lines(said, quoted(told.words, _WORDS)))


@screen.register(LateTold)
def late_told(view: ReportNoticeView[LateTold], locale: Locale) -> Screen:
    """Return for supervisors which ticket is late, where, and which queue has it."""
    report = view.report
    return Screen(
        locale.say(
            f"late.{view.notice.name}",
            number=report.number,
            category=locale.category(report.category),
            community=locale.community(report.community),
            queue=locale.queue(report.queue),
            status=locale.plain(f"status.{report.status}"),
            due_at=locale.stamp(report.due_at) if report.due_at is not None else "—",
        )
    )


@screen.register(GroupLinked)
@screen.register(GroupLost)
def group_notice(view: NoticeView[GroupLinked] | NoticeView[GroupLost], locale: Locale) -> Screen:
    """Return the wording that has the notice's name as its key, with the queue's name."""
    return Screen(locale.say(view.notice.name, queue=locale.queue(view.notice.queue)))
