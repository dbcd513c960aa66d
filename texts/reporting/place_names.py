"""Lines about a place: community, road or landmark, and whether its name is vague."""

from domain.geo.place_names import Nearby, is_exact
from domain.geo.positions import Position
from texts.base.inert import one_line
from texts.base.lengths import cut
from texts.base.locale import Locale
from texts.base.wording import Html
from texts.reporting.origins import distance, origin

_NEARBY, _THERE_M = 60, 10
"""Limit for the name of a road near by (UTF-16 units); distance (metres) below which a place counts as on it."""

_FAR_M = 1000
"""Distance from the nearest community, in metres, above which it is shown, because the position may be wrong."""


def place_line(position: Position, community: str | None, by: Nearby | str | None, now: int, locale: Locale) -> Html:
    """Return for riders community, the road or landmark there or the exact spot, source and age of a position."""
    near = by if isinstance(by, str) else _nearby_words(by, locale)
    return locale.say(
        "place.where_near" if near else "place.where",
        community=area(position, community, locale),
        near=near,
        origin=origin(position, now, locale),
    )


def _nearby_words(nearby: Nearby | None, locale: Locale) -> str:
    if nearby is None:
        return ""
    name = nearby_name(nearby)
    if nearby.distance_m is None or nearby.distance_m < _THERE_M:
        return locale.plain("place.beside", road=name)
    return locale.plain("place.away", name=name, distance=round(nearby.distance_m))


def area(position: Position, community: str | None, locale: Locale) -> str:
    """Return the community's name; outside every community, how far the nearest is if it is far."""
    if community is None:
        away = locale.district.away_m(position.lat, position.lng)
        if away > _FAR_M:
            return locale.plain("place.far_outside", distance=distance(away, locale))
    return locale.community(community)


def in_words(community: str | None, nearby: Nearby | None, locale: Locale) -> str:
    """Return a place as people say it: its community, and the road or landmark there unless it has the same name."""
    area, road = locale.community(community), nearby_name(nearby)
    if road is None or road in area:
        return area
    if community is None:
        return locale.plain("place.beside", road=road)
    return locale.plain("place.in_words", community=area, road=road)


def nearby_name(nearby: Nearby | None) -> str | None:
    """Return the name of the road or landmark there, cut to fit a line."""
    return cut(one_line(nearby.name), _NEARBY) if nearby else None


def nearby_line(nearby: Nearby | None, locale: Locale) -> Html | None:
    """Return the line that names the road or landmark there."""
    if nearby is None:
        return None
    name = nearby_name(nearby)
    if nearby.distance_m is None or nearby.distance_m < _THERE_M:
        return locale.say("place.by", name=name)
    return locale.say("place.near", name=name, distance=round(nearby.distance_m))


def vague_line(position: Position, locale: Locale) -> Html | None:
    """Return the line that only a street or community was named; None for an exact position."""
    return None if is_exact(position) else locale.say("place.vague")
