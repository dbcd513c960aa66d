"""Screens of sightings of missing persons: what riders are asked and told, and what staff read."""

from typing import Final

from domain.geo.map_links import one_link
from domain.programme.sighting_messages import (
    FromSearch,
    SightingTold,
)
from services.gathering import NoticeView
from services.programme.sighting_views import SightingView
from texts.base.locale import Locale
from texts.base.quoting import quoted
from texts.base.screen import Button, Screen
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.reporting.origins import coordinates, distance, origin_for_staff
from texts.reporting.place_names import in_words

_WORDS: Final = 300
_PASSED_ON: Final = 3500


@screen.register(SightingTold)
def sighting_told(view: SightingView, locale: Locale) -> Screen:
    """Return what a rider saw: where, how far and how long after, what is doubtful, and their photos."""
    it = view.sighting
    text = lines(
        locale.say("sighting.title", rider=it.rider_number, number=it.number),
        _where(view, locale),
        _after(view, locale),
        _age(view, locale),
        quoted(it.words, _WORDS) if it.words else None,
        *(locale.say(f"sighting_doubt.{doubt}") for doubt in view.doubts),
        locale.say("sighting.reply"),
    )
    map_key = Button(locale.plain("ticket.key_map"), url=one_link(view.place))
    return Screen(text, ((map_key,),), photos=view.photos)


def _where(view: SightingView, locale: Locale) -> Html:
    return locale.say(
        "sighting.where",
        place=in_words(view.community, view.nearby, locale),
        coordinates=coordinates(view.place),
        origin=origin_for_staff(view.place, locale),
    )


def _after(view: SightingView, locale: Locale) -> Html | None:
    """Return how far it is from where the person was last seen, and how long after that."""
    if view.away_m is None:
        return None
    later = max(0, (view.place.taken_at or view.sighting.at) - view.seen_at)
    return locale.say("sighting.after", distance=distance(view.away_m, locale), later=locale.lasting(later))


def _age(view: SightingView, locale: Locale) -> Html:
    taken_at = view.place.taken_at
    if taken_at is None:
        return locale.say("sighting.sent", at=locale.stamp(view.sighting.at))
    return locale.say("sighting.measured", at=locale.stamp(taken_at), ago=locale.ago(taken_at, view.sighting.at))


@screen.register(FromSearch)
def from_search(view: NoticeView[FromSearch], locale: Locale) -> Screen:
    """Return what staff answer a rider who saw something."""
    return Screen(lines(locale.say("from_search.title"), quoted(view.notice.words, _PASSED_ON)))
