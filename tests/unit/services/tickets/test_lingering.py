"""Reminders in a group that the bot comes back to: what is moot goes, what still stands stays."""

import pytest

from domain.messages import Removal
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.tickets.staff import QueueChat
from services.outgoing import nudge_key, reminder_list_key
from services.ports.live_messages import LiveMessage
from services.tickets import groups, lookups, ticket_lists
from services.tickets.lookups import Asker
from tests.recording import Call
from tests.sample_views import MINUTE
from tests.tables import rows_of, waiting
from tests.usecases import GROUPS, START, Case, spot

LIGHTING, TRIAGE, SUPERVISORS = GROUPS["lighting"], GROUPS["triage"], GROUPS["supervisors"]
ELSEWHERE = -77


async def due(case: Case, many: int, *, accepted: bool = True) -> list[Report]:
    """Reports of one queue whose limit is over, as its group was reminded."""
    rider = await case.rider()
    made = [await case.submitted(by=rider, at=spot(number)) for number in range(many)]
    made = [await case.accepted(report) if accepted else report for report in made]
    await case.passes(milliseconds=max(report.due_at or 0 for report in made) - case.clock.at + MINUTE)
    await case.told()
    return [await case.now(report) for report in made]


async def reminding(case: Case, report: Report) -> LiveMessage:
    found = await case.database.read(lambda tx: tx.messages.of_key(nudge_key(report.id)))
    assert found is not None
    return found


async def out(case: Case, chat: int = LIGHTING) -> None:
    """Let a group remove the bot, which hands over its tickets."""
    await case.do(groups.lose, chat)
    await case.told()


async def back(case: Case, chat: int = LIGHTING) -> list[Call]:
    """Let the bot come back; what it did in the group. Nothing that it wanted to do there meanwhile was done."""
    await case.database.write(lambda tx: tx.outbox.drop(chat))
    await case.told()
    await case.do(groups.regain, chat)
    return await case.told(chat)


def deleted(calls: list[Call]) -> list[int | None]:
    return [call.message for call in calls if call.method == "deleteMessage"]


async def test_what_lost_its_cause_while_the_bot_was_out_goes_once_it_is_back(case: Case) -> None:
    (report,) = await due(case, 1)
    told = await reminding(case, report)
    await out(case)
    await case.resolved(report)
    assert told.message_id in deleted(await back(case))


async def test_what_still_stands_stays(case: Case) -> None:
    (report,) = await due(case, 1)
    told = await reminding(case, report)
    await out(case)
    assert told.message_id not in deleted(await back(case))


async def test_too_old_to_be_deleted_it_becomes_a_line(case: Case) -> None:
    (report,) = await due(case, 1)
    told = await reminding(case, report)
    await out(case)
    await case.resolved(report)
    await case.database.write(lambda tx: tx.outbox.drop(LIGHTING))
    await case.do(groups.regain, LIGHTING)
    meanings = [each.meaning for each in waiting(case, LIGHTING)]
    assert Removal(told.message_id, erases=True, over=str(report.number)) in meanings


async def test_what_was_told_where_triage_stood_in_replaces_what_was_left(case: Case) -> None:
    (report,) = await due(case, 1, accepted=False)
    told = await reminding(case, report)
    await out(case)
    await case.adds(await case.rider(), report, "就在路口")
    await case.told()
    assert (await reminding(case, report)).chat_id == TRIAGE
    assert told.message_id in deleted(await back(case))


@pytest.mark.parametrize("resolved", [1, 2])
async def test_a_list_loses_the_lines_that_are_moot(case: Case, resolved: int) -> None:
    made = await due(case, 2)
    (batch,) = {row["batch"] for row in rows_of(case, "select * from reminder where place = 'queue'")}
    listed = await case.database.read(lambda tx: tx.messages.of_key(reminder_list_key(batch, 0)))
    assert listed is not None
    await out(case)
    for report in made[:resolved]:
        await case.resolved(report)
    calls = [call for call in await back(case) if call.message == listed.message_id]
    assert [call.method for call in calls] == ["editMessageText" if resolved == 1 else "deleteMessage"]
    assert not any(str(made[0].number) in call.text for call in calls)


@pytest.mark.parametrize("ended", [False, True])
async def test_a_card_that_stands_elsewhere_by_now_goes_once_the_bot_is_back(case: Case, *, ended: bool) -> None:
    report = await case.submitted()
    await case.told()
    card = (await case.ticket(report)).card
    await out(case)
    if ended:
        await case.moved(report, Action.REJECT, reason="unclear")
    await case.database.write(lambda tx: tx.outbox.drop(LIGHTING))
    await case.do(groups.regain, LIGHTING)
    meanings = [each.meaning for each in waiting(case, LIGHTING) if isinstance(each.meaning, Removal)]
    assert meanings == [Removal(card.message_id, erases=True, over=str(report.number), replaced=True)]
    assert len([call for call in await case.told(LIGHTING) if call.method == "sendPhoto"]) == (not ended)


async def test_in_a_group_that_has_no_queue_any_more_nothing_reminds(case: Case) -> None:
    (report,) = await due(case, 1)
    told = await reminding(case, report)
    await out(case)
    await case.do(groups.place, QueueChat("lighting", ELSEWHERE, None, START))
    assert told.message_id in deleted(await back(case))


async def test_what_supervisors_need_not_know_any_more_goes_when_the_bot_is_back(case: Case) -> None:
    (report,) = await due(case, 1)
    await out(case, SUPERVISORS)
    await case.resolved(report)
    assert len(deleted(await back(case, SUPERVISORS))) == 1


async def test_what_was_looked_up_before_goes_as_its_day_may_be_over(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    asker = Asker(LIGHTING, None, 9, 77)
    await case.do(lookups.look_up, asker, str(report.number))
    await case.do(ticket_lists.list_tickets, asker, "李主任", "")
    await case.do(lookups.show_album, report, LIGHTING, None)
    shown = {call.message for call in await case.told(LIGHTING)}
    await out(case)
    await case.passes(days=9)
    assert shown <= {*deleted(await back(case))}
