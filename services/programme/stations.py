"""Stations near a rider: what is asked, what answers, and the views of the screens."""

from dataclasses import dataclass, replace

from domain.district.stations import Amenity, Station
from domain.errors import ConsentMissing
from domain.geo.last_places import MEASURED
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.programme.check_ins import CheckIn, Fullness, fullness
from domain.programme.errors import NoStations
from domain.programme.messages import StationPin, StationShown, StationsShown
from domain.programme.place_asked import PlaceAsked
from domain.programme.station_words import asks_for_station
from domain.programme.stations import Offer, mark_of, mask_of, nearest, of_mark, of_mask, offer_of
from domain.reporting.incoming_message import IncomingMessage
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer
from services.people.riders import welcome
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.programme import check_ins, place_asked
from services.reporting import last_places


async def find(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> None:
    """Show the stations nearest to the place behind the command, else to where the rider is; else ask where.

    Words behind it that name what a station has ask for that.

    Raises:
        NoStations: The district has none.
    """
    _refuse_without(deps)
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    amenities = asks_for_station(message.text) if message.text else None
    if amenities is not None:
        await _find(tx, deps, rider, replace(message, text=""), None, mask_of(amenities))
        return
    named = place_asked.place_in(deps, rider, message)
    await _find(tx, deps, rider, message, named, 0)


async def take_words(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Answer words that ask for a station, or name the place that was asked for; return whether they did.

    Raises the errors of `check_ins.at_place`.
    """
    return await take_place(tx, deps, rider, message) or await _find_in_words(tx, deps, rider, message)


async def _find_in_words(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Find stations as a rider's words ask, who is about no draft and replies to nothing; return whether they do."""
    amenities = asks_for_station(message.text) if message.text else None
    asks = amenities is not None and deps.district.stations and rider.agreed(deps.terms)
    if not asks or message.brings or message.foreign or message.replied_to is not None:
        return False
    if await tx.drafts.unfinished_of(rider.id):
        return False
    await _find(tx, deps, rider, replace(message, text=""), None, mask_of(amenities or ()))
    return True


async def _find(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, named: Position | None, amenities: int
) -> None:
    """Show stations near a place that was named, else near the rider; else ask where that is."""
    place = named or (None if message.text else await last_places.fresh(tx, deps, rider))
    if place is not None and place.usable:
        await _show(tx, deps, rider, place, amenities)
        return
    asked = PlaceAsked(rider.id, message.message_id, deps.clock.now(), amenities=amenities)
    await place_asked.ask(tx, deps, asked, rider, unknown=bool(message.text))


async def elsewhere(tx: Transaction, deps: Deps, rider: Rider, amenities: int) -> None:
    """Ask for another place to find stations with these amenities.

    Raises:
        NoStations: The district has none any more.
        ConsentMissing: The rider has not agreed to the terms, or not to the current ones.
    """
    _refuse_without(deps)
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    await place_asked.ask(tx, deps, PlaceAsked(rider.id, 0, deps.clock.now(), amenities=amenities), rider)


async def take_place(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> bool:
    """Answer a place that was asked for here; return whether it was. Raises the errors of `check_ins.at_place`."""
    found = await place_asked.answered_by(tx, deps, rider, message)
    if found is None:
        return False
    asked, place = found
    if asked.station:
        measured = None if message.foreign else place
        await check_ins.at_place(tx, deps, rider, asked.station, measured)
    else:
        await _show(tx, deps, rider, place, asked.amenities)
    await tx.heard.note(Heard(rider.chat_id, message.message_id, deps.clock.now()))
    if place.source in MEASURED:  # what is written may be where they are going
        await last_places.remember_message(tx, deps, rider, message)
    await place_asked.end_answered(tx, deps, rider)
    return True


def _refuse_without(deps: Deps) -> None:
    if not deps.district.stations:
        raise NoStations


async def _show(tx: Transaction, deps: Deps, rider: Rider, place: Position, amenities: int) -> None:
    await answer(tx, deps, rider, StationsShown(place.lat, place.lng, amenities))


async def show_again(tx: Transaction, deps: Deps, rider: Rider, place: Position, amenities: int, edits: int) -> None:
    """Show others in place of a list: with these amenities. Raises NoStations where there are none any more."""
    _refuse_without(deps)
    await answer(tx, deps, rider, StationsShown(place.lat, place.lng, amenities, edits=edits))


async def show(tx: Transaction, deps: Deps, rider: Rider, station: str, place: int) -> None:
    """Show one station, as it is seen from the place of a mark. Raises StationGone."""
    check_ins.station_of(deps, station)
    await answer(tx, deps, rider, StationShown(station, place))


async def show_pin(tx: Transaction, deps: Deps, rider: Rider, station: str) -> None:
    """Send a station's position. Raises StationGone."""
    check_ins.station_of(deps, station)
    await answer(tx, deps, rider, StationPin(station))


@dataclass(frozen=True, slots=True)
class Offered:
    """A station that is offered, and how full it is, None where nobody said how many it holds."""

    offer: Offer
    fullness: Fullness | None


@dataclass(frozen=True, slots=True)
class StationsView:
    """The stations offered at a place, the nearest or the first to open first.

    Attributes:
        place: The mark of the place.
        amenities: Those that are asked for.
        known: Those that any station has, and those that are asked for.
        now: ms UTC.
    """

    offers: tuple[Offered, ...]
    place: int
    amenities: frozenset[Amenity]
    known: tuple[Amenity, ...]
    now: int


@gather.register
async def stations_view(meaning: StationsShown, reading: Reading) -> StationsView | None:
    """Return the stations that are offered; None in a group."""
    tx, deps, now = reading.tx, reading.deps, reading.deps.clock.now()
    if reading.rider is None:
        return None
    stations = deps.district.stations.values()
    place = Position(meaning.lat, meaning.lng, "wgs84", "location")
    amenities = of_mask(meaning.amenities)
    offers = [
        Offered(each, await _fullness(tx, each.station, now)) for each in nearest(stations, place, amenities, now)
    ]
    known = amenities.union(*(station.amenities for station in stations))
    return StationsView(tuple(offers), mark_of(place), amenities, tuple(each for each in Amenity if each in known), now)


async def _fullness(tx: Transaction, station: Station, now: int) -> Fullness | None:
    return fullness(await tx.stations.held(station.id, now), station.capacity) if station.capacity else None


@dataclass(frozen=True, slots=True)
class StationView:
    """One station as a rider sees it.

    `is_placed` says whether the way of the offer is from a known place; `place` is its mark. `check_in` is the rider's
    own, if it holds here.
    """

    offered: Offered
    is_placed: bool
    place: int
    check_in: CheckIn | None
    now: int


@dataclass(frozen=True, slots=True)
class NoStation:
    """A station that there is no more."""


@gather.register
async def station_view(meaning: StationShown, reading: Reading) -> StationView | NoStation | None:
    """Return a station with how full it is; None in a group."""
    tx, deps, rider, now = reading.tx, reading.deps, reading.rider, reading.deps.clock.now()
    if rider is None:
        return None
    station, place = deps.district.stations.get(meaning.station), of_mark(meaning.place)
    if station is None:
        return NoStation()
    own = await tx.stations.check_in_of(rider.id)
    is_here = own is not None and own.holds(now) and own.station == station.id
    offered = Offered(offer_of(station, place or station, now), await _fullness(tx, station, now))
    return StationView(offered, place is not None, meaning.place, own if is_here else None, now)


@gather.register
async def pin_view(meaning: StationPin, reading: Reading) -> Station | None:
    """Return the station, if there is still one."""
    return reading.deps.district.stations.get(meaning.station)
