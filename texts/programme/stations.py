"""The screens of stations: those near by, one of them, and the question where the rider is."""

from collections.abc import Iterable
from typing import Final

from domain.district.stations import Amenity, Station
from domain.geo.china import in_china
from domain.geo.datums import WGS84
from domain.geo.map_links import map_link
from domain.geo.positions import Position
from domain.programme.messages import PlaceWanted, StationPin, StationShown, StationsShown
from domain.programme.stations import mask_of
from domain.programme.ways import CIRCLE_MINUTES, Way
from domain.week.posters import Picture, Poster
from services.gathering import NoticeView
from services.programme.stations import NoStation, Offered, StationsView, StationView
from texts.base.buttons import KeyRow, choice, in_rows, key
from texts.base.callbacks import Verb
from texts.base.lengths import CAPTION, seen_units
from texts.base.locale import Locale
from texts.base.screen import Button, Screen, Style
from texts.base.telling import screen
from texts.base.wording import Html, lines
from texts.programme.hours import hours_of_day, hours_of_week
from texts.reporting.origins import distance

_IN_CHINA: Final = ("amap", "baidu", "tencent")
_ELSEWHERE: Final = ("google", "osm", "apple")
_MOST_MINUTES: Final = 120
"""A way that takes longer is told in kilometres alone."""

_CLOSED, _BROKEN = 1, 2
"""The ids of the keys that tell what is wrong with a station."""


@screen.register(PlaceWanted)
def place_wanted(view: NoticeView[PlaceWanted], locale: Locale) -> Screen:
    """Return the question where the rider is, for what it is asked."""
    station = locale.district.stations.get(view.notice.station)
    if station is not None:
        return Screen(locale.say("place_wanted.check_in", station=locale.name(station)))
    return Screen(locale.say("place_wanted.unknown" if view.notice.unknown else "place_wanted.find"))


@screen.register(StationsShown)
def stations(view: StationsView, locale: Locale) -> Screen:
    """Return the stations that are offered, with a key for each, and keys that choose among amenities."""
    keys = [
        choice(_name(each.offer.station, locale), Verb.STATION, view.place, each.offer.station.id)
        for each in view.offers
    ]
    rows = (*((each,) for each in keys), *_filter(view, locale))
    offered = [_offered(each, view.now, locale) for each in view.offers]
    estimated = locale.say("stations.estimated") if offered else None
    return Screen(lines(_title(view, locale), *offered, estimated), rows)


def _title(view: StationsView, locale: Locale) -> Html:
    has = _listed(view.amenities, locale)
    if not view.offers:
        return locale.say("stations.none", has=has)
    is_open = view.offers[0].offer.is_open(view.now)
    what = "open" if is_open else "closed"
    return locale.say(f"stations.{what}_with", has=has) if has else locale.say(f"stations.{what}")


def _filter(view: StationsView, locale: Locale) -> tuple[KeyRow, ...]:
    """Return a key for each amenity that any station has: to ask for it, or no more; and one for another place."""
    keys = []
    for amenity in view.known:
        is_on = amenity in view.amenities
        label = locale.plain("stations.key_on" if is_on else "stations.key_off", amenity=_amenity(amenity, locale))
        mask = mask_of(view.amenities ^ {amenity})
        keys.append(choice(label, Verb.STATIONS, view.place, str(mask)))
    elsewhere = key(locale, "stations.key_elsewhere", Verb.STATIONS, 0, str(mask_of(view.amenities)))
    return (*in_rows(keys, 3), (elsewhere,))


def _offered(it: Offered, now: int, locale: Locale) -> Html:
    station = it.offer.station
    return lines(
        locale.say("stations.name", name=_name(station, locale)),
        _way(it.offer.way, locale),
        locale.say("stations.about", parts=_joined((_open(it, now, locale), _full(it, locale)), locale)),
        locale.say("stations.has", has=_listed(station.amenities, locale)) if station.amenities else None,
    )


@screen.register(StationShown)
def station(view: StationView | NoStation, locale: Locale) -> Screen:
    """Return all that riders may know of a station, its picture if that leaves room, and what they can do there."""
    if isinstance(view, NoStation):
        return Screen(locale.say("station.gone"))
    it = view.offered.offer.station
    where = locale.district.community_at(it.lat, it.lng)
    full = _full(view.offered, locale)
    text = lines(
        locale.say("station.title", name=_name(it, locale)),
        locale.say("station.where", community=locale.community(where.id if where else None)),
        locale.say("station.address", address=it.address) if it.address else None,
        _way(view.offered.offer.way, locale) if view.is_placed else None,
        locale.say("station.open", when=_open(view.offered, view.now, locale)),
        _today(view, locale),
        locale.say("station.hours", hours=hours_of_week(it.opening, locale)),
        locale.say("station.has", has=_listed(it.amenities, locale)) if it.amenities else None,
        locale.say("station.full", full=full, capacity=it.capacity) if full else None,
        locale.say("station.contact", contact=it.contact) if it.contact else None,
        locale.say("station.checked_in", until=locale.moment(view.check_in.until, view.now)) if view.check_in else None,
    )
    poster = _poster(it, locale) if seen_units(text) <= CAPTION else None
    return Screen(text, _keys(view, locale), poster=poster)


def _today(view: StationView, locale: Locale) -> Html | None:
    """Return the hours of today; None where it is open round the clock."""
    if view.offered.offer.closes is None:
        return None
    opening = view.offered.offer.station.opening
    if opening.is_daily:
        return None
    return locale.say("station.today", times=hours_of_day(opening, view.now, locale))


def _keys(view: StationView, locale: Locale) -> tuple[KeyRow, ...]:
    it, place = view.offered.offer.station, view.place
    here: tuple[Button, ...] = ()
    if view.check_in is not None:
        here = (key(locale, "station.key_leave", Verb.LEAVE, place, it.id),)
    elif view.offered.offer.is_open(view.now):
        here = (key(locale, "station.key_check_in", Verb.CHECK_IN, place, it.id, style=Style.PRIMARY),)
    wrong = (
        key(locale, "station.key_closed", Verb.STATION_WRONG, _CLOSED, it.id),
        key(locale, "station.key_broken", Verb.STATION_WRONG, _BROKEN, it.id),
    )
    names = _IN_CHINA if in_china(it.lat, it.lng) else _ELSEWHERE
    maps = tuple(Button(locale.plain(f"map.{name}"), url=map_link(name, it)) for name in names)
    pin = (key(locale, "station.key_pin", Verb.STATION_PIN, 0, it.id),)
    return tuple(row for row in (here, pin, maps, wrong) if row)


def _poster(it: Station, locale: Locale) -> Poster | None:
    if it.photo is None:
        return None
    return Poster(_name(it, locale), it.address, (Picture(it.photo.path, it.photo.mark),), "")


def facts_of(it: Station, locale: Locale) -> tuple[str, ...]:
    """Return what stands at a station's door, in plain words: hours, what it has, where it is."""
    hours = locale.plain("station.door_hours", hours=hours_of_week(it.opening, locale))
    return tuple(filter(None, (hours, _listed(it.amenities, locale), it.address)))


@screen.register(StationPin)
def station_pin(view: Station, locale: Locale) -> Screen:
    """Return the station's position."""
    del locale
    return Screen("", pin=Position(view.lat, view.lng, WGS84, "place"))


def _name(it: Station, locale: Locale) -> str:
    return locale.name(it)


def _way(way: Way, locale: Locale) -> Html:
    is_ridden = way.riding <= _MOST_MINUTES
    name = "stations.way" if way.is_near else "stations.way_far" if is_ridden else "stations.way_too_far"
    long = distance(way.metres, locale)
    return locale.say(name, distance=long, walking=way.walking, riding=way.riding, circle=CIRCLE_MINUTES)


def _open(it: Offered, now: int, locale: Locale) -> str:
    if not it.offer.is_open(now):
        return locale.plain("stations.opens", when=locale.moment(it.offer.opens, now))
    if it.offer.closes is None:
        return locale.plain("stations.always")
    return locale.plain("stations.until", when=locale.moment(it.offer.closes, now))


def _full(it: Offered, locale: Locale) -> str:
    return locale.plain(f"fullness.{it.fullness}") if it.fullness is not None else ""


def _joined(parts: Iterable[str], locale: Locale) -> str:
    return locale.plain("stations.between").join(filter(None, parts))


def _listed(amenities: Iterable[Amenity], locale: Locale) -> str:
    chosen = {*amenities}
    return locale.plain("list.between").join(_amenity(each, locale) for each in Amenity if each in chosen)


def _amenity(amenity: Amenity, locale: Locale) -> str:
    return locale.plain(f"amenity.{amenity}")
