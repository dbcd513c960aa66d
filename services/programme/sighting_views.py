"""What staff read of a sighting of a missing person, and what they answer the rider."""

from dataclasses import dataclass

from domain.errors import RiderLeft
from domain.geo.place_names import Nearby
from domain.geo.positions import Position, distance_m
from domain.people.paces import Pace
from domain.programme.errors import MissingOver
from domain.programme.missing_persons import MissingState
from domain.programme.sighting_messages import FromSearch, SightingTold
from domain.programme.sightings import Doubt, Sighting, doubts
from domain.reporting.photos import Photo
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.outgoing import from_district_key, to_rider
from services.people import pacing
from services.ports.transaction import Transaction
from services.programme.missing_holders import group_of_call


@dataclass(frozen=True, slots=True)
class SightingView:
    """A sighting, as staff read it.

    Attributes:
        sighting: What the rider saw.
        place: Where it was.
        community: The community there, None for none.
        nearby: The road or landmark there.
        away_m: How far it is from where the person was last seen, in metres; None if that is not known.
        seen_at: When the person was last seen, ms UTC.
        photos: What the rider's photos show.
        doubts: What speaks against it.
    """

    sighting: Sighting
    place: Position
    community: str | None
    nearby: Nearby | None
    away_m: float | None
    seen_at: int
    photos: tuple[Photo, ...]
    doubts: tuple[Doubt, ...]


@gather.register
async def sighting_view(meaning: SightingTold, reading: Reading) -> SightingView | None:
    """Return a sighting; None once the call is over, or its rider has left."""
    tx, deps = reading.tx, reading.deps
    sighting = await tx.sightings.get(meaning.sighting_id)
    missing = await tx.missing_persons.get(sighting.missing_id) if sighting is not None else None
    if sighting is None or missing is None or missing.state is not MissingState.OPEN or sighting.position is None:
        return None
    place = sighting.position
    community = deps.district.community_at(place.lat, place.lng)
    return SightingView(
        sighting,
        place,
        community.id if community is not None else None,
        await geocoding.nearby(tx, deps, place),
        distance_m(missing.position, place) if missing.position is not None else None,
        missing.seen_at,
        tuple(await tx.photos.by_ids(sighting.photo_ids)),
        doubts(sighting, missing),
    )


async def answer_rider(
    tx: Transaction, deps: Deps, sighting_id: int, chat_id: int, message_id: int, words: str
) -> bool:
    """Send a reply of staff below a sighting to its rider; return False for one that was sent already.

    Raises:
        MissingOver: The call is over, or is not looked after in this group.
        RiderLeft: The rider has left, or can't be reached.
        TooManyToRiders: The rider has been written to as often as an hour allows.
    """
    sighting = await tx.sightings.get(sighting_id)
    missing = await tx.missing_persons.get(sighting.missing_id) if sighting is not None else None
    if sighting is None or missing is None or missing.state is not MissingState.OPEN:
        raise MissingOver
    group = await group_of_call(tx, deps, missing)
    if group is None or group.chat_id != await tx.queues.present_chat(chat_id):
        raise MissingOver
    rider = await tx.riders.get(sighting.rider_id)
    if rider is None or not rider.reachable:
        raise RiderLeft
    key = from_district_key(rider.id, chat_id, message_id)
    if await tx.outbox.knows(key):
        return False
    await pacing.spend(tx, deps, Pace.TO_RIDERS, rider.id)
    await tx.outbox.put(to_rider(deps, rider, FromSearch(words, reply_to=sighting.message_id), key))
    return True
