"""The lines of a place: its community and coordinates, the road or landmark there, how vague a name is."""

from domain.geo.place_names import Nearby, is_exact
from domain.geo.positions import Position
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.wording import Html
from texts.reporting.origins import coordinates, distance, origin

_NEARBY, _THERE_M = 60, 10
"""Units of the name of a road near by, and metres within which one is there."""

_FAR_M = 1000
"""Metres outside every community from which on a place may be a mistake, so that it is told how far."""


def place_line(position: Position, community: str | None, now: int, locale: Locale) -> Html:
    """Where it is, and how and how long ago that became known."""
    return locale.say(
        "draft.place",
        community=area(position, community, locale),
        coordinates=coordinates(position),
        origin=origin(position, now, locale),
    )


def area(position: Position, community: str | None, locale: Locale) -> str:
    """The community's name; outside every one that, and how far the nearest is where it is far."""
    if community is None:
        away = locale.district.away_m(position.lat, position.lng)
        if away > _FAR_M:
            return locale.plain("place.far_outside", distance=distance(away, locale))
    return locale.community(community)


def nearby_name(nearby: Nearby | None) -> str | None:
    """The name of the road or landmark there, short enough for a line."""
    return cut(nearby.name, _NEARBY) if nearby else None


def nearby_line(nearby: Nearby | None, locale: Locale) -> Html | None:
    """The road or landmark there, for people who don't read coordinates."""
    if nearby is None:
        return None
    name = nearby_name(nearby)
    if nearby.distance_m is None or nearby.distance_m < _THERE_M:
        return locale.say("place.by", name=name)
    return locale.say("place.near", name=name, distance=round(nearby.distance_m))


def vague_line(position: Position, locale: Locale) -> Html | None:
    """That only a street or a community was named; how far off that may be stands with the origin."""
    return None if is_exact(position) else locale.say("place.vague")
