"""What a refused press brings up to date: the card itself, a copy of it, or a message that is no card."""

from typing import Any

import pytest

from domain.reporting.messages import CardBelow, CardUnknown
from domain.tickets.messages import CardLeft, TicketCard
from domain.tickets.staff import QueueChat
from services.redrawing import Seen, redraw_draft, redraw_ticket
from services.tickets import groups
from tests.tables import rows_of, unseat, waiting
from tests.usecases import GROUPS, START, Case

LIGHTING, TRIAGE = GROUPS["lighting"], GROUPS["triage"]


async def test_a_card_is_drawn_again_even_where_nothing_seems_to_have_changed(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    card = (await case.ticket(report)).card
    await case.do(redraw_ticket, Seen(LIGHTING, card.message_id, "photo"), report.id)
    assert [(call.method, call.message) for call in await case.told(LIGHTING)] == [
        ("editMessageCaption", card.message_id)
    ]


async def test_a_newer_copy_that_we_do_not_know_becomes_the_card(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    before = (await case.ticket(report)).card
    await case.do(redraw_ticket, Seen(LIGHTING, before.message_id + 500, "photo"), report.id)
    assert [each.meaning for each in waiting(case, LIGHTING)] == [
        CardBelow(edits=before.message_id),
        TicketCard(report.id, "lighting"),
    ]
    assert (await case.ticket(report)).card.message_id == before.message_id + 500


async def test_an_older_copy_says_that_the_card_stands_below(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    card = (await case.ticket(report)).card
    await case.do(redraw_ticket, Seen(LIGHTING, card.message_id - 1, "text"), report.id)
    assert [each.meaning for each in waiting(case)] == [CardBelow(edits=card.message_id - 1)]
    (call,) = await case.told()
    assert (call.method, call.keys) == ("editMessageText", [])
    assert (await case.ticket(report)).card == card


async def test_a_copy_that_is_pressed_while_the_card_is_sent_again_becomes_its_former_one(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = await case.submitted()
    answer = case.telegram.do_request

    async def pressed_meanwhile(url: str, *args: Any, **named: Any) -> tuple[int, bytes]:
        if url.endswith("sendPhoto"):
            await case.do(redraw_ticket, Seen(LIGHTING, 5, "photo"), report.id)
        return await answer(url, *args, **named)

    monkeypatch.setattr(case.telegram, "do_request", pressed_meanwhile)
    sent = [call.message for call in await case.told(LIGHTING) if call.method == "sendPhoto"]
    live = [row["message_id"] for row in rows_of(case, "select * from live_message where live = 1")]
    assert [message for message in live if message in {5, *sent}] == sent
    await case.do(redraw_ticket, Seen(LIGHTING, 5, "photo"), report.id)
    assert [each.meaning for each in waiting(case, LIGHTING)] == [CardBelow(edits=5)]


async def test_a_copy_in_a_group_that_has_the_ticket_no_more_is_closed(case: Case) -> None:
    unseat(case, "lighting")
    report = await case.submitted()
    await case.told()
    await case.do(groups.place, QueueChat("lighting", LIGHTING, None, START))
    await case.told()
    await case.do(redraw_ticket, Seen(TRIAGE, 999, "photo"), report.id)
    assert [each.meaning for each in waiting(case)] == [CardLeft(report.id, "lighting", 999)]


async def test_what_is_not_known_any_more_says_so_and_loses_its_keys(case: Case) -> None:
    rider = await case.rider()
    await case.do(redraw_ticket, Seen(LIGHTING, 5, "photo"), 404)
    await case.do(redraw_draft, rider, Seen(rider.chat_id, 6, "text"), 404)
    assert [each.meaning for each in waiting(case)] == [CardUnknown(edits=5), CardUnknown(edits=6)]
    assert [(call.chat, call.method, call.keys) for call in await case.told()] == [
        (LIGHTING, "editMessageCaption", []),
        (rider.chat_id, "editMessageText", []),
    ]


async def test_a_group_of_nobodys_learns_nothing_of_a_report(case: Case) -> None:
    report = await case.submitted()
    await case.told()
    await case.do(redraw_ticket, Seen(-100987, 5, "text"), report.id)
    assert [each.meaning for each in waiting(case)] == [CardUnknown(edits=5)]


async def test_a_riders_card_is_drawn_again_and_nobody_elses(case: Case) -> None:
    rider, other = await case.rider(), await case.rider(8)
    draft = await case.drafted(rider)
    (card, *_) = [call for call in await case.told(rider.chat_id) if call.keys]
    await case.do(redraw_draft, other, Seen(other.chat_id, 77, "text"), draft)
    assert waiting(case) == []
    await case.do(redraw_draft, rider, Seen(rider.chat_id, card.message, "text"), draft)
    assert [call.message for call in await case.told(rider.chat_id)] == [card.message]


async def test_another_message_of_a_ticket_is_left_as_it_is(case: Case) -> None:
    report = await case.submitted()
    await case.adds(await case.rider(), report, "还没修")
    nudge = [call for call in await case.told(LIGHTING) if "还没修" in call.text][-1]
    await case.do(redraw_ticket, Seen(LIGHTING, nudge.message, "text"), report.id)
    assert waiting(case) == []
