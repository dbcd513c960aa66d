"""The screens of hand-overs: what is handed over, who took it, and that nobody has."""

from collections.abc import Iterator
from typing import Final

from domain.programme.hand_over_messages import HandOverCard, HandOverDue
from services.gathering import NoticeView
from services.ports.appeals import BoardAppeal
from services.programme.hand_overs import HandOverView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.screen import Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.programme.appeal_words import kind_of
from texts.tickets.ticket_lines import card_link, linked

_NAME: Final = 40
_LISTED: Final = 30


@screen.register(HandOverCard)
def hand_over(view: HandOverView, locale: Locale) -> Screen:
    """Return what is handed over, each with its card and when it is due; the key stands while nobody has taken it."""
    it = view.hand_over
    listed = [_line(each, view, locale) for each in view.left[:_LISTED]]
    more = len(view.left) - len(listed)
    text = lines(
        locale.say("hand_over.title", who=_named(it.by, locale), count=len(view.left)),
        *listed,
        locale.say("hand_over.more", count=more) if more > 0 else None,
        locale.say("hand_over.wishes", count=view.wishes) if view.wishes and it.ended_at is None else None,
        *_ended(view, locale),
    )
    take = key(locale, "hand_over.key_take", Verb.APPEAL_STAFF, it.id, "heir", style=Style.PRIMARY)
    return Screen(text, ((take,),) if it.ended_at is None else ())


def _line(it: BoardAppeal, view: HandOverView, locale: Locale) -> Html:
    name = locale.plain("board.appeal_name", number=it.appeal.number, kind=kind_of(it.appeal.kind, locale))
    card = view.hand_over
    link = card_link(card.chat_id, it.card_message, card.thread_id) if it.card_message is not None else ""
    due_at = it.appeal.due_at
    return locale.say(
        "hand_over.line" if due_at is not None else "hand_over.waits",
        what=linked(name, link),
        by=locale.stamp(due_at or 0),
    )


def _ended(view: HandOverView, locale: Locale) -> Iterator[Html]:
    """Yield who took over and when, and how many were left out; or that nobody did."""
    it = view.hand_over
    if it.ended_at is None:
        return
    if it.heir_id is None:
        yield locale.say("hand_over.lapsed", who=_named(it.by, locale))
        return
    at, out = locale.stamp(it.ended_at), len(it.appeals) - it.taken
    yield locale.say("hand_over.taken", who=_named(it.heir, locale), at=at, count=it.taken)
    if out:
        yield locale.say("hand_over.left_out", count=out)


def _named(name: str, locale: Locale) -> str:
    return cut(one_line(name), _NAME) or locale.plain("prompt.nameless")


@screen.register(HandOverDue)
def reminder(view: NoticeView[HandOverDue], locale: Locale) -> Screen:
    """Return that nobody has taken over."""
    return Screen(locale.say("hand_over.due"), replies_to=view.notice.reply_to or 0)
