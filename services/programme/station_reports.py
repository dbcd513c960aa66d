"""What is wrong with a station: a draft of a report that is ready to be submitted, for who looks after the station."""

from dataclasses import replace
from typing import Final

from domain.geo.datums import WGS84
from domain.geo.place_names import PLACE_SOURCE
from domain.geo.positions import Position
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.reporting.drafts import NotePart
from services.deps import Deps
from services.people import pacing, sanctions
from services.people.riders import welcome
from services.ports.transaction import Transaction
from services.programme.check_ins import station_of
from services.reporting import drafts, receiving

CATEGORIES: Final = ("facility_damage", "other")
"""The categories that a report of a station may have, the first that the district's catalogue knows."""


async def report(tx: Transaction, deps: Deps, rider: Rider, station: str, words: str, message_id: int) -> None:
    """Open a draft that says by these words what is wrong with a station; an unfinished one of it takes them.

    Raises:
        StationGone: There is no such station any more.
        Barred: The rider is banned.
        TooManyDrafts: They have opened as many as an hour allows.
    """
    found, now = station_of(deps, station), deps.clock.now()
    sanctions.refuse_banned(deps, rider)
    if not rider.agreed(deps.terms):
        await welcome(tx, deps, rider)
        return
    unfinished = await tx.drafts.unfinished_of(rider.id)
    opened = next((each for each in unfinished if each.station == station), None)
    if opened is None:
        await pacing.spend(tx, deps, Pace.DRAFTS, rider.id)
        begun = await drafts.in_turn(tx, deps, rider, drafts.begun(deps, rider), message_id)
        place = Position(found.lat, found.lng, WGS84, PLACE_SOURCE, taken_at=now)
        category = next((slug for slug in CATEGORIES if slug in deps.district.catalogue), None)
        opened = replace(
            begun, station=station, position=place, category=category, category_chosen=category is not None
        )
    told = replace(opened, heard_at=now, last_message_id=max(opened.last_message_id, message_id))
    noted = await receiving.noted(tx, deps, rider, told, NotePart(message_id, words))
    await drafts.settle(tx, deps, rider, noted)
