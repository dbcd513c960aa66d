"""The dispatch from a meaning and its view to the screen; each shelf registers its functions."""

from dataclasses import replace
from functools import singledispatch
from typing import Any

from domain.messages import FixedNotice, Meaning, Reaction
from services.gathering import NoticeView
from texts.base.buttons import fitted
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.wording import Html


@singledispatch
def screen(view: Any, locale: Locale) -> Screen:
    """Return the screen of a view, by the function registered for the class of its meaning or a base class.

    Raises:
        LookupError: No function is registered for the meaning, or data that the screen needs is missing.
    """
    del locale
    raise LookupError(f"nothing shows {type(view).__qualname__}")


def tell(meaning: Meaning, view: Any, locale: Locale) -> Screen:
    """Return the screen of a meaning, its keys laid out so that a phone cuts none.

    Raises:
        LookupError: As for `screen`.
    """
    shown = screen.dispatch(type(meaning))(view, locale)
    return replace(shown, buttons=fitted(shown.buttons))


def pictures_left_out(locale: Locale) -> Html:
    """Return the line that stands in place of photos which can't be sent."""
    return locale.say("picture_left_out")


def clip_left_out(locale: Locale) -> Html:
    """Return the line that stands in place of a voice message or video which can't be sent."""
    return locale.say("clip_left_out")


@screen.register(FixedNotice)
def fixed_notice(view: NoticeView[FixedNotice], locale: Locale) -> Screen:
    """Return the wording that has the notice's name as its key."""
    return Screen(locale.say(view.notice.name))


@screen.register(Reaction)
def reaction(view: Reaction, locale: Locale) -> Screen:
    """Return the emoji, one of those that https://core.telegram.org/bots/api#reactiontypeemoji lists."""
    del view, locale
    return Screen("👍")
