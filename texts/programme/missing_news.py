"""Screens of missing persons for riders: who is looked for, and that it is over."""

from domain.programme.missing_messages import MissingPersonCalled, MissingPersonOver
from domain.programme.missing_persons import MissingPerson
from services.programme.missing_calling import CalledView
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines


def who_is_missing(it: MissingPerson, locale: Locale) -> Html:
    """Return who is missing, where and when they were last seen, until when they are looked for, and what to do."""
    return locale.say(
        "missing_called",
        description=it.description,
        where=it.seen_where or "—",
        seen=locale.stamp(it.seen_at),
        until=locale.stamp(it.until),
    )


@screen.register(MissingPersonCalled)
def missing_called(view: CalledView, locale: Locale) -> Screen:
    """Return who is missing, with the photo if there is one."""
    return Screen(who_is_missing(view.missing, locale), photos=(view.photo,) if view.photo is not None else ())


@screen.register(MissingPersonOver)
def missing_over(view: MissingPerson, locale: Locale) -> Screen:
    """Return that it is over, thanks, and what is taken back."""
    return Screen(lines(locale.say(f"missing_over.{view.state}"), locale.say("missing_over.back")))
