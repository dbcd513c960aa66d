"""Staff undo a rejection over HTTP, in both languages; nobody else does, and not for longer than two minutes."""

import pytest

from domain.tickets.lifecycle import Action, RejectReason
from playground.people import JSON, buttons, words
from tests.staff_work import QUEUE, card_of
from tests.town import Town
from tests.watching import rows, stands_still, tap
from texts.base.callbacks import Verb, decode

TOO_LATE = {"zh": "撤不了", "en": "two minutes are over"}
DONE = {"zh": "已撤销", "en": "Undone"}
NOT_STAFF = {"zh": "你不在本群", "en": "You aren't in this group"}


def key(card: JSON, verb: Verb, argument: str) -> str:
    """The data of a key of a card."""
    found = [button.get("callback_data", "") for button in buttons(card)]
    read = [(data, decode(data)) for data in found]
    return next(data for data, press in read if press and (press.verb, press.argument) == (verb, argument))


async def rejected(town: Town) -> str:
    """The data of the key that undoes a rejection which staff have just made."""
    await town.submitted(await town.rider())
    await tap(town.staff, await card_of(town), key(await card_of(town), Verb.ACT, Action.REJECT))
    await tap(town.staff, await card_of(town), key(await card_of(town), Verb.REASON, RejectReason.FALSE))
    return key(await card_of(town), Verb.ACT, Action.UNDO)


def status(town: Town) -> str:
    ((found,),) = rows(town, "select status from report")
    return str(found)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_colleague_undoes_a_rejection_and_the_rider_hears_of_nothing(town: Town, language: str) -> None:
    colleague = await town.people.join("周科员", language)
    wish = {"user_id": colleague.id, "status": "member"}
    await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=wish)
    undo = await rejected(town)
    stranger = await town.people.join("路人", language)
    refused = await tap(stranger, await card_of(town), undo)
    assert refused.show_alert
    assert NOT_STAFF[language] in refused.text
    assert status(town) == "rejected"
    assert (await tap(colleague, await card_of(town), undo)).text == DONE[language]
    assert status(town) == "routed"
    assert key(await card_of(town), Verb.ACT, Action.ACCEPT)
    town.skip(minutes=10)
    await stands_still(town)
    told = [message for person in rows(town, "select chat_id from rider") for message in await told_to(town, person[0])]
    assert not [text for text in told if "🚫" in text]


async def told_to(town: Town, chat: int) -> list[str]:
    """What the bot has said to a rider."""
    return [words(message) for message in await town.people.messages(chat)]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_after_two_minutes_it_is_too_late_and_the_card_shows_it(town: Town, language: str) -> None:
    colleague = await town.people.join("周科员", language)
    wish = {"user_id": colleague.id, "status": "member"}
    await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=wish)
    undo = await rejected(town)
    card = await card_of(town)
    town.skip(minutes=2)
    await stands_still(town)
    refused = await tap(colleague, card, undo)
    assert refused.show_alert
    assert TOO_LATE[language] in refused.text
    await stands_still(town)
    shown = [
        message
        for message in await town.people.messages(town.groups[QUEUE])
        if message["message_id"] == card["message_id"]
    ]
    assert not [button for message in shown for button in buttons(message) if button.get("callback_data") == undo]
    assert status(town) == "rejected"


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_urgent_ticket_is_held_by_a_supervisor_alone_in_the_queues_group(town: Town, language: str) -> None:
    head = await town.people.join("督办员", language)
    for queue in (QUEUE, "supervisors"):
        wish = {"user_id": head.id, "status": "member"}
        await town.people.call("POST", f"/chats/{town.groups[queue]}/members", json=wish)
    await town.submitted(await town.rider())
    await tap(town.staff, await card_of(town), key(await card_of(town), Verb.ACT, Action.ACCEPT))
    hold = key(await card_of(town), Verb.ACT, Action.HOLD)
    refused = await tap(town.staff, await card_of(town), hold)
    assert refused.show_alert
    assert "督办组" in refused.text
    assert not (await tap(head, await card_of(town), hold)).show_alert
    asked = await head.wait_for(lambda m: head.first_name in words(m), chat=town.groups[QUEUE], after=0)
    await head.text("等配件，3 天", chat=town.groups[QUEUE], reply_to=asked["message_id"])
    await stands_still(town)
    assert status(town) == "on_hold"
