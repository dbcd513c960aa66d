"""What riders are told of the activities that they signed up for."""

from domain.programme.activity_messages import ActivityTold
from services.programme.activity_news import NewsView
from texts.base.activity_words import place_of, title_of, when, why_off
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen
from texts.base.wording import lines


@screen.register(ActivityTold)
def activity_told(view: NewsView, locale: Locale) -> Screen:
    """Return a piece of news with time, place and the rider's number."""
    it = view.activity
    said = locale.say(
        f"activity_told.{view.news}",
        title=title_of(it, locale),
        when=when(it, locale),
        place=place_of(it, locale),
        number=view.sign_up.number,
    )
    return Screen(lines(said, why_off(it, locale)))
