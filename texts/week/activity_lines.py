"""The lines of activities in a digest; there are none where there is nothing to say."""

from collections.abc import Iterator
from typing import Final

from services.week.activity_weeks import QueueActivities, RiderActivities
from texts.base.activity_words import place_of, title_of, when
from texts.base.locale import Locale
from texts.base.wording import Html

_NAMED: Final = 3
"""The most activities that are named."""


def queue_lines(told: QueueActivities, locale: Locale) -> Iterator[Html]:
    """Yield a line of what a unit held, and one for each that comes."""
    held = [
        locale.plain(f"week_activities.{name}", count=count)
        for name, count in (
            ("held", told.held),
            ("signed_up", told.signed_up),
            ("came", told.came),
            ("called_off", told.called_off),
        )
        if count
    ]
    if held:
        yield locale.say("week_activities", parts=locale.plain("list.between").join(held))
    for each in told.coming[:_NAMED]:
        yield locale.say("week_activities.coming", title=title_of(each, locale), when=when(each, locale))
    if len(told.coming) > _NAMED:
        yield locale.say("week_activities.more", count=len(told.coming) - _NAMED)


def rider_lines(told: RiderActivities, locale: Locale) -> Iterator[Html]:
    """Yield a line of what a rider attended, and one of where they have a seat next."""
    if told.attended:
        titles = [title_of(each, locale) for each in told.attended[:_NAMED]]
        yield locale.say("week_activities.attended", titles=locale.plain("list.between").join(titles))
    if told.next is not None:
        activity, own = told.next
        yield locale.say(
            "week_activities.next",
            title=title_of(activity, locale),
            when=when(activity, locale),
            place=place_of(activity, locale),
            number=own.number,
        )
