"""What supervisors see of a report's rider, and what a key below it does: in their group, once, not on their own."""

from dataclasses import replace

import pytest

from domain.errors import AlreadyDone, NoSuchTicket, OwnReports, RiderLeft, Stale, SupervisorsOnly
from domain.people.sanctions import Sanction, SanctionKind
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.tickets.messages import RiderShown
from services.reporting import rider_actions
from services.tickets import rider_sheets
from services.tickets.ticket_actions import Staff
from services.upkeep import forgetting
from storage.repositories.meanings import read_meaning, write_meaning
from tests.usecases import GROUPS, Case, spot

HEAD, CHAT, ASKED = Staff(9, "王督办"), GROUPS["supervisors"], 4711


async def shown(case: Case, report: Report, staff: Staff = HEAD) -> int:
    """The message in which the rider of a report is shown, and what it says and offers."""
    await case.told(CHAT)
    await case.do(rider_sheets.show, staff, CHAT, str(report.number), ASKED)
    await case.told(CHAT)
    sheet = await case.database.read(lambda tx: tx.messages.of_key(f"rider_of:{report.id}:{ASKED}"))
    assert sheet
    return sheet.message_id


async def press(case: Case, report: Report, message: int, chosen: str, staff: Staff = HEAD, chat: int = CHAT) -> str:
    return await case.do(rider_sheets.press, staff, chat, message, report.id, chosen)


async def acts(case: Case, report: Report) -> list[Sanction]:
    return await case.database.read(lambda tx: tx.sanctions.of_rider(report.rider_id))


async def test_it_says_what_the_rider_did_and_nothing_of_who_it_is(case: Case) -> None:
    report = await case.submitted()
    false = await case.moved(await case.submitted(at=spot(3)), Action.REJECT, reason="false")
    await case.moved(await case.submitted(at=spot(6)), Action.REJECT, reason="out_of_scope")
    await case.settled(false)
    await case.told()
    await case.do(rider_sheets.show, HEAD, CHAT, f"{report.number}", ASKED)
    (call,) = await case.told(CHAT)
    rider = await case.database.read(lambda tx: tx.riders.get(report.rider_id))
    assert rider
    assert "报了 3 件，不实 1 件" in call.text
    assert str(rider.chat_id) not in call.text


async def test_all_is_chosen_by_keys_and_kept_with_who_did_it(case: Case) -> None:
    report = await case.submitted()
    message = await shown(case, report)
    for step, asks in (("0.ban", "为什么？"), ("0.ban.insults", "⛔ 停用 · 辱骂：到什么时候？")):
        assert await press(case, report, message, step) == ""
        assert not await acts(case, report)
        assert asks in (await case.told(CHAT))[-1].text
    assert await press(case, report, message, "0.ban.insults.7") == "ban"
    (act,) = await acts(case, report)
    assert (act.kind, act.by_id, act.by_name, act.report_id) == (SanctionKind.BAN, 9, "王督办", report.id)
    assert await press(case, report, message, "1.lift") == "lift"
    assert [each.kind for each in await acts(case, report)] == [SanctionKind.BAN, SanctionKind.LIFT]
    with pytest.raises(AlreadyDone):
        await press(case, report, message, "2.lift")


async def test_of_two_supervisors_who_press_at_once_one_is_told_so(case: Case) -> None:
    report = await case.submitted()
    message = await shown(case, report)
    assert await press(case, report, message, "0.mute.false.1") == "mute"
    assert await press(case, report, message, "0.ban.false.0", Staff(10, "赵督办")) == rider_sheets.OUTDATED
    assert len(await acts(case, report)) == 1


@pytest.mark.parametrize(
    "chosen",
    ["0.hang", "0.ban.boring", "0.ban.false.8", "0.ban.false.-1", "0.ban.false.7.7", "0.lift.false"],
)
async def test_forged_keys_do_nothing(case: Case, chosen: str) -> None:
    report = await case.submitted()
    message = await shown(case, report)
    with pytest.raises(Stale):
        await press(case, report, message, chosen)
    assert not await acts(case, report)


async def test_a_key_counts_on_its_message_in_the_supervisors_group_alone(case: Case) -> None:
    report, other = await case.submitted(), await case.submitted(at=spot(3))
    message = await shown(case, report)
    card = await case.ticket(report)
    with pytest.raises(Stale):
        await press(case, other, message, "0.ban.false.1")
    with pytest.raises(SupervisorsOnly):
        await press(case, report, card.card.message_id, "0.ban.false.1", chat=card.card.chat_id)
    for chat in (GROUPS["triage"], GROUPS[report.queue]):
        with pytest.raises(SupervisorsOnly):
            await case.do(rider_sheets.show, HEAD, chat, str(report.number), ASKED)


async def test_whoever_stands_in_for_supervisors_has_not_their_powers(case: Case) -> None:
    report = await case.submitted()
    await case.database.write(lambda tx: tx.queues.lose(GROUPS["supervisors"], case.clock.at))
    for chat in (GROUPS["triage"], GROUPS["supervisors"]):
        with pytest.raises(SupervisorsOnly):
            await case.do(rider_sheets.show, HEAD, chat, str(report.number), ASKED)


async def test_nobody_deals_with_their_own_reports_nor_with_themselves(case: Case) -> None:
    report = await case.submitted()
    witness = await case.rider(8)
    await case.witnessed(report, witness)
    rider = await case.database.read(lambda tx: tx.riders.get(report.rider_id))
    assert rider
    message = await shown(case, report)
    for mine in (rider.chat_id, witness.chat_id):
        with pytest.raises(OwnReports):
            await press(case, report, message, "0.ban.false.1", Staff(mine, "我"))
        with pytest.raises(OwnReports):
            await case.do(rider_sheets.show, Staff(mine, "我"), CHAT, str(report.number), ASKED)


@pytest.mark.parametrize(
    "words", ["", "42", "2611-9999", "张三", "XX-9999-0001", "XX-{month}-0001", "查 XX-{month}-0001"]
)
async def test_only_a_report_of_this_district_names_a_rider(case: Case, words: str) -> None:
    report = await case.submitted()
    with pytest.raises(NoSuchTicket):
        await case.do(rider_sheets.show, HEAD, CHAT, words.format(month=report.number.month), ASKED)


async def test_who_has_gone_can_be_lifted_and_nothing_else(case: Case) -> None:
    report = await case.submitted()
    message = await shown(case, report)
    await press(case, report, message, "0.ban.false.0")
    rider = await case.database.read(lambda tx: tx.riders.get(report.rider_id))
    assert rider
    await case.do(forgetting.forget, rider)
    sheet = await case.view(RiderShown(report.id))
    assert sheet.is_gone
    with pytest.raises(RiderLeft):
        await press(case, report, message, "1.mute.false.1")
    assert await press(case, report, message, "1.lift") == "lift"


async def test_a_withdrawn_report_still_names_its_rider(case: Case) -> None:
    report = await case.submitted()
    rider = await case.database.read(lambda tx: tx.riders.get(report.rider_id))
    assert rider
    await case.do(rider_actions.withdraw, rider, report.id)
    assert await press(case, report, await shown(case, report), "0.mute.flooding.30") == "mute"


async def test_what_was_imported_has_nobody(case: Case) -> None:
    report = await case.submitted()
    nobody = await case.rider(0, chat_id=0)
    await case.database.write(lambda tx: tx.reports.save(replace(report, rider_id=nobody.id)))
    message = await shown(case, report)
    assert (await case.view(RiderShown(report.id))).is_imported
    with pytest.raises(RiderLeft):
        await press(case, report, message, "0.ban.false.1")
    with pytest.raises(AlreadyDone):
        await press(case, report, message, "0.lift")


def test_it_is_stored_and_read_back() -> None:
    assert read_meaning(write_meaning(RiderShown(7, "mute"))) == RiderShown(7, "mute")
