"""What is over in a queue's group does not stay there: nudges of whatever kind, questions that were given up."""

from playground.people import words
from tests.staff_work import QUEUE
from tests.town import Town
from tests.watching import bot_messages, stands_still


async def test_a_reminder_gives_way_to_the_next_of_whatever_kind(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await rider.text("还在冒水", reply_to=receipt["message_id"])
    await town.ticket(QUEUE, "还在冒水")
    for hours, said in ((1, "时限已过半"), (1, "已超期（时限")):
        town.skip(hours=hours)
        await town.ticket(QUEUE, said)
    await stands_still(town)
    standing = [words(m) for m in await bot_messages(town, town.groups[QUEUE]) if "reply_to_message" in m]
    assert len(standing) == 1
    assert "已超期（时限" in standing[0]
