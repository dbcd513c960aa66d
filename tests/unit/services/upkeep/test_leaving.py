"""A rider who leaves: nothing of theirs stays in any table, chat or file; what they reported goes on."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import RiderLeft
from domain.people.riders import Rider, Terms
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.lookups import AuditShown
from services.people import riders
from services.ports.inbox import Claimant, InboxItem, Lane
from services.ports.transaction import Transaction
from services.reporting import draft_menus, rider_actions, submission, witnessing
from services.tickets import groups, ticket_actions
from services.tickets.ticket_actions import Staff
from services.upkeep import forgetting, timers
from tests.recording import Call
from tests.sample_views import HOUR
from tests.tables import rows_of, waiting
from tests.usecases import GROUPS, HERE, STAFF, Case, spot

CHAT = 7_654_321_098
WORDS = "三单元门口路灯不亮找王阿姨"
LIGHTING = GROUPS["lighting"]
LI = Staff(STAFF.id, STAFF.name)


def everything(case: Case) -> dict[str, str]:
    """All rows of all tables as one text each."""
    with closing(sqlite3.connect(case.address.removeprefix("sqlite:///"))) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: repr(connection.execute(f"select * from {name}").fetchall()) for name in tables}  # noqa: S608


def holding(case: Case, *traces: object) -> set[str]:
    return {table for table, rows in everything(case).items() if any(str(trace) in rows for trace in traces)}


async def person(case: Case, number: int = 7, chat: int = CHAT) -> Rider:
    return await case.rider(number, chat_id=chat)


async def reported(case: Case, rider: Rider, at: int = 0) -> Report:
    """A report with the rider's words and photo, whose card stands in its group."""
    draft = await case.drafted(rider, at=spot(at))
    await case.sends(rider, WORDS)
    return await case.now(await case.do(submission.submit_report, rider, draft))


async def update(case: Case, chat: int, number: int, owner: int | None = None) -> None:
    """An update of a rider that waits, or is done if it has an owner."""
    payload = json.dumps({"update_id": number, "message": {"chat": {"id": chat}, "text": WORDS}}, ensure_ascii=False)

    async def come(tx: Transaction) -> None:
        await tx.inbox.store(77, [InboxItem(0, number, chat, payload)], case.clock.at)
        if owner is not None:
            for item in await tx.inbox.claim(Claimant(owner, dict.fromkeys(Lane, 10)), case.clock.at):
                await tx.inbox.consume(item.seq, owner, case.clock.at)

    await case.database.write(come)


async def leaves(case: Case, rider: Rider) -> list[Call]:
    """Let the rider leave; what goes out then, timers included."""
    await case.do(forgetting.forget, rider)
    calls = await case.told()
    await case.passes(seconds=1)
    return calls + await case.told()


async def test_nothing_of_a_rider_who_leaves_stays_in_any_table(case: Case) -> None:
    rider = await person(case)
    report = await reported(case, rider)
    await case.adds(rider, report, WORDS, photo=case.photo())
    await case.told()
    await case.sends(rider, WORDS, position=spot(3), photo=case.photo())
    await update(case, CHAT, 1, owner=1)
    assert holding(case, CHAT) >= {"rider", "outbox", "live_message", "inbox"}
    assert holding(case, WORDS) >= {"report", "event", "draft", "inbox", "outbox"}
    await leaves(case, rider)
    assert holding(case, CHAT, WORDS) == set()
    assert rows_of(case, "select * from photo") == []
    assert rows_of(case, "select * from photo_hash") == []


async def test_the_report_goes_on_and_its_points_stay_under_a_key(case: Case) -> None:
    rider = await person(case)
    report = await case.accepted(await reported(case, rider))
    await case.told()
    balance = await case.balance(rider)
    calls = await leaves(case, rider)
    assert [call.chat for call in calls if call.chat > 0] == [CHAT]
    assert WORDS not in "".join(call.text for call in calls)
    await case.moved(report, Action.RESOLVE, "换好了")
    assert await case.told(CHAT) == []
    await case.passes(days=8)
    assert (await case.now(report)).status is Status.CLOSED_UNCONFIRMED
    assert await case.balance(rider) == balance > 0


async def test_what_staff_looked_up_goes_from_the_group(case: Case) -> None:
    rider = await person(case)
    report = await reported(case, rider)
    await case.told()
    chat = GROUPS["supervisors"]
    await case.do(groups.tell, chat, None, AuditShown(report_id=report.id, chat_id=chat, by=9))
    (shown,) = [call for call in await case.told(chat) if WORDS in call.text]
    gone = [call for call in await leaves(case, rider) if call.method == "deleteMessage"]
    assert shown.message in {call.message for call in gone if call.chat == chat}


async def test_pictures_go_from_the_group_and_the_card_is_sent_without(case: Case) -> None:
    rider = await person(case)
    await reported(case, rider)
    (card,) = [call for call in await case.told() if call.method == "sendPhoto"]
    calls = {call.method: call for call in await leaves(case, rider) if call.chat == LIGHTING}
    assert set(calls) == {"sendMessage", "deleteMessage"}
    assert calls["deleteMessage"].params["message_id"] == card.message
    assert WORDS not in calls["sendMessage"].text


async def test_a_message_older_than_telegram_deletes_is_emptied(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await person(case)
    await reported(case, rider)
    (card,) = [call for call in await case.told() if call.method == "sendPhoto"]
    answer = case.telegram.answer

    def refusing(call: Call) -> tuple[int, dict[str, Any]]:
        refusals = {
            "deleteMessage": "Bad Request: message can't be deleted",
            "editMessageText": "Bad Request: there is no text in the message to edit",
        }
        if call.method in refusals:
            return 400, {"ok": False, "error_code": 400, "description": refusals[call.method]}
        return answer(call)

    monkeypatch.setattr(case.telegram, "answer", refusing)
    calls = [call for call in await leaves(case, rider) if call.message == card.message and call.chat == LIGHTING]
    assert [call.method for call in calls] == ["deleteMessage", "editMessageText", "editMessageMedia"]
    assert "已删除" in calls[-1].text
    assert calls[-1].keys == []
    assert rows_of(case, f"select * from live_message where message_id = {card.message}") == []  # noqa: S608


async def test_no_words_stand_on_the_card_of_a_case_closed_long_ago(case: Case) -> None:
    await case.do(timers.start)
    rider = await person(case)
    draft = await case.sends(rider, WORDS, position=spot(0))
    await case.do(draft_menus.choose_category, rider, draft, "snow_ice")
    report = await case.now(await case.do(submission.submit_report, rider, draft))
    (card,) = [call for call in await case.told() if WORDS in call.text and call.chat < 0]
    await case.resolved(await case.accepted(report))
    edits = []
    for days in (8, 100, 1):
        await case.passes(days=days)
        edits += [call for call in await case.told() if call.message == card.message and call.chat == card.chat]
    assert WORDS not in edits[-1].text
    assert not [call for call in await leaves(case, rider) if call.message == card.message and call.chat == card.chat]


async def test_leaving_twice_and_coming_back_is_being_new(case: Case) -> None:
    rider = await person(case)
    await reported(case, rider)
    await leaves(case, rider)
    again = await case.do(riders.meet, CHAT, "zh")
    assert (again.id != rider.id, again.agreed(Terms()), again.last_place) == (True, False, None)
    await leaves(case, again)
    assert holding(case, CHAT) == set()
    assert [row["id"] for row in rows_of(case, "select id from rider where forgotten_at is not null")] == [rider.id]


async def test_what_waits_to_be_sent_is_dropped_but_for_the_confirmation(case: Case) -> None:
    rider = await person(case)
    await case.sends(rider, position=HERE, photo=case.photo())
    assert len(waiting(case, CHAT)) > 0
    await case.do(forgetting.forget, rider)
    assert [each.meaning.name for each in waiting(case, CHAT)] == ["forgotten"]


async def test_a_message_on_its_way_leaves_no_record(case: Case) -> None:
    rider = await person(case)
    await case.sends(rider, position=HERE, photo=case.photo())
    sent = case.telegram.answer

    def leaving(call: Call) -> tuple[int, dict[str, Any]]:
        with closing(sqlite3.connect(case.address.removeprefix("sqlite:///"))) as connection:
            connection.execute("delete from outbox where chat_id = ?", (CHAT,))
            connection.execute("delete from live_message where chat_id = ?", (CHAT,))
            connection.execute("delete from heard where chat_id = ?", (CHAT,))
            connection.commit()
        return sent(call)

    case.telegram.answer = leaving  # type: ignore[method-assign]
    await case.told()
    assert holding(case, CHAT) == {"rider"}


async def test_what_they_sent_before_and_was_not_done_is_not_done_any_more(case: Case) -> None:
    rider = await person(case)
    for number in (1, 2):
        await update(case, CHAT, number)

    async def pressed(tx: Transaction) -> None:
        now, claimant = case.clock.at, Claimant(1, dict.fromkeys(Lane, 1))
        (failing,) = await tx.inbox.claim(claimant, now)
        await tx.inbox.retry(failing, 1, "passing", now, now + HOUR)
        (press,) = await tx.inbox.claim(claimant, now)
        await tx.inbox.consume(press.seq, 1, case.clock.at)
        await forgetting.forget(tx, case.deps, rider)

    await update(case, CHAT, 3)
    await case.database.write(pressed)
    rows = rows_of(case, "select state, chat_id from inbox order by seq")
    assert [(row["state"], row["chat_id"]) for row in rows] == [("done", 0), ("done", 0), ("waiting", CHAT)]


async def test_a_witness_who_leaves_takes_their_words_and_photos_along(case: Case) -> None:
    reporter, witness = await case.rider(8), await person(case)
    report = await case.submitted(by=reporter)
    await case.witnessed(report, witness)
    await case.adds(witness, report, WORDS, photo=case.photo())
    await case.told()
    kept = [row["id"] for row in rows_of(case, f"select id from photo where rider_id = {reporter.id}")]  # noqa: S608
    await leaves(case, witness)
    assert holding(case, CHAT, WORDS) == set()
    assert [row["id"] for row in rows_of(case, "select id from photo")] == kept
    assert (await case.now(report)).witnesses == 1
    await case.accepted(report)
    assert await case.told(CHAT) == []


async def test_words_for_a_rider_who_left_are_refused_and_can_be_kept_as_a_note(case: Case) -> None:
    rider = await person(case)
    report = await reported(case, rider)
    await case.told()
    card = (await case.ticket(report)).card
    await leaves(case, rider)
    card = (await case.ticket(report)).card
    await case.do(ticket_actions.reply_to_card, LI, card, IncomingMessage(case.numbers.new(), "几号楼？"))
    (prompt,) = await case.database.read(lambda tx: tx.queues.open_prompts(LIGHTING, LI.user_id))
    with pytest.raises(RiderLeft):
        await case.do(ticket_actions.send_to_riders, LI, prompt)
    await case.do(ticket_actions.keep_as_note, LI, prompt)
    assert (await case.events(report))[-1].words == "几号楼？"


async def test_what_somebody_did_as_staff_stays_an_office_act(case: Case) -> None:
    await person(case, chat=STAFF.id)
    report = await case.accepted(await case.submitted(by=await case.rider(8)))
    staff = await case.database.read(lambda tx: tx.riders.by_chat(STAFF.id))
    assert staff
    await leaves(case, staff)
    assert (await case.events(report))[-1].actor == STAFF


async def test_an_answer_that_stands_on_the_report_goes_with_its_words(case: Case) -> None:
    rider = await person(case)
    report = await case.resolved(await reported(case, rider))
    await case.do(rider_actions.answer_fixed, rider, report.id, Action.NOT_FIXED, WORDS)
    assert (await case.now(report)).outcome == WORDS
    await leaves(case, rider)
    assert holding(case, WORDS) == set()
    assert (await case.now(report)).status is Status.REOPENED


async def test_an_old_photo_without_its_riders_name_goes_too(case: Case) -> None:
    rider = await person(case)
    report = await reported(case, rider)
    await case.do(witnessing.add_later, rider, report.id, IncomingMessage(5, "", photo=case.photo()))
    with closing(sqlite3.connect(case.address.removeprefix("sqlite:///"))) as connection:
        connection.execute("update photo set rider_id = null where role = 'added'")
        connection.commit()
    await leaves(case, rider)
    assert rows_of(case, "select * from photo") == []


async def test_chats_are_cleared_once_more_of_what_was_on_its_way(case: Case) -> None:
    rider = await person(case)
    report = await reported(case, rider)
    await case.told()
    await leaves(case, rider)
    late = replace((await case.ticket(report)).card, key="late album", message_id=5, shape="photo")
    await case.database.write(lambda tx: tx.messages.put(late, case.clock.at))
    await case.passes(minutes=11)
    assert [call.params["message_id"] for call in await case.told() if call.method == "deleteMessage"] == [5]


ERASED = {"rider", "inbox", "outbox", "live_message", "prompt", "chat_hold", "heard"}
OF_GROUPS = {"board", "hand_over", "queue_chat", "moved_chat", "membership", "unfit_chat"}
"""Tables whose chats are groups; the people in them are staff."""


def test_each_table_that_names_a_chat_or_a_person_is_thought_of(case: Case) -> None:
    """A new table with a chat's or a user's id is erased with the rider, or is about groups."""
    tables = [row["name"] for row in rows_of(case, "select name from sqlite_master where type = 'table'")]
    naming = {
        table
        for table in tables
        if {"chat_id", "user_id", "line"} & {row["name"] for row in rows_of(case, f"pragma table_info({table})")}
    }
    assert naming <= ERASED | OF_GROUPS


async def test_what_others_recorded_of_the_same_report_stays_in_its_group(case: Case) -> None:
    reporter, rider = await case.rider(8), await person(case)
    report = await case.witnessed(await case.submitted(by=reporter), rider)
    await case.adds(reporter, report, clip=case.clip())
    await case.adds(rider, report, clip=case.clip())
    sent = [call for call in await case.told(LIGHTING) if call.method == "sendAudio"]
    theirs, own = (call.message for call in sent)
    gone = {call.message for call in await leaves(case, rider) if call.method == "deleteMessage"}
    assert own in gone
    assert theirs not in gone
    assert len(rows_of(case, "select * from clip")) == 1
