"""Messages to groups beside tickets: linked and lost groups, what was set aside."""

from collections.abc import Iterable

from domain.messages import Outgoing
from domain.tickets.messages import (
    GroupClosed,
    GroupFit,
    GroupNotice,
    GroupUnfitTold,
    HolidaysMissing,
    StrayCommand,
    TicketMessage,
    Undelivered,
)
from services.gathering import NoticeView
from services.upkeep.undelivered import SetAside, UndeliveredView
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines

_SAID, _ERROR = 120, 80


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
    command, where = view.notice.command, view.notice.where if view.notice.command else "none"
    return Screen(locale.say(f"stray_command.{where}", command=command))


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
