"""Checking in by the code at the door: it holds 90 seconds, once for each rider, and only for who signed up."""

from dataclasses import replace

import pytest

from domain.people.riders import Rider
from domain.programme.activities import Activity, CameBy, SignUpState
from domain.programme.activity_errors import ActivityOver, DoorCodeOld, NotSignedUp
from domain.programme.errors import TooManyCodes
from services.programme import door_codes, links, sign_ups
from tests.unit.services.programme.test_sign_ups import TRAINING, holds
from tests.usecases import START, Case

HOUR = 3_600_000
ADDRESS = "https://qianshao.example.org"


async def soon(case: Case, **changes: object) -> Activity:
    """A training in half an hour, with a page at its door."""
    begins = START + HOUR // 2
    return await holds(case, starts_at=begins, ends_at=begins + 2 * HOUR, door="D" * 16, **changes)


async def shown(case: Case) -> str:
    """What stands behind `?start=` in the code that the page shows now."""
    deps = replace(case.deps, public_url=ADDRESS)
    view = await door_codes.look(case.database, deps, "D" * 16)
    assert view is not None
    return view.address.removeprefix(f"{ADDRESS}/go/")


async def scans(case: Case, rider: Rider, payload: str) -> str:
    """What the rider is told."""
    await case.do(links.follow, rider, payload)
    return (await case.told(rider.chat_id))[-1].text


async def test_who_signed_up_checks_in_once(case: Case) -> None:
    await soon(case)
    rider = await case.rider()
    await case.do(sign_ups.sign_up, rider, TRAINING.id)
    code = await shown(case)
    said = await scans(case, rider, code)
    assert "签到了" in said
    assert "+5" in said
    assert await case.balance(rider) == 5
    assert "已经签到过" in await scans(case, rider, code)
    assert await case.balance(rider) == 5
    own = await case.database.read(lambda tx: tx.activities.sign_up_of(TRAINING.id, rider.id))
    assert own is not None
    assert (own.state, own.came_by, own.again) == (SignUpState.CAME, CameBy.CODE, 1)
    view = await door_codes.look(case.database, case.deps, "D" * 16)
    assert view is not None
    assert (view.came, view.expected) == (1, 1)


async def test_a_code_holds_ninety_seconds_from_its_first_display(case: Case) -> None:
    await soon(case, seats=None)
    first, second = await case.rider(7), await case.rider(8)
    for each in (first, second):
        await case.do(sign_ups.sign_up, each, TRAINING.id)
    code = await shown(case)
    await case.passes(seconds=59)
    assert await shown(case) == code
    await case.passes(seconds=30)
    assert await shown(case) != code
    await case.do(links.follow, first, code)
    await case.passes(seconds=1)
    with pytest.raises(DoorCodeOld):
        await case.do(links.follow, second, code)


async def test_it_is_worth_nothing_to_who_did_not_sign_up_or_after_the_end(case: Case) -> None:
    await soon(case)
    rider, late = await case.rider(7), await case.rider(8)
    code = await shown(case)
    with pytest.raises(NotSignedUp):
        await case.do(links.follow, rider, code)
    await case.do(sign_ups.sign_up, late, TRAINING.id)
    await case.passes(minutes=149, seconds=59)
    code = await shown(case)
    await case.passes(seconds=1)
    with pytest.raises(ActivityOver):
        await case.do(links.follow, late, code)
    assert not await shown(case)


async def test_a_code_that_there_is_not_is_told_and_counted(case: Case) -> None:
    rider = await case.rider()
    assert await scans(case, rider, "d-ABCD2345")
    for _ in range(case.deps.limits.codes_per_hour - 1):
        await case.do(links.follow, rider, "d-ABCD2345")
    with pytest.raises(TooManyCodes):
        await case.do(links.follow, rider, "d-ABCD2345")


async def test_a_code_kept_before_consent_is_too_old_after_it(case: Case) -> None:
    await soon(case)
    stranger = await case.rider(8, consent=0)
    await case.do(links.follow, stranger, await shown(case))
    await case.passes(minutes=2)
    agreed = replace(stranger, consent=(await case.rider(9)).consent, start_link=await _kept(case, stranger))
    with pytest.raises(DoorCodeOld):
        await case.do(links.follow_kept, agreed)


async def _kept(case: Case, rider: Rider) -> str:
    known = await case.database.read(lambda tx: tx.riders.get(rider.id))
    assert known is not None
    return known.start_link
