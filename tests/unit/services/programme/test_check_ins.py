"""Riders check in at a station by its code or by where they are, once at a time, for 45 minutes or until they leave."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Barred, ConsentMissing
from domain.geo.live_location import LiveLocation
from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.check_ins import CheckIn, Fullness
from domain.programme.errors import NotAtStation, NotCheckedIn, StationClosed, StationGone
from domain.programme.links import LinkKind, StartLink
from domain.programme.messages import StationShown
from domain.reporting.incoming_message import IncomingMessage
from services.people import riders
from services.programme import check_ins, links, stations
from tests.usecases import HERE, Case

STATION, OTHER = "XH1", "XH5"


def at(case: Case, metres: float = 0, **changes: Any) -> Position:
    """A place so far north of the station, measured now."""
    found = case.deps.district.stations[STATION]
    lat = found.lat + metres / METRES_PER_DEGREE
    return replace(HERE, lat=lat, lng=found.lng, source="location", taken_at=case.clock.at, **changes)


async def scans(case: Case, rider: Rider, station: str = STATION) -> None:
    """Let a rider open the code at a door."""
    await case.do(links.follow, rider, StartLink(LinkKind.STATION, station).payload)


async def presses(case: Case, rider: Rider, place: Position | None = None) -> None:
    """Let a rider press the key, and send this place where it is asked for."""
    await case.do(check_ins.press, rider, STATION, 0, 5)
    if place is not None:
        message = IncomingMessage(case.numbers.new(), "", place, sent_at=case.clock.at)
        assert await case.do(stations.take_place, rider, message)


async def is_at(case: Case, rider: Rider) -> str | None:
    """Where a rider counts as being."""
    own: CheckIn | None = await case.database.read(lambda tx: tx.stations.check_in_of(rider.id))
    return own.station if own is not None and own.holds(case.clock.at) else None


async def kept(case: Case, rider: Rider) -> Rider:
    """The rider as they are kept now."""
    found = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert found is not None
    return found


async def full(case: Case, station: str = STATION) -> Fullness | None:
    """How full a station is told to be, to somebody else."""
    view = await case.view(StationShown(station), await case.rider(99))
    fullness: Fullness | None = view.offered.fullness
    return fullness


async def test_the_code_checks_in_and_nobody_is_named(case: Case) -> None:
    rider = await case.rider()
    await scans(case, rider)
    assert await is_at(case, rider) == STATION
    assert await full(case) is Fullness.SOME
    told = (await case.told(rider.chat_id))[-1]
    assert "你在这儿，登记到今天 10:45" in told.text
    assert "👋 我走了" in told.keys
    assert await case.balance(rider) == 0


async def test_it_is_over_after_45_minutes_or_when_the_rider_leaves(case: Case) -> None:
    rider = await case.rider()
    await scans(case, rider)
    await case.passes(minutes=44)
    assert await is_at(case, rider) == STATION
    await case.passes(minutes=1)
    assert await is_at(case, rider) is None
    assert await full(case) is Fullness.EMPTY
    await scans(case, rider)
    await case.do(check_ins.leave, rider, STATION, 0, 5)
    assert await is_at(case, rider) is None
    with pytest.raises(NotCheckedIn):
        await case.do(check_ins.leave, rider, STATION, 0, 5)


async def test_checking_in_twice_counts_once_and_lasts_longer(case: Case) -> None:
    rider = await case.rider()
    await scans(case, rider)
    await case.passes(minutes=40)
    await scans(case, rider)
    await case.passes(minutes=40)
    assert await is_at(case, rider) == STATION
    assert await case.database.read(lambda tx: tx.stations.held(STATION, case.clock.at)) == 1


async def test_elsewhere_ends_the_one_before(case: Case) -> None:
    rider = await case.rider()
    await scans(case, rider)
    await scans(case, rider, OTHER)
    assert await is_at(case, rider) == OTHER
    assert await full(case) is Fullness.EMPTY
    with pytest.raises(NotCheckedIn):
        await case.do(check_ins.leave, rider, STATION, 0, 5)


@pytest.mark.parametrize("metres", [0, 149])
async def test_a_place_within_150_metres_checks_in(case: Case, metres: float) -> None:
    rider = await case.rider()
    await presses(case, rider, at(case, metres))
    assert await is_at(case, rider) == STATION


@pytest.mark.parametrize(
    "place",
    [
        {"metres": 151},
        {"metres": 5000},
        {"metres": 0, "source": "typed"},
        {"metres": 0, "source": "venue"},
        {"metres": 0, "minutes": 4},
    ],
)
async def test_a_place_that_is_far_written_or_old_does_not(case: Case, place: dict[str, Any]) -> None:
    rider = await case.rider()
    given = at(case, place["metres"])
    given = replace(given, source=place.get("source", "location"))
    taken_at = case.clock.at - place.get("minutes", 0) * 60_000
    await presses(case, rider)
    message = IncomingMessage(case.numbers.new(), "", replace(given, taken_at=taken_at), sent_at=case.clock.at)
    with pytest.raises(NotAtStation):
        await case.do(stations.take_place, rider, message)
    assert await is_at(case, rider) is None
    assert await case.do(stations.take_place, rider, replace(message, position=at(case)))  # they may try again


async def test_a_forwarded_place_does_not(case: Case) -> None:
    rider = await case.rider()
    await presses(case, rider)
    message = IncomingMessage(case.numbers.new(), "", at(case), foreign=True, sent_at=case.clock.at)
    with pytest.raises(NotAtStation):
        await case.do(stations.take_place, rider, message)


async def test_where_the_phone_just_was_is_enough(case: Case) -> None:
    rider = await case.rider(last_place=at(case, 100))
    await presses(case, rider)
    assert await is_at(case, rider) == STATION


async def test_who_was_far_off_three_minutes_ago_is_asked(case: Case) -> None:
    rider = await case.rider(last_place=at(case, 600))
    await presses(case, rider)
    assert await is_at(case, rider) is None
    assert "到 <b>新湖驿站</b> 了？" in "".join(call.text for call in await case.told(rider.chat_id))


async def test_a_photographed_code_from_5_km_away_does_not(case: Case) -> None:
    rider = await case.rider()
    live = LiveLocation(rider.id, 1, at(case, 5000), case.clock.at, 2**50)
    await case.database.write(lambda tx: tx.live_locations.keep(live))
    with pytest.raises(NotAtStation):
        await scans(case, rider)
    assert await is_at(case, rider) is None


async def test_a_foreign_or_dropped_stations_code_is_refused(case: Case) -> None:
    rider = await case.rider()
    with pytest.raises(StationGone):
        await scans(case, rider, "ELSEWHERE9")
    await scans(case, rider)
    case.has_district(stations={})
    with pytest.raises(StationGone):
        await scans(case, rider)
    with pytest.raises(StationGone):
        await presses(case, rider)


async def test_a_closed_station_is_shown_and_nobody_checks_in(case: Case) -> None:
    rider = await case.rider()
    await case.passes(hours=12)
    await scans(case, rider)
    assert await is_at(case, rider) is None
    told = (await case.told(rider.chat_id))[-1]
    assert "明天 08:30 开" in told.text
    assert "✅ 我到了" not in told.keys
    with pytest.raises(StationClosed):
        await presses(case, rider)


@pytest.mark.parametrize(("kind", "may"), [(SanctionKind.BAN, False), (SanctionKind.MUTE, True)])
async def test_a_banned_rider_does_not_and_a_muted_one_does(case: Case, kind: SanctionKind, *, may: bool) -> None:
    rider = await case.rider(barred=kind, barred_for=SanctionReason.FLOODING)
    if may:
        await scans(case, rider)
    else:
        with pytest.raises(Barred):
            await scans(case, rider)
        with pytest.raises(Barred):
            await presses(case, rider)
    assert (await is_at(case, rider) is not None) is may


async def test_who_has_not_agreed_checks_in_once_they_have(case: Case) -> None:
    rider = await case.rider(consent=0, last_place=at(case))
    await scans(case, rider)
    assert await is_at(case, rider) is None
    with pytest.raises(ConsentMissing):
        await presses(case, rider)  # the key of a list from before they had themselves erased
    assert await is_at(case, rider) is None
    agreed = await case.do(riders.agree, await kept(case, rider), 5, "")
    await case.do(links.follow_kept, agreed)
    assert await is_at(case, rider) == STATION


async def test_a_station_fills_up(case: Case) -> None:
    found = replace(case.deps.district.stations[STATION], capacity=2)
    case.has_district(stations={STATION: found})
    said = [await full(case)]
    for number in (1, 2, 3):
        await scans(case, await case.rider(number))
        said.append(await full(case))
    assert said == [Fullness.EMPTY, Fullness.SOME, Fullness.FULL, Fullness.FULL]
    case.has_district(stations={STATION: replace(found, capacity=None)})
    assert await full(case) is None
