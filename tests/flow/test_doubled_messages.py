"""Messages that came twice, as the process ended before it recorded the first: both copies are heard."""

import pytest

from playground.people import JSON, labels
from tests.staff_work import QUEUE, act, asked, card_of, question, reply
from tests.town import Town, plain_picture
from tests.watching import parked, rows, stands_still, tap


async def unrecorded(town: Town, message: JSON) -> JSON:
    """A copy of one of our messages that the bot does not know, above the one that it does."""
    where = {"chat_id": message["chat"]["id"], "reply_markup": message.get("reply_markup")}
    copy = await town.app.application.bot.copy_message(  # type: ignore[union-attr]
        where["chat_id"], where["chat_id"], message["message_id"]
    )
    markup = message.get("reply_markup")
    chat = town.world.chats.chat(where["chat_id"])
    stored = town.world.messages.get(chat, copy.message_id)
    assert stored
    stored.message |= {"reply_markup": markup} if markup else {}
    return dict(stored.message)


async def test_a_reply_to_either_copy_of_a_card_is_a_reply_to_the_ticket(town: Town) -> None:
    await town.submitted(await town.rider())
    copy = await unrecorded(town, await card_of(town))
    await reply(town, copy, "师傅出发了")
    assert not (await tap(town.staff, await question(town), "内部备注")).show_alert
    assert rows(town, "select words from event where action = 'noted'") == [("师傅出发了",)]


async def test_a_press_on_either_copy_of_a_card_counts_and_one_stays(town: Town) -> None:
    await town.submitted(await town.rider())
    card = await card_of(town)
    copy = await unrecorded(town, card)
    assert not (await tap(town.staff, copy, "受理")).show_alert
    await stands_still(town)
    assert rows(town, "select status from report") == [("accepted",)]
    keys = [labels(message) for message in await town.people.messages(town.groups[QUEUE]) if labels(message)]
    assert ["已解决" in each for each in keys] == [True]
    assert not parked(town)


async def test_an_answer_to_either_copy_of_a_question_counts(town: Town) -> None:
    await town.submitted(await town.rider())
    await act(town, "受理")
    await tap(town.staff, await card_of(town), "挂账")
    copy = await unrecorded(town, await asked(town, "原因＋到哪天"))
    await reply(town, copy, "等配件，3 天")
    await town.ticket(QUEUE, "挂账中", after=0)


async def test_a_reply_to_either_copy_of_a_receipt_is_added_to_the_report(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    copy = await unrecorded(town, receipt)
    await rider.photo(plain_picture("blue"), "在东门边上", reply_to=copy["message_id"])
    await town.ticket(QUEUE, "在东门边上", after=0)
    assert rows(town, "select 1 from draft where stage = 'open'") == []


@pytest.mark.parametrize("said", ["DC-2611-9999 有人吗", "大家好", "DC-2611-0001 和 DC-2611-0002"])
async def test_other_words_of_the_bot_are_no_ticket(town: Town, said: str) -> None:
    await town.submitted(await town.rider())
    assert town.app
    sent = await town.app.application.bot.send_message(town.groups[QUEUE], said)
    await reply(town, {"message_id": sent.message_id}, "好的")
    await stands_still(town)
    assert rows(town, "select 1 from prompt") == []
    assert not parked(town)


async def test_a_person_s_own_words_with_a_number_are_no_card(town: Town) -> None:
    _, number = await town.submitted(await town.rider())
    card = await card_of(town)
    forged = await town.staff.text(f"看看 {number}", chat=town.groups[QUEUE])
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert (await tap(town.staff, forged, data)).show_alert
    await reply(town, forged, "我来")
    await stands_still(town)
    assert rows(town, "select status from report") == [("routed",)]
    assert rows(town, "select 1 from prompt") == []
