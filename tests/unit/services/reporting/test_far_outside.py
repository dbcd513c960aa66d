"""Far outside the district nothing is reported, joined or put right; nearer to it triage finds whose it is."""

from dataclasses import replace

import pytest

from domain.errors import FarOutside
from domain.geo.positions import Position
from domain.reporting.drafts import DraftMenu
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import DraftCard
from domain.tickets.lifecycle import Action
from places.boundaries.boundaries import CommunityIndex
from services.reporting import additions, draft_menus, submission, witnessing
from tests.usecases import HERE, Case


def outside(case: Case, metres: float) -> Position:
    """A place so far north of every community."""
    north = case.deps.district.boundaries.bounds.north
    centre = case.deps.district.boundaries.centre[1]
    low, high = north, north + 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if case.deps.district.away_m(middle, centre) < metres else (low, middle)
    return replace(HERE, lat=high, lng=centre, source="location")


@pytest.mark.parametrize(("metres", "is_far"), [(200, False), (1900, False), (2100, True), (25_000, True)])
async def test_over_two_kilometres_outside_nothing_is_submitted(case: Case, metres: float, *, is_far: bool) -> None:
    rider = await case.rider()
    draft_id = await case.drafted(rider, at=outside(case, metres))
    if not is_far:
        report = await case.do(submission.submit_report, rider, draft_id)
        assert (report.queue, report.community) == (case.deps.district.triage.id, None)
        return
    with pytest.raises(FarOutside) as refused:
        await case.do(submission.submit_report, rider, draft_id)
    assert refused.value.missing == ("far_outside",)
    assert await case.balance(rider) == 0
    view = await case.view(DraftCard(draft_id))
    assert (view.missing, view.route, view.respond_by, view.due_at) == (("far_outside",), None, None, None)


async def test_a_place_put_right_is_submitted(case: Case) -> None:
    rider = await case.rider()
    draft_id = await case.drafted(rider, at=outside(case, 25_000))
    await case.do(draft_menus.open_menu, rider, draft_id, DraftMenu.PLACE)
    await case.sends(rider, position=replace(HERE, source="location"))
    await case.do(submission.submit_report, rider, draft_id)


async def test_a_district_without_communities_reaches_everywhere(case: Case) -> None:
    nowhere = CommunityIndex([])
    case.deps = replace(case.deps, district=replace(case.deps.district, boundaries=nowhere))
    rider = await case.rider()
    draft_id = await case.drafted(rider, at=replace(HERE, lat=HERE.lat - 20))
    assert (await case.do(submission.submit_report, rider, draft_id)).community is None


async def test_no_report_is_joined_from_far_outside(case: Case) -> None:
    report = await case.submitted()
    other = await case.rider(8)
    draft_id = await case.drafted(other, at=report.position)
    far = replace(await case.draft(draft_id), position=outside(case, 25_000))
    await case.database.write(lambda tx: tx.drafts.save(far))
    with pytest.raises(FarOutside):
        await case.do(witnessing.same_problem, other, draft_id, report.id)
    assert await case.balance(other) == 0


async def test_the_same_photograph_is_not_asked_about_from_far_outside(case: Case) -> None:
    report = await case.submitted(photo=case.photo())
    other = await case.rider(8)
    draft_id = await case.drafted(other, at=outside(case, 25_000), photo=replace(report.photos[0], id=1))
    assert (await case.draft(draft_id)).near_shown == ()


async def test_one_that_was_accepted_by_triage_is_urgent_also_nearer(case: Case) -> None:
    """What is close to the district goes on as ever, also in a hurry."""
    rider = await case.rider()
    draft_id = await case.drafted(rider, "manhole_missing", at=outside(case, 1000))
    report = await case.do(submission.submit_report, rider, draft_id)
    assert (report.urgent, report.queue) == (True, case.deps.district.triage.id)


@pytest.mark.parametrize("is_accepted", [False, True])
async def test_a_report_is_not_moved_far_outside(case: Case, *, is_accepted: bool) -> None:
    report = await case.submitted()
    if is_accepted:
        report = await case.moved(report, Action.ACCEPT)
    rider = await case.rider()
    await case.told()
    message = IncomingMessage(case.numbers.new(), "在这边", position=outside(case, 25_000))
    await case.do(additions.add, rider, report.id, message)
    assert (await case.now(report)).position == report.position
    told = "\n".join(call.text for call in await case.told(rider.chat_id))
    assert "25 公里，不归我们管" in told
    assert "位置没有改" in told
    words = [event.words for event in await case.events(report)]
    assert "在这边" in words  # what stood beside it is kept as it was said
    assert not any(event.action == "placed" for event in await case.events(report))
