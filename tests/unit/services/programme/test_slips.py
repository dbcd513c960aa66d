"""Delay slips: what can be had for what, by whom, how often; and what holds of one that was made."""

from dataclasses import replace

import pytest

from domain.errors import Barred, ConsentMissing, NoSuchReport, Stale
from domain.people.riders import Rider
from domain.people.sanctions import SanctionKind, SanctionReason
from domain.programme.slip_messages import SlipAsked, SlipMade, SlipsShown
from domain.programme.slips import HOLDS_MS, Deed, Slip, SlipNameUnfit, SlipTooOld, Standing
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from services.programme import slips
from services.programme.slips import SlipAskedView, SlipsView
from services.programme.verifying import SlipView
from services.reporting import rider_actions
from services.upkeep import forgetting
from services.upkeep.my_data import record_of
from tests.usecases import START, Case, spot

CARD = 4711
MINUTE = 60_000
DAY = 24 * 60 * MINUTE


async def kept(case: Case, rider: Rider, report: Report, deed: Deed = Deed.REPORT) -> Slip:
    found = await case.database.read(lambda tx: tx.slips.of_deed(rider.id, report.id, deed))
    assert found is not None
    return found


async def opened(case: Case, rider: Rider, report: Report, deed: Deed = Deed.REPORT) -> Slip:
    await case.do(slips.show, rider, report.id, deed)
    return await kept(case, rider, report, deed)


async def made(case: Case, rider: Rider, report: Report, deed: Deed = Deed.REPORT) -> Slip:
    slip = await opened(case, rider, report, deed)
    assert await case.do(slips.make, rider, slip.id, CARD)
    return await kept(case, rider, report, deed)


async def standing(case: Case, rider: Rider, slip: Slip) -> Standing:
    view: SlipView = await case.view(SlipMade(slip.id), rider)
    return view.standing


async def test_the_record_goes_from_the_first_message_to_the_last_act(case: Case) -> None:
    rider = await case.rider()
    draft = await case.drafted(rider)
    await case.passes(minutes=4)
    report = await case.submitted(by=rider, at=spot(3))
    assert report.id != draft
    await case.passes(minutes=7)
    await case.adds(rider, report, "还在等人")
    slip = await opened(case, rider, report)
    assert (slip.from_at, slip.to_at) == (START + 4 * MINUTE, START + 11 * MINUTE)
    await case.passes(hours=3)
    await case.adds(rider, report, "怎么样了")
    view: SlipAskedView = await case.view(SlipAsked(slip.id), rider)
    assert view.seen.slip.to_at == START + 11 * MINUTE, "what is sent hours later is no stay"


async def test_what_the_rider_says_stands_apart_and_never_beyond_now(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    await case.passes(minutes=12)
    slip = await opened(case, rider, report)
    view: SlipAskedView = await case.view(SlipAsked(slip.id), rider)
    assert view.minutes == (5, 10)
    for minutes, left in ((10, 10), (15, 10), (7, 10), (0, 0), (5, 5)):
        await case.do(slips.say_stayed, rider, slip.id, minutes, CARD)
        assert (await kept(case, rider, report)).minutes == left
    slip = await made(case, rider, report)
    assert (slip.to_at, slip.said_to) == (START, START + 5 * MINUTE)


async def test_a_clock_that_was_set_back_leaves_the_record_alone(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    await case.passes(minutes=12)
    slip = await opened(case, rider, report)
    await case.do(slips.say_stayed, rider, slip.id, 10, CARD)
    case.clock.at = START - 60 * MINUTE
    slip = await made(case, rider, report)
    assert (slip.from_at, slip.to_at, slip.minutes) == (START, START, 0)


async def test_a_deed_has_one_slip_however_often_it_is_asked_for(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    slip = await made(case, rider, report)
    await case.passes(minutes=9)
    assert await case.do(slips.make, rider, slip.id, CARD), "a second press on the same key"
    await case.do(slips.say_stayed, rider, slip.id, 5, CARD)
    await case.do(slips.drop_name, rider, slip.id, CARD)
    await case.do(slips.show, rider, report.id, Deed.REPORT)
    assert await kept(case, rider, report) == slip
    assert slip.ends_at == START + HOLDS_MS


async def test_witnesses_and_checkers_have_theirs(case: Case) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.submitted(by=rider)
    await case.passes(minutes=3)
    report = await case.witnessed(report, witness)
    assert (await made(case, witness, report, Deed.WITNESS)).from_at == START + 3 * MINUTE
    report = await case.resolved(report)
    await case.passes(hours=2)
    await case.answered(report, witness)
    assert (await made(case, witness, report, Deed.CHECK)).from_at == case.clock.at
    listed: SlipsView = await case.view(SlipsShown(), witness)
    assert [each.done.deed for each in listed.deeds] == [Deed.CHECK, Deed.WITNESS]
    assert all(each.is_made for each in listed.deeds)


async def test_nobody_has_anothers(case: Case) -> None:
    rider, stranger = await case.rider(), await case.rider(8)
    report = await case.submitted(by=rider)
    slip = await opened(case, rider, report)
    with pytest.raises(NoSuchReport):
        await case.do(slips.show, stranger, report.id, Deed.REPORT)
    with pytest.raises(SlipTooOld):
        await case.do(slips.show, rider, report.id, Deed.CHECK)
    for use_case in (slips.make, slips.ask_name, slips.drop_name):
        with pytest.raises(Stale):
            await case.do(use_case, stranger, slip.id, CARD)
    with pytest.raises(Stale):
        await case.do(slips.say_stayed, stranger, slip.id, 0, CARD)


async def test_what_is_older_than_a_week_has_none(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    await case.passes(days=7, minutes=1)
    with pytest.raises(SlipTooOld):
        await case.do(slips.show, rider, report.id, Deed.REPORT)
    assert not (await case.view(SlipsShown(), rider)).deeds


async def test_five_a_week_and_when_the_next_is_possible(case: Case) -> None:
    rider = await case.rider()
    reports = [await case.submitted(by=rider, at=spot(number)) for number in range(6)]
    for report in reports[:5]:
        await made(case, rider, report)
        await case.passes(minutes=1)
    slip = await opened(case, rider, reports[5])
    view: SlipAskedView = await case.view(SlipAsked(slip.id), rider)
    assert view.next_at == START + 7 * DAY
    assert not await case.do(slips.make, rider, slip.id, CARD)
    await case.do(slips.show, rider, reports[0].id, Deed.REPORT)
    await case.passes(days=6, hours=23)
    slip = await opened(case, rider, reports[5])
    await case.passes(hours=1)
    assert await case.do(slips.make, rider, slip.id, CARD)


async def test_false_and_withdrawn_reports_have_none_and_undone_ones_do(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    slip = await made(case, rider, report)
    await case.moved(report, Action.REJECT, reason="false")
    assert await standing(case, rider, slip) is Standing.HOLDS, "staff can still undo it"
    await case.settled(report)
    assert await standing(case, rider, slip) is Standing.FALSE
    other = await case.submitted(by=rider, at=spot(3))
    waits = await opened(case, rider, other)
    await case.do(rider_actions.withdraw, rider, other.id)
    assert not await case.do(slips.make, rider, waits.id, CARD)
    listed: SlipsView = await case.view(SlipsShown(), rider)
    assert {each.standing for each in listed.deeds} == {Standing.FALSE, Standing.WITHDRAWN}


async def test_a_rejection_for_another_reason_takes_nothing(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    slip = await made(case, rider, report)
    await case.moved(report, Action.REJECT, reason="out_of_scope")
    await case.settled(report)
    assert await standing(case, rider, slip) is Standing.HOLDS


async def test_what_was_merged_is_as_false_as_the_other(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    original, report = await case.submitted(by=other), await case.submitted(by=rider, at=spot(3))
    slip = await made(case, rider, report)
    await case.moved(report, Action.DUPLICATE, original=str(original.id))
    await case.settled(report)
    assert await standing(case, rider, slip) is Standing.HOLDS
    await case.moved(original, Action.REJECT, reason="false")
    await case.settled(original)
    assert await standing(case, rider, slip) is Standing.FALSE


async def test_who_has_one_hears_with_the_rejection_that_it_holds_no_longer(case: Case) -> None:
    rider, witness = await case.rider(), await case.rider(8)
    report = await case.witnessed(await case.submitted(by=rider), witness)
    await made(case, rider, report)
    await case.told()
    await case.moved(report, Action.REJECT, reason="false")
    await case.settled(report)
    told = await case.told()
    said = {call.chat: call.text for call in told if "没找到这个问题" in call.text}
    assert "延误证明也作废" in said[rider.chat_id]
    assert "延误证明" not in said[witness.chat_id]


async def test_a_name_comes_by_a_reply_and_goes_again(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    slip = await opened(case, rider, report)
    await case.told()
    await case.do(slips.ask_name, rider, slip.id, CARD)
    (asked,) = await case.told(rider.chat_id)
    replied = IncomingMessage(90, " 小 李 ", replied_to=asked.message)
    for unfit in ("370102199001011234", "x" * 21, "a.cn", "@lee", "<b>李</b>", "李\u202e", "", "13800000000"):
        with pytest.raises(SlipNameUnfit):
            await case.do(slips.take_name, rider, replace(replied, text=unfit))
    assert await case.do(slips.take_name, rider, replied)
    assert (await kept(case, rider, report)).name == "小 李"
    await case.do(slips.drop_name, rider, slip.id, CARD)
    assert (await kept(case, rider, report)).name == ""
    assert not await case.do(slips.take_name, rider, IncomingMessage(91, "小李"))
    assert not await case.do(slips.take_name, rider, IncomingMessage(92, "小李", replied_to=CARD))


async def test_a_name_that_comes_late_changes_nothing(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    slip = await opened(case, rider, report)
    await case.told()
    await case.do(slips.ask_name, rider, slip.id, CARD)
    (asked,) = await case.told(rider.chat_id)
    await made(case, rider, report)
    assert await case.do(slips.take_name, rider, IncomingMessage(90, "小李", replied_to=asked.message))
    assert (await kept(case, rider, report)).name == ""


async def test_who_is_banned_or_has_not_agreed_makes_none(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    slip = await opened(case, rider, report)
    banned = replace(rider, barred=SanctionKind.BAN, barred_for=SanctionReason.FALSE)
    for who, refusal in ((banned, Barred), (replace(rider, consent=0), ConsentMissing)):
        with pytest.raises(refusal):
            await case.do(slips.show, who, report.id, Deed.REPORT)
        with pytest.raises(refusal):
            await case.do(slips.make, who, slip.id, CARD)


async def test_they_are_the_riders_own_until_they_leave(case: Case) -> None:
    rider, report = await case.rider(), await case.submitted()
    slip = await made(case, rider, report)
    record = await case.database.read(lambda tx: record_of(tx, rider))
    assert [each["code"] for each in record["delay_slips"]] == [slip.code]
    await case.do(forgetting.forget, rider)
    assert await case.database.read(lambda tx: tx.slips.of_code(slip.code)) is None
