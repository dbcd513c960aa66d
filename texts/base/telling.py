"""From a meaning and its view to the screen: the shelf of each meaning registers how."""

from functools import singledispatch
from typing import Any

from domain.messages import FixedNotice, Meaning
from services.gathering import NoticeView
from texts.base.locale import Locale
from texts.base.screen import Screen


@singledispatch
def screen(view: Any, locale: Locale) -> Screen:
    """The screen of a view, registered for the class of its meaning or a base of it.

    Raises:
        LookupError: no shelf says how to show it, or what it needs is not there.
    """
    del locale
    raise LookupError(f"nothing shows {type(view).__qualname__}")


def tell(meaning: Meaning, view: Any, locale: Locale) -> Screen:
    """What people see of a meaning. Raises as `screen`."""
    return screen.dispatch(type(meaning))(view, locale)


@screen.register(FixedNotice)
def fixed_notice(view: NoticeView[FixedNotice], locale: Locale) -> Screen:
    """The wording of its name."""
    return Screen(locale.say(view.notice.name))
