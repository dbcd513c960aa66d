"""Messages to groups other than cards: nudges, late tickets, linked and lost groups."""

from collections.abc import Iterable

from domain.messages import Outgoing
from domain.reporting.reports import Report
from domain.reporting.spots import spot_of_report
from domain.tickets.lifecycle import Action, transition
from domain.tickets.messages import (
    GroupClosed,
    GroupFit,
    GroupNotice,
    GroupUnfitTold,
    HolidaysMissing,
    LateTold,
    Nudge,
    Reopened,
    StrayCommand,
    TicketMessage,
    Undelivered,
)
from services.gathering import NoticeView, ReportNoticeView
from services.tickets.views import ReopenedView, TicketMessageView
from services.upkeep.undelivered import SetAside, UndeliveredView
from texts.base.dictated import note_of
from texts.base.inert import inert
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import SHEET, Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.tickets.who import speaker, words_of

_WORDS, _SAID, _ERROR, _WHERE = 600, 120, 80, 40


@screen.register(Nudge)
def nudge(view: TicketMessageView, locale: Locale) -> Screen:
    """Return a nudge's wording, with the rider's words if there are any.

    Raises:
        TypeError: The message is no nudge.
    """
    report, told = view.report, view.message
    if not isinstance(told, Nudge):
        raise TypeError(type(told))
    said = locale.say(
        _worded(told, report),
        what=_what(report, locale),
        number=report.number,
        witnesses=report.witnesses,
        due_at=locale.stamp(report.due_at) if report.due_at is not None else "—",
        count=told.count,
        closed_at=locale.day(report.closed_at) if report.closed_at is not None else "—",
        status=locale.plain(f"ticket_status.{report.status}"),
        who=speaker(view.said, locale),
    )
    words = words_of(view.said, locale) or told.words
    return Screen(lines(said, quoted(note_of(words, locale), _WORDS)), photos=view.photos[-SHEET:])


_UNACCEPTED = {"nudge_half_time": "nudge_half_time.unaccepted", "nudge_overdue": "nudge_overdue.unaccepted"}
_WORDLESS = {"nudge_added": "nudge_added.wordless", "nudge_added_closed": "nudge_added_closed.wordless"}


def _worded(told: Nudge, report: Report) -> str:
    """Return the key of a nudge's wording, by whether anybody has the ticket and whether there are words to show."""
    if not inert(told.words) and told.name in _WORDLESS:
        return _WORDLESS[told.name]
    if transition(Action.ACCEPT, report.status) is not None:
        return _UNACCEPTED.get(told.name, told.name)
    return told.name


def _what(report: Report, locale: Locale) -> str:
    """Return category and place of a ticket, the exact spot where one is named."""
    where = spot_of_report(locale.district.gazetteer, report) or locale.community(report.community)
    return locale.plain("ticket.what", category=locale.category(report.category), where=cut(where, _WHERE))


@screen.register(Reopened)
def reopened(view: ReopenedView, locale: Locale) -> Screen:
    """Return that a report is reopened, until when, and what riders said and showed since."""
    report = view.report
    due_at = locale.stamp(report.due_at) if report.due_at is not None else "—"
    said = locale.say("nudge_reopened", what=_what(report, locale), number=report.number, due_at=due_at)
    words = note_of(words_of(view.said, locale), locale)
    return Screen(lines(said, quoted(words, _WORDS)), photos=view.photos[-SHEET:])


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
            status=locale.plain(f"ticket_status.{report.status}"),
            due_at=locale.stamp(report.due_at) if report.due_at is not None else "—",
        )
    )


@screen.register(GroupNotice)
def group_notice(view: NoticeView[GroupNotice], locale: Locale) -> Screen:
    """Return the wording that has the notice's name as its key, with the queue's name."""
    return Screen(locale.say(view.notice.name, queue=locale.queue(view.notice.queue)))


@screen.register(HolidaysMissing)
def holidays_missing(view: NoticeView[HolidaysMissing], locale: Locale) -> Screen:
    """Return for supervisors which year's holidays the operator should add."""
    return Screen(locale.say("holidays_missing", year=view.notice.year))


@screen.register(GroupUnfitTold)
def group_unfit(view: NoticeView[GroupUnfitTold], locale: Locale) -> Screen:
    """Return for supervisors what a group lacks."""
    lacks = locale.plain("list.between").join(locale.plain(f"lack.{lack}") for lack in view.notice.lacks)
    return Screen(locale.say("group_unfit", queues=_queues(view.notice.queues, locale), lacks=lacks))


@screen.register(GroupFit)
def group_fit(view: NoticeView[GroupFit], locale: Locale) -> Screen:
    """Return for supervisors that a group is well again."""
    return Screen(locale.say("group_fit", queues=_queues(view.notice.queues, locale)))


@screen.register(StrayCommand)
def stray_command(view: NoticeView[StrayCommand], locale: Locale) -> Screen:
    """Return where a command belongs, or that there is none."""
    command = view.notice.command
    return Screen(locale.say("stray_command.private", command=command) if command else locale.say("stray_command.none"))


def _queues(queues: Iterable[str], locale: Locale) -> str:
    return locale.plain("list.between").join(locale.queue(queue) for queue in queues)


@screen.register(GroupClosed)
def group_closed(view: NoticeView[GroupClosed], locale: Locale) -> Screen:
    """Return for supervisors which queue's group takes no messages now, and what Telegram says."""
    said = cut(view.notice.said, _SAID)
    return Screen(locale.say("group_closed", queue=locale.queue(view.notice.queue), said=said))


@screen.register(Undelivered)
def undelivered(view: UndeliveredView, locale: Locale) -> Screen:
    """Return for supervisors a line for each message that was set aside."""
    shown = [_set_aside(each, locale) for each in view.messages]
    more = locale.say("undelivered.more") if view.more else None
    return Screen(lines(locale.say("undelivered.title"), *shown, more))


def _set_aside(each: SetAside, locale: Locale) -> Html:
    outgoing = each.parked.sending.outgoing
    what = "undelivered.card" if isinstance(outgoing.meaning, TicketMessage) else "undelivered.notice"
    error = cut(each.parked.error, _ERROR)
    to = _addressee(outgoing, locale)
    return locale.say("undelivered.line", number=each.number or "—", what=locale.plain(what), to=to, error=error)


def _addressee(outgoing: Outgoing, locale: Locale) -> str:
    queue = getattr(outgoing.meaning, "queue", "")
    if queue:
        return locale.queue(queue)
    return locale.plain("undelivered.rider" if outgoing.chat_id > 0 else "undelivered.group")
