"""Staff undo a rejection over HTTP, in both languages; nobody else does, and not for longer than two minutes."""

import pytest

from domain.tickets.lifecycle import Action, RejectReason
from playground.people import buttons, words
from tests.staff_work import QUEUE, card_of, key_of, member
from tests.town import Town
from tests.watching import rows, stands_still, tap
from texts.base.callbacks import Verb

TOO_LATE = {"zh": "撤不了", "en": "two minutes are over"}
DONE = {"zh": "已撤销", "en": "Undone"}
NOT_STAFF = {"zh": "你不在本群", "en": "You aren't in this group"}


async def rejected(town: Town) -> str:
    """The data of the key that undoes a rejection which staff have just made."""
    await town.submitted(await town.rider())
    await tap(town.staff, await card_of(town), key_of(await card_of(town), Verb.ACT, Action.REJECT))
    await tap(town.staff, await card_of(town), key_of(await card_of(town), Verb.REASON, RejectReason.FALSE))
    return key_of(await card_of(town), Verb.ACT, Action.UNDO)


def status(town: Town) -> str:
    ((found,),) = rows(town, "select status from report")
    return str(found)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_colleague_undoes_a_rejection_and_the_rider_hears_of_nothing(town: Town, language: str) -> None:
    colleague = await member(town, "周科员", language, QUEUE)
    undo = await rejected(town)
    stranger = await town.people.join("路人", language)
    refused = await tap(stranger, await card_of(town), undo)
    assert refused.show_alert
    assert NOT_STAFF[language] in refused.text
    assert status(town) == "rejected"
    assert (await tap(colleague, await card_of(town), undo)).text == DONE[language]
    assert status(town) == "routed"
    assert key_of(await card_of(town), Verb.ACT, Action.ACCEPT)
    town.skip(minutes=10)
    await stands_still(town)
    told = [message for person in rows(town, "select chat_id from rider") for message in await told_to(town, person[0])]
    assert not [text for text in told if "🚫" in text]


async def told_to(town: Town, chat: int) -> list[str]:
    """What the bot has said to a rider."""
    return [words(message) for message in await town.people.messages(chat)]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_after_two_minutes_it_is_too_late_and_the_card_shows_it(town: Town, language: str) -> None:
    colleague = await member(town, "周科员", language, QUEUE)
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
