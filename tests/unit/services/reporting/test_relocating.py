"""A reporter puts the place of a report right: it moves, stays, is passed on, or it is too late, and all hear of it."""

from dataclasses import replace

import pytest

from domain.errors import ReportClosed
from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import FINAL, Action
from services.reporting import additions
from services.reporting.relocating import CORRECTIONS, put_right
from tests.usecases import GROUPS, HERE, Case, spot

OUTSIDE = Position(37.42, 116.3075, "wgs84", "location", 10.0, HERE.taken_at)
NEAR = replace(HERE, source="location", lat=HERE.lat + 0.0004)


async def replies(case: Case, rider: Rider, report: Report, text: str = "", **brought: object) -> None:
    message = IncomingMessage(case.numbers.new(), text, **brought)  # type: ignore[arg-type]
    await case.do(additions.add, rider, report.id, message)


def test_every_status_says_what_a_new_place_does() -> None:
    assert CORRECTIONS.keys() == set(Status) - FINAL


@pytest.mark.parametrize("source", ["location", "venue", "typed", "link", "plus_code", "live"])
async def test_a_place_of_another_queue_moves_the_ticket(case: Case, source: str) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.witnessed(await case.submitted(by=rider), witness)
    await case.told()
    await replies(case, rider, report, position=replace(OUTSIDE, source=source))
    moved = await case.now(report)
    assert (moved.queue, moved.community, moved.status) == ("triage", None, Status.ROUTED)
    assert (moved.position.lat, moved.position.lng) == (OUTSIDE.lat, OUTSIDE.lng)
    told = await case.told()
    by_chat = {call.chat: call.text for call in told}
    assert "已转到" in by_chat[GROUPS[report.queue]]
    assert any(call.method == "sendPhoto" for call in told if call.chat == GROUPS["triage"])
    assert any("位置改成" in call.text and "转给" in call.text for call in told if call.chat == rider.chat_id)
    assert witness.chat_id not in by_chat


async def test_a_place_of_the_same_queue_is_shown_and_told(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    await case.told()
    await replies(case, rider, report, "在路北", position=NEAR)
    assert (await case.now(report)).position == NEAR
    told = await case.told(GROUPS[report.queue])
    assert any("37.44290" in call.text for call in told if call.method.startswith("edit"))
    (nudge,) = [call.text for call in told if call.method == "sendMessage"]
    assert "改正了位置" in nudge
    assert "在路北" in nudge


async def test_what_a_queue_has_accepted_stays_and_it_reads_the_new_place(case: Case) -> None:
    rider = await case.rider()
    report = await case.accepted(await case.submitted(by=rider))
    await case.told()
    await replies(case, rider, report, position=OUTSIDE)
    kept = await case.now(report)
    assert (kept.queue, kept.position) == (report.queue, report.position)
    told = await case.told()
    assert any("37.42000, 116.30750" in call.text for call in told if call.chat == GROUPS[report.queue])
    assert any("不能直接换成" in call.text for call in told if call.chat == rider.chat_id)


async def test_it_is_too_late_for_what_is_resolved_and_what_is_closed_refuses_it(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await replies(case, rider, report, position=OUTSIDE)
    assert (await case.now(report)).position == report.position
    assert any("位置没有改" in call.text for call in await case.told(rider.chat_id))
    await case.answered(report, rider)
    closed = await case.now(report)
    message = IncomingMessage(case.numbers.new(), position=OUTSIDE)
    with pytest.raises(ReportClosed):
        await case.do(put_right, rider, closed, message)
    assert await case.now(report) == closed


async def test_what_triage_has_stays_there(case: Case) -> None:
    rider = await case.rider()
    report = await case.moved(await case.submitted(by=rider), Action.BOUNCE, "不归我们管")
    await replies(case, rider, report, position=NEAR)
    assert ((await case.now(report)).queue, (await case.now(report)).position) == ("triage", NEAR)


async def test_a_witness_s_place_is_passed_on_as_words(case: Case) -> None:
    report, witness = await case.submitted(), await case.rider(8)
    await case.witnessed(report, witness)
    await case.told()
    await replies(case, witness, report, position=OUTSIDE)
    assert (await case.now(report)).position == report.position
    assert any("37.42000, 116.30750" in call.text for call in await case.told(GROUPS[report.queue]))


@pytest.mark.parametrize("source", ["place", "exif", "last"])
async def test_a_name_or_a_file_s_own_position_puts_nothing_right(case: Case, source: str) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await replies(case, rider, report, "就在东门", position=replace(spot(3), source=source))
    assert (await case.now(report)).position == report.position
    assert (await case.events(report))[-1].action == "added"


async def test_words_beside_a_place_that_comes_too_late_are_passed_on(case: Case) -> None:
    rider = await case.rider()
    report = await case.resolved(await case.submitted(by=rider))
    await replies(case, rider, report, "还没修好", position=OUTSIDE)
    assert [event.words for event in await case.events(report) if event.action == "added"] == ["还没修好"]


async def test_a_place_is_put_right_also_where_the_category_was_given_up(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    case.gives_up(report.category)
    await replies(case, rider, report, position=OUTSIDE)
    moved = await case.now(report)
    assert (moved.position.lat, moved.queue) == (OUTSIDE.lat, report.queue)
