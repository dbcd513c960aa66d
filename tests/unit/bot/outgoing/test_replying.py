"""What a message replies to: notices about a report reply to its receipt, wherever that stands now."""

from dataclasses import replace

from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import StatusTold
from domain.tickets.lifecycle import Action
from services.outgoing import answer, draft_key
from services.reporting import additions
from tests.recording import Call
from tests.usecases import Case, spot


def replied_to(call: Call) -> int | None:
    parameters = call.params.get("reply_parameters")
    return parameters["message_id"] if parameters else None


async def stands(case: Case, draft_id: int) -> int:
    """Where the card of a draft stands."""
    card = await case.database.read(lambda tx: tx.messages.of_key(draft_key(draft_id)))
    assert card
    return card.message_id


async def test_a_notice_replies_to_the_receipt_even_if_that_is_gone_from_the_chat(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.accepted(report)
    (told,) = [call for call in await case.told(rider.chat_id) if call.method == "sendMessage"]
    assert replied_to(told) == await stands(case, report.id)
    assert told.params["reply_parameters"]["allow_sending_without_reply"]


async def test_a_receipt_that_moved_is_found_where_it_stands(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    before = await stands(case, report.id)
    moved = replace(await case.draft(report.id), last_message_id=before + 1_000)
    await case.database.write(lambda tx: tx.drafts.save(moved))
    await case.accepted(report)
    told = [call for call in await case.told(rider.chat_id) if replied_to(call) is not None]
    assert [replied_to(call) for call in told] == [await stands(case, report.id)]
    assert replied_to(told[0]) != before


async def test_a_witness_and_the_reporter_each_hear_it_below_their_own(case: Case) -> None:
    report = await case.submitted()
    witness = await case.rider(8)
    await case.witnessed(report, witness)
    await case.told()
    await case.accepted(report)
    (told,) = [call for call in await case.told(witness.chat_id) if call.method == "sendMessage"]
    own = await case.database.read(lambda tx: tx.messages.receipt(witness.chat_id, report.id))
    assert own is not None
    assert own.draft_id != report.id
    assert replied_to(told) == own.message_id


async def test_whoever_reported_a_duplicate_hears_of_the_original_below_their_receipt(case: Case) -> None:
    original = await case.submitted()
    other = await case.rider(8)
    duplicate = await case.submitted(by=other, at=spot(3))
    await case.settled(await case.moved(duplicate, Action.DUPLICATE, original=str(original.id)))
    await case.told()
    await case.accepted(original)
    (told,) = [call for call in await case.told(other.chat_id) if call.method == "sendMessage"]
    assert replied_to(told) == await stands(case, duplicate.id)


async def test_an_answer_keeps_the_message_that_it_answers(case: Case) -> None:
    rider = await case.rider()
    report = await case.submitted(by=rider)
    await case.told()
    await case.do(additions.add, rider, report.id, IncomingMessage(77, "在东门"))
    (told,) = [call for call in await case.told(rider.chat_id) if call.method == "sendMessage"]
    assert replied_to(told) == 77


async def test_without_a_receipt_it_is_sent_all_the_same(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    other = await case.rider(8)
    await case.do(answer, other, StatusTold(report.id, "accepted"))
    (told,) = await case.told(other.chat_id)
    assert replied_to(told) is None


async def test_that_a_hold_has_run_out_is_no_news_for_riders(case: Case) -> None:
    rider = await case.rider()
    report = await case.moved(await case.accepted(await case.submitted(by=rider)), Action.START)
    report = await case.moved(report, Action.HOLD, "等配件", until=str(case.clock.at + 60_000))
    await case.told()
    await case.passes(minutes=2)
    assert not [call for call in await case.told(rider.chat_id) if call.method == "sendMessage"]
    held = await case.moved(await case.now(report), Action.HOLD, "等配件", until=str(case.clock.at + 60_000))
    await case.moved(held, Action.RESUME)
    told = [call for call in await case.told(rider.chat_id) if call.method == "sendMessage"]
    assert len(told) == 2, "staff who go on are news"
