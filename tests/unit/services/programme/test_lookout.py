"""Riders on the lookout for missing persons: who is, and where they were, for two hours."""

from dataclasses import replace

import pytest

from domain.errors import ConsentMissing
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.programme.lookout import KEPT_MS, Whereabouts
from handlers.pressing import RiderPress
from handlers.programme import lookout as handler
from services.programme import lookout
from tests.usecases import HERE, Case, spot
from texts.base.callbacks import Press, Verb

MINUTE = 60_000


def measured(case: Case, source: str = "location", age: int = 0, place: Position = HERE) -> Position:
    return replace(place, source=source, taken_at=case.clock.at - age)


async def kept(case: Case, rider: Rider) -> Whereabouts | None:
    return await case.database.read(lambda tx: tx.whereabouts.of_rider(rider.id))


async def noted(case: Case, rider: Rider, place: Position) -> Whereabouts | None:
    await case.do(lookout.note, rider.chat_id, place)
    return await kept(case, rider)


async def test_a_rider_is_asked_first_and_may_change_their_mind(case: Case) -> None:
    rider = await case.rider()
    await case.do(lookout.show, rider)
    (page,) = await case.told(rider.chat_id)
    assert "两小时" in page.text
    assert page.keys == ["🔎 打开，我帮忙找"]
    await case.do(lookout.turn, rider, on=True, edits=page.message)
    (page,) = await case.told(rider.chat_id)
    assert "开着" in page.text
    assert page.keys == ["🔕 关掉"]
    assert await noted(case, rider, measured(case))
    await case.do(lookout.turn, rider, on=False, edits=page.message)
    assert await kept(case, rider) is None
    assert not await noted(case, rider, measured(case))


async def test_the_terms_come_first(case: Case) -> None:
    rider = await case.rider(consent=0)
    await case.do(lookout.show, rider)
    (page,) = await case.told(rider.chat_id)
    assert "打开，我帮忙找" not in str(page.keys)
    with pytest.raises(ConsentMissing):
        await case.do(lookout.turn, rider, on=True, edits=1)
    await case.do(lookout.turn, rider, on=False, edits=1)


@pytest.mark.parametrize(
    ("argument", "on", "toast"), [("1", True, "toast.lookout_on"), ("0", False, "toast.lookout_off")]
)
async def test_the_key_says_what_it_did(case: Case, argument: str, toast: str, *, on: bool) -> None:
    rider = await case.rider(lookout=not on)
    press = Press(Verb.LOOKOUT, 0, argument)
    await case.database.write(lambda tx: handler.turn(RiderPress(tx, case.deps, rider, press, 5, None)))
    changed = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert changed
    assert changed.lookout is on
    assert handler.turned(press) == toast


@pytest.mark.parametrize(
    ("source", "age", "counts"),
    [
        ("location", 0, True),
        ("live", 0, True),
        ("exif", KEPT_MS - 1, True),
        ("exif", KEPT_MS, False),
        ("live", -MINUTE, True),
        ("location", -MINUTE - 1, False),
        ("venue", 0, False),
        ("place", 0, False),
        ("link", 0, False),
        ("last", 0, False),
    ],
)
async def test_what_a_phone_measured_within_two_hours_counts(
    case: Case, source: str, age: int, *, counts: bool
) -> None:
    rider = await case.rider(lookout=True)
    assert (await noted(case, rider, measured(case, source, age)) is not None) is counts


async def test_a_place_without_a_time_or_that_can_be_none_does_not_count(case: Case) -> None:
    rider = await case.rider(lookout=True)
    assert not await noted(case, rider, replace(measured(case), taken_at=None))
    assert not await noted(case, rider, replace(measured(case), lat=0, lng=0))


async def test_nothing_is_kept_of_strangers_and_of_who_never_asked_for_it(case: Case) -> None:
    assert not await noted(case, await case.rider(8), measured(case))
    assert not await noted(case, await case.rider(9, lookout=True, consent=0), measured(case))
    await case.do(lookout.note, 12345, measured(case))


async def test_where_a_rider_was_goes_after_two_hours(case: Case) -> None:
    stays, moves = await case.rider(8, lookout=True), await case.rider(9, lookout=True)
    await noted(case, stays, measured(case))
    await case.passes(minutes=60)
    await noted(case, moves, measured(case, place=spot(1)))
    await case.passes(minutes=50)
    assert await kept(case, stays)
    await case.passes(minutes=20)
    assert await kept(case, stays) is None
    assert await kept(case, moves)
    await case.passes(minutes=60)
    assert await kept(case, moves) is None
