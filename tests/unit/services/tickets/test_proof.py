"""What others than its reporter see of a report: nothing of before until staff say so, never what is private."""

from dataclasses import replace

import pytest

from domain.errors import NeverShown
from domain.people.riders import Rider
from domain.reporting.messages import DraftCard
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, Role
from services.reporting.resolved import side_by_side
from services.tickets.changing import Request, change_status
from tests.usecases import STAFF, Case


async def test_pictures_of_what_is_private_can_not_be_shown(case: Case) -> None:
    for slug in [each.slug for each in case.deps.district.catalogue.values() if not each.may_show]:
        report = await case.resolved(await case.submitted(slug))
        with pytest.raises(NeverShown):
            await case.moved(report, Action.MAY_SHOW)
        assert not (await case.now(report)).may_be_shown


async def test_a_draft_near_by_offers_the_photo_once_it_may_be_shown(case: Case) -> None:
    report = await case.resolved(await case.submitted())
    draft = await case.drafted(await case.rider(8))
    card = await case.database.read(lambda tx: tx.drafts.get(draft))
    assert card
    assert card.near_shown == (report.id,)
    for shows in (False, True):
        (near,) = (await case.view(DraftCard(draft))).near
        assert near.shows is shows
        if not shows:
            await case.moved(report, Action.MAY_SHOW)


async def with_picture(case: Case, report: Report) -> Report:
    """It is resolved with a photo of the repair."""
    report = await case.resolved(report)
    await case.passes(seconds=1)
    after = replace(case.photo(), report_id=report.id, role=PhotoRole.AFTER, added_at=case.clock.at)
    await case.database.write(lambda tx: tx.photos.add(after))
    return await case.now(report)


async def pictures(case: Case, report: Report, reader: Rider | None) -> tuple[PhotoRole, ...]:
    told = await case.now(report)
    photos = await case.database.read(lambda tx: side_by_side(tx, case.deps, told, reader))
    return tuple(photo.role for photo in photos)


async def test_that_it_may_be_shown_is_said_of_one_repair_and_not_of_the_next(case: Case) -> None:
    rider = await case.rider()
    report = await with_picture(case, await case.submitted(by=rider, photo=case.photo()))
    both = (PhotoRole.BEFORE, PhotoRole.AFTER)
    for asked in range(2):
        assert await pictures(case, report, None) == (PhotoRole.AFTER,)
        await case.moved(report, Action.MAY_SHOW)
        assert await pictures(case, report, None) == both
        if not asked:
            await case.passes(minutes=1)
            report = await with_picture(case, await case.answered(report, rider, Action.NOT_FIXED))


async def test_the_photo_of_a_repair_that_was_handed_on_is_none_of_the_next(case: Case) -> None:
    rider = await case.rider()
    report = await with_picture(case, await case.submitted(by=rider, photo=case.photo()))
    assert len(await pictures(case, report, rider)) == 2
    await case.passes(minutes=1)
    assign = Request(Action.ASSIGN, STAFF, Role.SUPERVISOR, "", detail={"queue": "drainage"})
    report = await case.resolved(await case.do(change_status, report, assign))
    assert (report.status, report.queue) == (Status.RESOLVED, "drainage")
    assert await pictures(case, report, rider) == ()
    await case.passes(minutes=1)
    await case.answered(report, rider)
    assert await pictures(case, report, rider) == ()
