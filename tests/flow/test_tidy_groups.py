"""What is over in a queue's group does not stay there: nudges of whatever kind, questions that were given up."""

import pytest

from playground.people import words
from tests.staff_work import QUEUE, asked_to_bounce, card_of, reply
from tests.town import Town
from tests.watching import bot_messages, rows, stands_still, tap
from texts.base.callbacks import Press, Verb, encode


async def test_a_reminder_gives_way_to_the_next_of_whatever_kind(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await rider.text("还在冒水", reply_to=receipt["message_id"])
    await town.ticket(QUEUE, "还在冒水")
    await stands_still(town)  # the card says it before the first reminder is sent
    for hours, said in ((1, "还没受理，"), (1, "谁接？")):
        town.skip(hours=hours)
        await town.ticket(QUEUE, said)
    await stands_still(town)
    standing = [words(m) for m in await bot_messages(town, town.groups[QUEUE]) if "reply_to_message" in m]
    assert len(standing) == 1
    assert "已超期" in standing[0]


@pytest.mark.parametrize("fault", ["slow", "429"])
async def test_of_two_questions_in_a_row_none_stands_once_the_first_is_answered(town: Town, fault: str) -> None:
    """The second one is given up while it is being sent, or while it still waits."""
    await town.submitted(await town.rider())
    card = await card_of(town)
    first = await asked_to_bounce(town)
    await town.people.fault("sendMessage", fault, chat_id=town.groups[QUEUE], seconds=1)
    await tap(town.staff, card, encode(Press(Verb.BOUNCE_REASON, rows(town, "select id from report")[0][0])))
    await reply(town, first, "不是我们的井")
    await town.ticket("triage", "不是我们的井")
    await stands_still(town)
    assert not [m for m in await bot_messages(town, town.groups[QUEUE]) if "退回原因" in words(m)]
