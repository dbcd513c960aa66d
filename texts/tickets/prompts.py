"""Questions to one staff member: for the words of a transition, or for the purpose of a reply to a card."""

from collections.abc import Iterable
from datetime import date

from domain.tickets.holds import FARTHEST
from domain.tickets.messages import DayUnderstood, PromptShown
from domain.tickets.staff import NAMELESS
from services.gathering import NoticeView
from services.tickets.prompting import REPLY
from services.tickets.views import PromptView
from texts.base.buttons import KeyRow, key
from texts.base.callbacks import Verb
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.times import named_day
from texts.base.wording import Html

_NAME = 64
_EXAMPLE = "2611-0042"


@screen.register(PromptShown)
def prompt(view: PromptView, locale: Locale) -> Screen:
    """Return the question, which mentions the person asked."""
    asked, lack = view.prompt, view.said and view.said.lack
    text = locale.say(
        f"prompt.{asked.action}" if lack is None else f"day_asked.{lack}",
        who=_mention(view, locale),
        number=view.report.number,
        minutes=locale.limits.prompt_minutes,
        example=f"{locale.district.prefix}-{_EXAMPLE}",
        days=_days(view.said.days if view.said else (), locale),
        most=FARTHEST.days,
    )
    if asked.action == REPLY:
        return Screen(text, _reply_keys(view, locale), replies_to=asked.reply_to, report_id=asked.report_id)
    asks = locale.plain(f"asks.{asked.action}")
    return Screen(text, asks=asks, replies_to=asked.reply_to, report_id=asked.report_id)


@screen.register(DayUnderstood)
def day_understood(view: NoticeView[DayUnderstood], locale: Locale) -> Screen:
    """Return the day that was understood."""
    return Screen(locale.say(f"day_understood.{view.notice.action}", day=locale.weekday(view.notice.until)))


def _days(days: Iterable[date], locale: Locale) -> str:
    return locale.plain("list.between").join(named_day(day, locale.language) for day in days)


def _mention(view: PromptView, locale: Locale) -> Html:
    """Return a link to the person, so that only they are notified; a call to anybody where nobody is known."""
    if view.prompt.user_id == NAMELESS:
        return locale.say("prompt.whoever")
    name = cut(one_line(view.prompt.user_name), _NAME) or locale.plain("prompt.nameless")
    return locale.say("prompt.mention", user_id=view.prompt.user_id, name=name)


def _reply_keys(view: PromptView, locale: Locale) -> tuple[KeyRow, ...]:
    asked = view.prompt.id
    told = (
        (key(locale, "reply.rider", Verb.REPLY, asked, "rider"),),
        (key(locale, "reply.note", Verb.REPLY, asked, "note"),),
    )
    return ((key(locale, "reply.resolve", Verb.REPLY, asked, "resolve"),), *told) if view.may_resolve else told
