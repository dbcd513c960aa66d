from dataclasses import replace

import pytest

from domain.errors import (
    MergeClosed,
    MergeElsewhere,
    MergeInCircle,
    MergeIntoItself,
    MergeOwn,
    NoLongerPossible,
    NoSuchOriginal,
)
from domain.reporting.messages import ReportShown
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import UNDO_MS, Action
from domain.tickets.messages import Album, TicketCard
from services.reporting import rider_actions
from services.tickets import merging, ticket_actions
from services.tickets.duplicates import learn_confusion
from services.tickets.ticket_actions import Staff
from tests.usecases import GROUPS, HERE, STAFF, Case, spot

LI = Staff(STAFF.id, STAFF.name)


async def two(case: Case) -> tuple[Report, Report]:
    """An open ticket, and one close by that may be merged into it, each of a rider of its own."""
    original = await case.submitted(by=await case.rider(8))
    report = await case.submitted(by=await case.rider(7), at=replace(HERE, lat=HERE.lat + 0.0003))
    await case.told()
    return original, report


async def merge(case: Case, report: Report, original: Report, staff: Staff = LI) -> Report:
    await case.do(ticket_actions.merge, staff, await case.ticket(report), original.id)
    return await case.now(report)


async def named(case: Case, report: Report, words: str, user: int = LI.user_id) -> Report:
    return await case.do(merging.named, report, words, user)


async def test_open_tickets_near_by_are_offered_with_their_distance(case: Case) -> None:
    original, report = await two(case)
    far, closed = await case.submitted(at=spot(5)), await case.submitted(by=await case.rider(9))
    await case.moved(closed, Action.REJECT, reason="unclear")
    other = await case.submitted("pothole", by=await case.rider(10))
    (offered,) = await case.do(merging.mergeable, report)
    assert offered.report == await case.now(original)
    assert 30 < offered.distance_m < 40
    assert far.id != offered.report.id
    await case.database.write(lambda tx: learn_confusion(tx, "pothole", "street_light"))
    assert {each.report.id for each in await case.do(merging.mergeable, report)} == {original.id, other.id}


async def test_five_are_offered_at_most(case: Case) -> None:
    for number in range(8, 15):
        await case.submitted(by=await case.rider(number))
    report = await case.submitted(by=await case.rider(7))
    assert len(await case.do(merging.mergeable, report)) == merging.OFFERED


async def test_pressing_merge_offers_them_on_the_card_or_asks_for_a_number(case: Case) -> None:
    original, report = await two(case)
    at = await case.ticket(report)
    await case.do(ticket_actions.act, LI, at, Action.DUPLICATE, Status.ROUTED)
    view = await case.view(TicketCard(report.id, report.queue))
    assert [each.report.id for each in view.mergeable] == [original.id]
    await case.told()
    await case.do(ticket_actions.merge, LI, await case.ticket(report), None)
    assert not (await case.now(report)).card_menu
    assert any("和哪一件重复" in call.text for call in await case.told(GROUPS[report.queue]))


async def test_where_none_is_near_the_number_is_asked_for_at_once(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(ticket_actions.act, LI, await case.ticket(report), Action.DUPLICATE, Status.ROUTED)
    assert any("和哪一件重复" in call.text for call in await case.told(GROUPS[report.queue]))


async def test_one_press_merges_and_the_riders_follow(case: Case) -> None:
    original, report = await two(case)
    report = await case.witnessed(report, await case.rider(9))
    points = [await case.balance(await case.rider(number)) for number in (7, 9)]
    assert (await merge(case, report, original)).status is Status.DUPLICATE
    view = await case.view(TicketCard(report.id, report.queue))
    assert view.original.id == original.id
    await case.told()
    await case.passes(minutes=3)
    assert (await case.now(original)).witnesses == 2
    told = {call.chat: call.text for call in await case.told() if call.chat > 0 and str(original.number) in call.text}
    assert set(told) >= {700, 900}
    assert [await case.balance(await case.rider(number)) for number in (7, 9)] == points


@pytest.mark.parametrize("how", ["withdrawn", "rejected"])
async def test_a_ticket_whose_original_ends_with_nothing_done_stands_for_itself_again(case: Case, how: str) -> None:
    original, report = await two(case)
    await merge(case, report, original)
    await case.told()
    if how == "withdrawn":
        await case.do(rider_actions.withdraw, await case.rider(original.rider_id), original.id)
    else:
        await case.moved(original, Action.REJECT, reason="unclear")
    await case.passes(minutes=3)
    alone = await case.now(report)
    assert (alone.status, alone.closed_at, alone.original, alone.due_at) == (Status.ROUTED, None, None, report.due_at)
    told = await case.told()
    assert any("请单独处置" in call.text for call in told if str(report.number) in call.text)
    assert not [call for call in told if call.chat == 100 * report.rider_id]
    shown = await case.view(ReportShown(report.id), await case.rider(report.rider_id))
    assert [event.action for event in shown.events] == ["submit", "route"]
    assert (await case.now(original)).witnesses == 0


async def test_the_photos_are_seen_from_the_original(case: Case) -> None:
    original, report = await two(case)
    await merge(case, report, original)
    await case.passes(milliseconds=UNDO_MS + 1)
    assert (await case.view(TicketCard(original.id, original.queue))).joined_photos == len(report.photos)
    shown = (await case.view(Album(original.id, original.queue, 0))).report.photos
    assert {each.id for each in shown} == {each.id for each in (*original.photos, *report.photos)}


async def test_each_bad_original_has_its_answer(case: Case) -> None:
    original, report = await two(case)
    closed = await case.moved(await case.submitted(at=spot(6)), Action.REJECT, reason="unclear")
    own = await case.submitted(by=await case.rider(12), at=spot(7))
    await case.rider(12, chat_id=LI.user_id)
    for words, error in (
        (str(report.number), MergeIntoItself),
        (str(closed.number), MergeClosed),
        ("XX-2611-0042", MergeElsewhere),
        (f"XX-{str(original.number)[3:]}", MergeElsewhere),
        (str(own.number), MergeOwn),
        ("DC-2611-9999", NoSuchOriginal),
        ("重复", NoSuchOriginal),
    ):
        with pytest.raises(NoSuchOriginal) as refused:
            await named(case, report, words)
        assert type(refused.value) is error, words
    assert await named(case, report, f"不是 {closed.number}，是 {original.number}") == await case.now(original)


@pytest.mark.parametrize("settled", [True, False])
async def test_a_merge_in_a_circle_is_refused(case: Case, *, settled: bool) -> None:
    original, report = await two(case)
    await merge(case, report, original)
    if settled:
        await case.passes(milliseconds=UNDO_MS + 1)
    with pytest.raises(MergeInCircle):
        await named(case, original, str(report.number))
    with pytest.raises(MergeInCircle):
        await case.do(ticket_actions.merge, LI, await case.ticket(original), report.id)


async def test_what_was_accepted_by_another_queue_may_be_merged_and_what_is_done_may_not(case: Case) -> None:
    original, report = await two(case)
    elsewhere = await case.submitted("pothole", by=await case.rider(11))
    assert elsewhere.queue != report.queue
    assert await named(case, report, str(elsewhere.number)) == elsewhere
    done = await case.resolved(report)
    await case.told()
    with pytest.raises(NoLongerPossible):
        await merge(case, done, original)
