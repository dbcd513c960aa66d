"""What stands behind a command counts, on the same line or the next, when it is sent and when it is edited."""

import pytest

from bot.clock import new_code
from bot.incoming.receiving import as_item
from playground.people import words
from services.tickets import groups
from tests.staff_work import QUEUE
from tests.town import Town, picture
from tests.watching import rows, stands_still


@pytest.mark.parametrize(
    "said", ["/report 井盖不见了 在校门口", "/report\n井盖不见了 在校门口", "/REPORT@x  井盖不见了 在校门口"]
)
async def test_a_report_by_words_keeps_them_all(town: Town, said: str) -> None:
    rider = await town.rider()
    sent = await rider.text(said.replace("@x", f"@{town.world.bot.username}"))
    card = await town.card(rider, has="井盖不见了 在校门口")
    assert "/" not in words(card)
    await rider.edit(sent, text="/report 路灯不亮 在东门")
    assert "/" not in words(await town.card(rider, has="路灯不亮 在东门"))


async def test_a_caption_is_read_like_a_text(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "/report 井盖不见了", as_document=True)
    assert "/" not in words(await town.card(rider, has="井盖不见了"))


async def test_a_thread_of_replies_is_no_topic(town: Town) -> None:
    """A supergroup without topics gives the replies to one message a thread's id, too."""
    assert town.app is not None
    boss, code = await town.people.join("王主任", "zh"), new_code()
    await town.app.database.write(lambda tx: groups.offer(tx, QUEUE, code, town.clock.now()))
    group = await town.people.group("新群", [boss], administrators=[boss.id], bot="administrator")
    said = await boss.text(f"/link\n{code}", chat=group)
    await stands_still(town)
    assert rows(town, "select chat_id, thread_id from queue_chat where queue = ?", QUEUE) == [(group, None)]
    await town.app.database.write(lambda tx: groups.offer(tx, "lighting", code, town.clock.now()))
    in_thread = {**said, "message_id": said["message_id"] + 100, "message_thread_id": said["message_id"]}
    await town.app.store([as_item({"update_id": 1, "message": in_thread})])
    await stands_still(town)
    assert rows(town, "select chat_id, thread_id from queue_chat where queue = 'lighting'") == [(group, None)]
