"""What reminds of tickets in groups: short replies to a card, lists of links, and what supervisors hear."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from domain.reporting.reports import Report
from domain.reporting.spots import spot_of_report
from domain.tickets.lifecycle import Action
from domain.tickets.messages import (
    Chased,
    HalfTime,
    HandedOver,
    HoldOver,
    LateTold,
    LongOverdueTold,
    Nudge,
    Overdue,
    OverdueTold,
    ReminderList,
    Reopened,
    Unaccepted,
    Unanswered,
)
from domain.tickets.reminders import LIMITS, Place, is_asked_for
from services.ports.reminders import Line
from services.tickets.reminder_lists import ReminderListView, promised
from services.tickets.views import LateView, ReopenedView, TicketMessageView
from texts.base.buttons import KeyRow, offered_key
from texts.base.callbacks import Press, Verb
from texts.base.dictated import note_of
from texts.base.inert import inert, one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import SHEET, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, html, lines
from texts.tickets.boards import closed
from texts.tickets.supervising import late_keys
from texts.tickets.ticket_lines import card_link, holder_of, link_here, linked, ticket_command, what_and_where, what_of
from texts.tickets.tickets import first_photos
from texts.tickets.who import speaker, words_of

_WORDS, _HOLDER = 600, 40


@screen.register(Nudge)
def nudge(view: TicketMessageView, locale: Locale) -> Screen:
    """Return a nudge's wording, with the rider's words if there are any, and a key for whoever takes the ticket.

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
        lasting=locale.lasting(view.now - (report.due_at or view.now)),
        count=told.count,
        closed_at=locale.day(report.closed_at) if report.closed_at is not None else "—",
        status=locale.plain(f"ticket_status.{report.status}"),
        who=speaker(view.said, locale),
    )
    words = words_of(view.said, locale) or told.words
    keys = _take(report, locale) if told.name in {*LIMITS, Chased.name} else ()
    return Screen(lines(said, quoted(note_of(words, locale), _WORDS)), keys, photos=view.photos[-SHEET:])


@screen.register(Unaccepted)
def unaccepted(view: TicketMessageView, locale: Locale) -> Screen:
    """Return for how long nobody has had an urgent ticket, and call on those who are on call."""
    report, users = view.report, getattr(view.message, "users", ())
    since = getattr(view.message, "since", 0) or report.submitted_at
    said = locale.say(
        "nudge_unaccepted",
        what=_what(report, locale),
        number=report.number,
        lasting=locale.lasting(view.now - since),
    )
    called = [_mention(user, number, locale) for number, user in enumerate(users, 1)]
    calls = locale.say("nudge_unaccepted.on_call", users=Html(" ".join(called))) if called else None
    return Screen(lines(said, calls), _take(report, locale))


@screen.register(HandedOver)
def handed_over(view: TicketMessageView, locale: Locale) -> Screen:
    """Return the call to the colleague who has the ticket now."""
    to, called, by = (getattr(view.message, field, "") for field in ("to", "called", "by"))
    name, giver = (cut(one_line(each), _HOLDER) or locale.plain("ticket.a_colleague") for each in (called, by))
    who = locale.say("prompt.mention", user_id=to, name=name)
    what = _what(view.report, locale)
    return Screen(locale.say("nudge_handed_over", who=who, by=giver, what=what, number=view.report.number))


@screen.register(Reopened)
def reopened(view: ReopenedView, locale: Locale) -> Screen:
    """Return that a report is reopened, until when, and what riders said and showed since."""
    report = view.report
    due_at = locale.stamp(report.due_at) if report.due_at is not None else "—"
    said = locale.say("nudge_reopened", what=_what(report, locale), number=report.number, due_at=due_at)
    words = note_of(words_of(view.said, locale), locale)
    return Screen(lines(said, quoted(words, _WORDS)), _take(report, locale), photos=view.photos[-SHEET:])


@screen.register(LateTold)
def late_told(view: LateView, locale: Locale) -> Screen:
    """Return beyond its queue which ticket is late, where, and who has it; an urgent one with its photo."""
    report = view.report
    said = locale.say(
        f"late.{view.notice.name}",
        number=linked(str(report.number), _link_of(view)),
        category=locale.category(report.category),
        community=locale.community(report.community),
        queue=locale.queue(report.queue),
        status=locale.plain(f"ticket_status.{report.status}"),
        due_at=locale.stamp(report.due_at) if report.due_at is not None else "—",
    )
    return Screen(said, late_keys(view, locale), first_photos(report.photos)[:1] if report.urgent else ())


@screen.register(ReminderList)
def reminder_list(view: ReminderListView, locale: Locale) -> Screen:
    """Return a line for each ticket: what and where, how late it is or how long there is, and who has it."""
    shown = [_LINES[line.name](line, view, locale) for line in view.lines]
    more = locale.say("reminders.more", count=view.more) if view.more else None
    title = locale.say("reminders.title", count=len(view.lines) + view.more)
    return Screen(lines(title, *shown, more))


def moot(locale: Locale, number: str) -> Screen:
    """Return what is left of a reminder that is moot and too old to be deleted: of one ticket, or of a list for ""."""
    return Screen(locale.say("reminders.moot", number=number).rstrip())


def newer(locale: Locale, number: str) -> Screen:
    """Return what is left of a card, or for "" of a board, of which there is a newer one, too old to be deleted."""
    if not number:
        return closed(locale)
    return Screen(locale.say("ticket.newer", number=number))


def _take(report: Report, locale: Locale) -> tuple[KeyRow, ...]:
    """Return the key by which somebody accepts a ticket that nobody has."""
    if not is_asked_for(report.status):
        return ()
    press = Press(Verb.ACT, report.id, Action.ACCEPT.value)
    return ((offered_key(locale, "nudge.key_take", press, report.status, style=Style.PRIMARY),),)


_UNACCEPTED = {HalfTime.name: "nudge_half_time.unaccepted", Overdue.name: "nudge_overdue.unaccepted"}
_WORDLESS = {"nudge_added": "nudge_added.wordless", "nudge_added_closed": "nudge_added_closed.wordless"}


def _worded(told: Nudge, report: Report) -> str:
    """Return the key of a nudge's wording, by whether anybody has the ticket and whether there are words to show."""
    if not inert(told.words) and told.name in _WORDLESS:
        return _WORDLESS[told.name]
    return _UNACCEPTED.get(told.name, told.name) if is_asked_for(report.status) else told.name


def _what(report: Report, locale: Locale) -> str:
    """Return category and place of a ticket, the exact spot where one is named."""
    return what_and_where(report.category, report.community, spot_of_report(locale.district.gazetteer, report), locale)


def _mention(user: int, number: int, locale: Locale) -> Html:
    name = locale.say("nudge_unaccepted.somebody", number=number)
    return Html(f'<a href="tg://user?id={user}">{name}</a>')


def _link_of(view: LateView) -> str:
    return card_link(view.card.chat_id, view.card.message_id) if view.card is not None else ""


def _line(key: str, line: Line, view: ReminderListView, locale: Locale) -> Html:
    """Return a line of a list: with a link to the card if that stands in the same group, else with its command."""
    what, link = what_of(line, locale), link_here(line, view.chat_id, view.thread_id)
    named = linked(what, link) if link else Html(f"{html(what)} {ticket_command(line)}")
    lasting = locale.lasting(abs(view.now - promised(line)))
    return locale.say(key, what=named, lasting=lasting, who=_who(line, locale))


def _who(line: Line, locale: Locale) -> str:
    holder = cut(one_line(line.holder), _HOLDER)
    nobody = locale.plain("reminders.nobody") if is_asked_for(line.status) else ""
    queue = line.queue if line.place is Place.SUPERVISORS else ""
    return holder_of(queue, nobody or holder, locale) or locale.queue(line.queue)


_LINES: Final[Mapping[str, Callable[[Line, ReminderListView, Locale], Html]]] = {
    HalfTime.name: partial(_line, "reminders.half_time"),
    Unanswered.name: partial(_line, "reminders.unanswered"),
    Overdue.name: partial(_line, "reminders.overdue"),
    OverdueTold.name: partial(_line, "reminders.overdue"),
    LongOverdueTold.name: partial(_line, "reminders.long_overdue"),
    HoldOver.name: partial(_line, "reminders.hold_over"),
}
