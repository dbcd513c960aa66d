"""The same photo sent twice earns nothing twice, whoever sends it; staff see which report had it first."""

from dataclasses import replace

import pytest

from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.reporting.rider_actions import withdraw
from services.tickets import photo_hash
from tests.usecases import Case, spot

OBJECT = "a" * 64


def same(case: Case) -> Photo:
    """A photo of the same bytes each time."""
    return replace(case.photo(), object_key=OBJECT)


async def shown(case: Case, report: Report) -> Report | None:
    return await case.database.read(lambda tx: photo_hash.shown_before(tx, report))


async def nothing(case: Case, report: Report) -> bool:
    return await case.database.read(lambda tx: photo_hash.earned_nothing(tx, report))


async def test_a_new_picture_was_shown_by_nobody_and_earns(case: Case) -> None:
    await case.submitted()
    report = await case.submitted(at=spot(1))
    assert await shown(case, report) is None
    assert not await nothing(case, report)
    assert await case.balance(await case.rider()) == 2


@pytest.mark.parametrize("number", [7, 8])
async def test_the_same_picture_earns_no_second_time_whoever_sends_it(case: Case, number: int) -> None:
    first = await case.submitted(photo=same(case))
    case.clock.at += 1
    again = await case.rider(number)
    before = await case.balance(again)
    report = await case.submitted(by=again, at=spot(1), photo=same(case))
    assert await shown(case, report) == await case.now(first)
    assert await nothing(case, report)
    assert await case.balance(again) == before


async def test_what_earned_nothing_when_it_came_earns_nothing_when_it_is_accepted_or_answered(case: Case) -> None:
    await case.submitted(photo=same(case))
    again = await case.rider(8)
    report = await case.submitted("manhole_missing", by=again, at=spot(1), photo=same(case))
    await case.answered(await case.resolved(report), again)
    assert await case.balance(again) == 0


async def test_whoever_checks_a_repeated_picture_earns_all_the_same(case: Case) -> None:
    await case.submitted(photo=same(case))
    reporter, witness = await case.rider(8), await case.rider(9)
    report = await case.submitted(by=reporter, at=spot(1), photo=same(case))
    await case.answered(await case.resolved(await case.witnessed(report, witness)), witness)
    assert (await case.balance(reporter), await case.balance(witness)) == (0, 4)


async def test_the_first_report_stays_the_first_when_others_follow(case: Case) -> None:
    reports = [await case.submitted(at=spot(number), photo=same(case)) for number in range(3)]
    assert await shown(case, reports[0]) is None
    assert not await nothing(case, reports[0])
    for later in reports[1:]:
        found = await shown(case, later)
        assert found
        assert found.id == reports[0].id


async def test_a_withdrawn_report_is_as_if_it_had_never_been_sent(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    first = await case.submitted(by=rider, photo=same(case))
    await case.do(withdraw, rider, first.id)
    report = await case.submitted(by=other, at=spot(1), photo=same(case))
    assert await shown(case, report) is None
    assert await case.balance(other) == 1


async def test_a_photo_of_a_repair_is_no_picture_of_a_problem(case: Case) -> None:
    first = await case.accepted(await case.submitted())
    after = replace(same(case), report_id=first.id, role=PhotoRole.AFTER)
    await case.database.write(lambda tx: tx.photos.add(after))
    report = await case.submitted(at=spot(1), photo=same(case))
    assert await shown(case, report) is None


async def test_a_rejected_report_still_showed_its_picture(case: Case) -> None:
    first = await case.moved(await case.submitted(photo=same(case)), Action.REJECT, reason="false")
    report = await case.submitted(at=spot(1), photo=same(case))
    assert await shown(case, report) == first
    assert await nothing(case, report)
