from dataclasses import replace

import pytest

from domain.errors import NoLongerPossible, PlaceFarOff, PlaceUnclear
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action, Role
from domain.tickets.messages import TicketCard
from domain.timers import TimerKind
from services.tickets import prompting, ticket_actions
from services.tickets.correcting import recategorized
from services.tickets.ticket_actions import Staff
from tests.sample_views import HOUR, locale
from tests.tables import newest_question, timers
from tests.usecases import GROUPS, HERE, STAFF, Case, spot
from texts.base.telling import tell

LI = Staff(STAFF.id, STAFF.name)
FAR = replace(HERE, lat=30.0)


async def lamp(case: Case) -> Report:
    report = await case.submitted()
    await case.told()
    return report


async def shown(case: Case, report: Report, queue: str) -> str:
    """What the card says in the group of a queue."""
    card = TicketCard(report.id, queue)
    return tell(card, await case.view(card), locale()).text


async def corrects(case: Case, report: Report, category: str) -> Report:
    await case.do(ticket_actions.correct_category, LI, await case.ticket(report), category)
    return await case.now(report)


async def places(case: Case, report: Report, message: IncomingMessage) -> Report:
    """The report once staff have answered where it is."""
    await case.do(ticket_actions.act, LI, await case.ticket(report), Action.RELOCATE, report.status)
    prompt = await newest_question(case, GROUPS[report.queue], LI.user_id)
    assert prompt
    await case.do(ticket_actions.answer_prompt, LI, prompt, message)
    return await case.now(report)


@pytest.mark.parametrize("status", [Status.ROUTED, Status.ACCEPTED, Status.IN_PROGRESS])
async def test_its_queue_corrects_the_category_and_it_goes_where_that_belongs(case: Case, status: Status) -> None:
    report = await lamp(case)
    if status is not Status.ROUTED:
        report = await case.accepted(report)
    if status is Status.IN_PROGRESS:
        report = await case.moved(report, Action.START)
    await case.told()
    await case.passes(minutes=1)
    old = report.queue
    moved = await corrects(case, report, "manhole_missing")
    assert (moved.status, moved.queue, moved.category) == (Status.ROUTED, "city-management", "manhole_missing")
    assert (moved.urgent, moved.holder_id, moved.due_at) == (True, None, case.clock.at + 2 * HOUR)
    event = (await case.events(report))[-1]
    assert (event.action, event.source, event.target, event.queue) == ("correct", status, Status.ROUTED, moved.queue)
    here, there = await shown(case, report, moved.queue), await shown(case, report, old)
    assert "李主任 改了类别" in here
    assert "类别改为井盖缺失" in there
    assert locale().queue("city-management") in there


async def test_what_stays_keeps_its_status_its_holder_and_its_limits(case: Case) -> None:
    report = await case.accepted(await case.submitted("pothole"))
    await case.told()
    await case.passes(minutes=5)
    stays = next(
        slug
        for slug, category in case.deps.district.catalogue.items()
        if slug != "pothole"
        and not category.urgent
        and case.deps.district.route(slug, report.community, case.clock.at, None).queue.id == report.queue
    )
    kept = await corrects(case, report, stays)
    assert (kept.status, kept.queue, kept.holder_id) == (Status.ACCEPTED, report.queue, STAFF.id)
    assert kept.due_at is not None
    assert report.due_at is not None
    assert kept.due_at <= report.due_at


async def test_it_never_goes_back_to_the_unit_that_sent_it_back(case: Case) -> None:
    report = await case.moved(await lamp(case), Action.BOUNCE, "不归我们")
    assert report.queue == "triage"
    report = await case.moved(report, Action.ASSIGN, queue="city-management")
    await case.told()
    moved = await corrects(case, report, "other")
    lamp_again = await case.do(recategorized, moved, "street_light", STAFF, Role.TRIAGE)
    assert lamp_again.queue != "lighting"
    assert lamp_again.category == "street_light"


async def test_what_becomes_urgent_in_its_queue_calls_until_somebody_has_it(case: Case) -> None:
    report = await case.submitted("manhole_damaged")
    await case.told()
    await case.passes(hours=1)
    urgent = await corrects(case, report, "manhole_missing")
    assert (urgent.queue, urgent.urgent) == (report.queue, True)
    (rung,) = timers(case, TimerKind.UNACCEPTED)
    assert rung.due_at > case.clock.at
    await case.passes(minutes=50)
    assert any("没人受理" in call.text for call in await case.told(GROUPS[report.queue]))


async def test_what_becomes_urgent_where_somebody_has_it_calls_nobody(case: Case) -> None:
    report = await case.accepted(await case.submitted("manhole_damaged"))
    await case.told()
    await corrects(case, report, "manhole_missing")
    assert not timers(case, TimerKind.UNACCEPTED)


async def test_a_ticket_of_a_category_that_was_given_up_stays_in_its_queue_wherever_it_is(case: Case) -> None:
    report = await case.accepted(await lamp(case))
    await case.told()
    case.gives_up(report.category)
    placed = await places(case, report, IncomingMessage(1, "", position=spot(9)))
    assert (placed.position, placed.queue, placed.status) == (spot(9), report.queue, Status.ACCEPTED)


async def test_the_same_category_changes_nothing(case: Case) -> None:
    report = await lamp(case)
    assert await corrects(case, report, "street_light") == report


async def test_what_is_closed_is_not_corrected(case: Case) -> None:
    report = await case.resolved(await lamp(case))
    with pytest.raises(NoLongerPossible):
        await corrects(case, report, "pothole")


async def test_staff_put_the_place_right_and_it_stays_where_the_queue_is_the_same(case: Case) -> None:
    report = await case.accepted(await lamp(case))
    await case.told()
    near = replace(HERE, lat=HERE.lat + 0.0002, source="location")
    placed = await places(case, report, IncomingMessage(1, "东门", position=near))
    assert (placed.position, placed.status, placed.queue) == (near, Status.ACCEPTED, report.queue)
    assert placed.holder_id == STAFF.id
    assert (await case.events(report))[-1].action == "relocate"


@pytest.mark.parametrize(("position", "error"), [(None, PlaceUnclear), (FAR, PlaceFarOff)])
async def test_what_is_no_place_is_said_and_the_question_stays(case: Case, position: object, error: type) -> None:
    report = await lamp(case)
    with pytest.raises(error):
        await places(case, report, IncomingMessage(1, "那边", position=position))  # type: ignore[arg-type]
    assert await case.now(report) == report
    prompt = await newest_question(case, GROUPS[report.queue], LI.user_id)
    assert prompt
    assert prompting.awaits_words(prompt)


async def test_a_place_of_another_queue_moves_it_there_and_says_so(case: Case) -> None:
    report = await case.submitted("rubbish")
    await case.told()
    districts = case.deps.district
    elsewhere = next(
        (
            replace(HERE, lat=HERE.lat + north / 100, lng=HERE.lng + east / 100, source="location")
            for north in range(-12, 13)
            for east in range(-12, 13)
            for community in [districts.community_at(HERE.lat + north / 100, HERE.lng + east / 100)]
            if community is not None
            and districts.route(report.category, community.id, case.clock.at, None).queue.id != report.queue
        ),
        None,
    )
    assert elsewhere
    moved = await places(case, report, IncomingMessage(1, "", position=elsewhere))
    assert moved.queue != report.queue
    assert moved.status is Status.ROUTED
    assert "位置改到" in await shown(case, report, report.queue)
