"""Questions to one staff member: for the words of a transition, or for the purpose of a reply to a card."""

from collections.abc import Iterable
from datetime import date

from domain.tickets.holds import FARTHEST
from domain.tickets.lifecycle import Action
from domain.tickets.messages import DayUnderstood, PromptShown
from domain.tickets.proof import Doubt, NoPhoto
from domain.tickets.staff import NAMELESS
from services.gathering import NoticeView
from services.tickets.prompting import REPLY
from services.tickets.proof import PROOF
from services.tickets.views import PromptView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.times import named_day
from texts.base.wording import Html, lines
from texts.reporting.origins import distance

_NAME = 64
_PREPARED = 8
"""The most prepared answers that a question offers."""
_EXAMPLE = "2611-0042"


@screen.register(PromptShown)
def prompt(view: PromptView, locale: Locale) -> Screen:
    """Return the question, which mentions the person asked."""
    asked = view.prompt
    if asked.action == PROOF:
        return _doubtful(view, locale)
    text = locale.say(
        _worded(view),
        who=_mention(view, locale),
        number=view.report.number,
        minutes=locale.limits.prompt_minutes,
        example=f"{locale.district.prefix}-{_EXAMPLE}",
        days=_days(view.said.days if view.said else (), locale),
        most=FARTHEST.days,
        due_at=locale.stamp(view.report.due_at) if view.report.due_at is not None else "—",
    )
    if asked.action == REPLY:
        return Screen(text, _reply_keys(view, locale), replies_to=asked.reply_to, report_id=asked.report_id)
    if view.prepared:
        return Screen(text, _prepared_keys(view, locale), replies_to=asked.reply_to, report_id=asked.report_id)
    asks = locale.plain(f"asks.{asked.action}")
    return Screen(text, asks=asks, replies_to=asked.reply_to, report_id=asked.report_id)


@screen.register(DayUnderstood)
def day_understood(view: NoticeView[DayUnderstood], locale: Locale) -> Screen:
    """Return the day that was understood."""
    return Screen(locale.say(f"day_understood.{view.notice.action}", day=locale.weekday(view.notice.until)))


def _days(days: Iterable[date], locale: Locale) -> str:
    return locale.plain("list.between").join(named_day(day, locale.language) for day in days)


def _worded(view: PromptView) -> str:
    """Return the key of the wording: what a day still lacks; a reply that came late, or after riders hear no more."""
    if view.said is not None and view.said.lack is not None:
        return f"day_asked.{view.said.lack}"
    if view.prompt.action == REPLY and not view.may_tell:
        return "prompt.reply.closed"
    return "prompt.reply.late" if view.prompt.late_for else f"prompt.{view.prompt.action}"


def _doubtful(view: PromptView, locale: Locale) -> Screen:
    """Return what makes a proof doubtful, and what may be done about it."""
    asked = view.prompt
    away = distance(asked.away_m, locale) if asked.away_m is not None else ""
    why = [locale.say(f"doubt.{doubt}", away=away) for doubt in asked.doubts]
    text = lines(locale.say("prompt.proof", who=_mention(view, locale), number=view.report.number), *why)
    keys = [key(locale, f"proof.{said}", Verb.PROOF, asked.id, said) for said in _SAID[Doubt.NO_PHOTO in asked.doubts]]
    return Screen(text, in_rows(keys), replies_to=asked.reply_to, report_id=asked.report_id)


_SAID = {True: (*NoPhoto, "photo"), False: ("use", "another")}
"""What may be said, by whether it is a photo that lacks."""


def _mention(view: PromptView, locale: Locale) -> Html:
    """Return a link to the person, so that only they are notified; a call to anybody where nobody is known."""
    if view.prompt.user_id == NAMELESS:
        return locale.say("prompt.whoever")
    name = cut(one_line(view.prompt.user_name), _NAME) or locale.plain("prompt.nameless")
    return locale.say("prompt.mention", user_id=view.prompt.user_id, name=name)


def _prepared_keys(view: PromptView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each prepared answer, and one for whoever writes their own."""
    asked = view.prompt.id
    said = [(choice(one_line(words), Verb.PREPARED, asked, mark),) for mark, words in view.prepared.items()]
    return (*said[:_PREPARED], (key(locale, "prompt.key_in_words", Verb.PREPARED, asked),))


def _reply_keys(view: PromptView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each purpose that the reply can have now, what it was asked for first."""
    asked, late_for = view.prompt.id, view.prompt.late_for
    offered = {
        "late": late_for != Action.RESOLVE.value and late_for in view.actions,
        "resolve": Action.RESOLVE in view.actions,
        "rider": view.may_tell,
        "note": True,
    }
    wording = {"late": f"action.{late_for}"}
    return tuple(
        (key(locale, wording.get(purpose, f"reply.{purpose}"), Verb.REPLY, asked, purpose),)
        for purpose, is_offered in offered.items()
        if is_offered
    )
