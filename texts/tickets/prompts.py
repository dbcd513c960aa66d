"""Questions to one staff member: for the words of a transition, or what a reply to the card is meant for."""

from services.tickets.prompting import REPLY
from services.tickets.views import PromptView
from texts.base.buttons import Row, key
from texts.base.callbacks import Verb
from texts.base.lengths import cut
from texts.base.screen import Screen
from texts.base.voice import Voice
from texts.base.wording import Html

_NAME = 64
_EXAMPLE = "2611-0042"


def prompt(view: PromptView, voice: Voice) -> Screen:
    """The question, naming whom it is put to."""
    asked = view.prompt
    text = voice.say(
        f"prompt.{asked.action}",
        who=_mention(view, voice),
        number=view.report.number,
        minutes=voice.limits.prompt_minutes,
        example=f"{voice.district.prefix}-{_EXAMPLE}",
    )
    if asked.action == REPLY:
        return Screen(text, _reply_keys(view, voice), replies_to=asked.reply_to, report_id=asked.report_id)
    asks = voice.plain(f"asks.{asked.action}")
    return Screen(text, asks=asks, replies_to=asked.reply_to, report_id=asked.report_id)


def _mention(view: PromptView, voice: Voice) -> Html:
    """A link that makes the question selective: it notifies this person only."""
    name = cut(view.prompt.user_name, _NAME) or voice.plain("prompt.nameless")
    return voice.say("prompt.mention", user_id=view.prompt.user_id, name=name)


def _reply_keys(view: PromptView, voice: Voice) -> tuple[Row, ...]:
    asked = view.prompt.id
    told = (
        (key(voice, "reply.rider", Verb.REPLY, asked, "rider"),),
        (key(voice, "reply.note", Verb.REPLY, asked, "note"),),
    )
    return ((key(voice, "reply.resolve", Verb.REPLY, asked, "resolve"),), *told) if view.may_resolve else told
