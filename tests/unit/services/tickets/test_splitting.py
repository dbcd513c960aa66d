import pytest

from domain.errors import NoLongerPossible, SplitAlready, SplitEnough
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.messages import TicketCard
from services.tickets import ticket_actions
from services.tickets.splitting import split_off
from services.tickets.ticket_actions import Staff
from tests.sample_views import HOUR, locale
from tests.usecases import GROUPS, STAFF, Case
from texts.base.telling import tell

LI = Staff(STAFF.id, STAFF.name)


async def splits(case: Case, report: Report, category: str) -> Report:
    await case.told()
    return await case.do(split_off, LI, await case.ticket(report), category)


@pytest.mark.parametrize("accepted", [True, False])
async def test_the_second_has_its_own_number_queue_and_clocks_and_the_same_riders(
    case: Case, *, accepted: bool
) -> None:
    report = await case.witnessed(await case.submitted(), await case.rider(8))
    if accepted:
        report = await case.accepted(report)
    await case.passes(minutes=7)
    report = await case.now(report)
    points = [await case.balance(await case.rider(number)) for number in (7, 8)]
    part = await splits(case, report, "manhole_missing")
    assert (part.category, part.queue, part.status) == ("manhole_missing", "city-management", Status.ROUTED)
    assert (part.urgent, part.submitted_at, part.due_at) == (True, case.clock.at, case.clock.at + 2 * HOUR)
    assert part.number != report.number
    now = await case.now(part)
    assert (now.rider_id, now.witnesses, now.position, now.note) == (7, 1, report.position, report.note)
    assert [each.object_key for each in now.photos] == [each.object_key for each in report.photos]
    assert [await case.balance(await case.rider(number)) for number in (7, 8)] == points
    first = await case.now(report)
    assert (first.status, first.holder_id, first.category) == (report.status, report.holder_id, report.category)
    sent = await case.told()
    for rider in (700, 800):
        (told,) = [call.text for call in sent if call.chat == rider]
        assert str(part.number) in told
        assert str(report.number) in told
    (card,) = [call.text for call in sent if call.chat == GROUPS[part.queue]]
    assert f"由 {report.number} 拆出" in card
    assert "同一照片" not in card


async def test_accepting_the_second_earns_nothing_twice(case: Case) -> None:
    report = await case.accepted(await case.submitted())
    before = await case.balance(await case.rider())
    part = await splits(case, report, "manhole_missing")
    await case.resolved(part)
    assert await case.balance(await case.rider()) == before


async def test_three_at_most_and_none_twice(case: Case) -> None:
    report = await case.submitted()
    part = await splits(case, report, "manhole_missing")
    for again in (report, part):
        with pytest.raises(SplitAlready):
            await splits(case, again, "street_light" if again is part else "manhole_missing")
    await splits(case, part, "pothole")
    with pytest.raises(SplitEnough):
        await splits(case, report, "rubbish")


async def test_what_is_done_is_not_split(case: Case) -> None:
    report = await case.resolved(await case.submitted())
    with pytest.raises(NoLongerPossible):
        await splits(case, report, "pothole")


async def test_its_menu_offers_the_other_categories(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(ticket_actions.act, LI, await case.ticket(report), Action.SPLIT, Status.ROUTED)
    card = TicketCard(report.id, report.queue)
    keys = [key.text for row in tell(card, await case.view(card), locale()).buttons for key in row]
    assert locale().category_short("pothole") in keys
    assert locale().category_short("street_light") not in keys


async def test_an_urgent_second_calls_until_somebody_has_it(case: Case) -> None:
    part = await splits(case, await case.accepted(await case.submitted()), "manhole_missing")
    await case.told()
    await case.passes(minutes=50)
    told = [call.chat for call in await case.told() if "没人受理" in call.text]
    assert {GROUPS[part.queue], GROUPS["triage"], GROUPS["supervisors"]} <= {*told}


async def test_the_second_has_the_recordings_of_riders_too(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.adds(rider, report, clip=case.clip())
    part = await splits(case, report, "pothole")
    assert "sendAudio" in [call.method for call in await case.told(GROUPS[part.queue])]
    (one,) = await case.database.read(lambda tx: tx.clips.of_report(report.id))
    (other,) = await case.database.read(lambda tx: tx.clips.of_report(part.id))
    assert (one.object_key, one.rider_id) == (other.object_key, other.rider_id)
