"""Screens of missing persons for riders: who is looked for, and that it is over."""

from domain.geo.map_links import one_link
from domain.programme.missing_messages import MissingPersonCalled, MissingPersonOver
from domain.programme.missing_persons import MissingPerson
from services.programme.missing_calling import CalledView
from services.programme.missing_ending import OverView
from texts.base.buttons import key
from texts.base.callbacks import Verb
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
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
    """Return who is missing, the photo if there is one, a map, and the keys of who sees them and who wants no more."""
    it = view.missing
    keys = [
        [Button(locale.plain("ticket.key_map"), url=one_link(it.position))] if it.position is not None else [],
        [key(locale, "missing_key.seen", Verb.MISSING_SEEN, it.id, style=Style.PRIMARY)],
        [key(locale, "missing_key.mute", Verb.MISSING_MUTE, it.id)],
    ]
    rows = tuple(tuple(row) for row in keys if row) if view.answers else ()
    photos = (view.photo,) if view.photo is not None else ()
    return Screen(who_is_missing(it, locale), rows, photos=photos)


@screen.register(MissingPersonOver)
def missing_over(view: OverView, locale: Locale) -> Screen:
    """Return that it is over, thanks, to who saw something for that, and what is taken back."""
    saw = locale.say("missing_over.saw") if view.saw else None
    return Screen(lines(locale.say(f"missing_over.{view.missing.state}"), saw, locale.say("missing_over.back")))
