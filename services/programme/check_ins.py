"""Riders check in at a station: by the code at its door, or by where they are. It earns nothing."""

from typing import Final

from domain.district.stations import AT_STATION_M, Station
from domain.errors import ConsentMissing
from domain.geo.last_places import MEASURED
from domain.geo.positions import Position, distance_m
from domain.people.riders import Rider
from domain.programme.check_ins import HELD_MS, CheckIn
from domain.programme.errors import NotAtStation, NotCheckedIn, StationClosed, StationGone
from domain.programme.links import LinkKind
from domain.programme.messages import StationShown
from domain.programme.place_asked import PlaceAsked
from services.deps import Deps
from services.outgoing import answer
from services.people import sanctions
from services.ports.transaction import Transaction
from services.programme import place_asked
from services.programme.links import Opened, follows
from services.reporting import last_places

_MINUTE_MS: Final = 60_000

ELSEWHERE_M: Final = 1000.0
"""From a place of the last three minutes that is farther off nobody is at the station by now, riding 15 km/h."""


@follows(LinkKind.STATION)
async def open_station(it: Opened) -> None:
    """Check in at the station whose code stands at its door; one that is closed now is shown only.

    Raises:
        StationGone: It is another district's, or there is none any more.
        NotAtStation: The rider's phone has just told that they are elsewhere.
        Barred: They are banned.
    """
    station = station_of(it.deps, it.code)
    sanctions.refuse_banned(it.deps, it.rider)
    place = await last_places.fresh(it.tx, it.deps, it.rider)
    if place is not None and distance_m(place, station) > ELSEWHERE_M:
        raise NotAtStation
    if station.opening.is_open(it.deps.clock.now()):
        await _check_in(it.tx, it.deps, it.rider, station)
    await answer(it.tx, it.deps, it.rider, StationShown(station.id))


async def press(tx: Transaction, deps: Deps, rider: Rider, station: str, place: int, edits: int) -> None:
    """Check in where the rider's phone has just told that they are there, else ask for their place.

    Raises:
        StationGone, StationClosed, ConsentMissing, Barred: See `at_place`.
    """
    found = _may_check_in(deps, rider, station)
    at = await last_places.fresh(tx, deps, rider)
    if at is None or distance_m(at, found) > AT_STATION_M:
        await place_asked.ask(tx, deps, PlaceAsked(rider.id, 0, deps.clock.now(), station), rider)
        return
    await _check_in(tx, deps, rider, found)
    await answer(tx, deps, rider, StationShown(station, place, edits=edits))


async def at_place(tx: Transaction, deps: Deps, rider: Rider, station: str, place: Position | None) -> None:
    """Check in at a station from a place that was asked for; None is one that is not the rider's own.

    Raises:
        StationGone: There is no such station any more.
        StationClosed: It is not open now.
        NotAtStation: The place is not measured just now, or not within 150 metres.
        ConsentMissing: The rider has not agreed to the terms, or not to the current ones.
        Barred: The rider is banned.
    """
    found, now = _may_check_in(deps, rider, station), deps.clock.now()
    if place is None or place.source not in MEASURED or place.taken_at is None:
        raise NotAtStation
    is_old = now - place.taken_at > deps.limits.last_place_take_minutes * _MINUTE_MS
    if is_old or distance_m(place, found) > AT_STATION_M:
        raise NotAtStation
    await _check_in(tx, deps, rider, found)
    await answer(tx, deps, rider, StationShown(station))


async def leave(tx: Transaction, deps: Deps, rider: Rider, station: str, place: int, edits: int) -> None:
    """End the rider's check-in at a station.

    Raises:
        NotCheckedIn: It is over, or they have checked in elsewhere since.
    """
    own, now = await tx.stations.check_in_of(rider.id), deps.clock.now()
    if own is None or own.station != station or not own.holds(now):
        raise NotCheckedIn
    await tx.stations.check_in(CheckIn(rider.id, station, own.since, now))
    await answer(tx, deps, rider, StationShown(station, place, edits=edits))


def _may_check_in(deps: Deps, rider: Rider, station: str) -> Station:
    found = station_of(deps, station)
    sanctions.refuse_banned(deps, rider)
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    if not found.opening.is_open(deps.clock.now()):
        raise StationClosed
    return found


def station_of(deps: Deps, station: str) -> Station:
    """Return a station of the district. Raises StationGone where it has none of this id."""
    found = deps.district.stations.get(station)
    if found is None:
        raise StationGone
    return found


async def _check_in(tx: Transaction, deps: Deps, rider: Rider, station: Station) -> None:
    """Let the rider be at this station and nowhere else; who is there already stays there, from now on as long."""
    own, now = await tx.stations.check_in_of(rider.id), deps.clock.now()
    stays = own is not None and own.station == station.id and own.holds(now)
    since = own.since if own is not None and stays else now
    await tx.stations.check_in(CheckIn(rider.id, station.id, since, now + HELD_MS))
