"""A chat in which the bot may not write for a while: its line waits, supervisors hear of it once, and it goes on."""

import pytest

from domain.tickets.staff import QueueChat
from playground.people import JSON, labels, words
from services.ports.transaction import Transaction
from tests.faults.reckoning import rows
from tests.faults.test_lost_chats import ACCEPT, QUEUE, asks, until
from tests.town import Town, picture, plain_picture

CLOSED, OPENED = "现在发不进消息", "又能发消息了"


async def close(town: Town, description: str, code: int = 400) -> None:
    """Let Telegram refuse whatever goes to the queue's group."""
    chat_id = town.groups[QUEUE]
    await town.people.fault("*", "refuse", chat_id=chat_id, code=code, description=description, times=99)


async def told(town: Town, said: str) -> list[JSON]:
    """What the supervisors have heard of this kind."""
    messages = await town.people.messages(town.groups["supervisors"])
    return [message for message in messages if said in words(message)]


async def heard(town: Town, said: str) -> JSON:
    return await town.staff.wait_for(lambda m: said in words(m), chat=town.groups["supervisors"], after=0)


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN"),
        (403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
        (400, "Bad Request: TOPIC_CLOSED"),
        (400, "Bad Request: CHAT_RESTRICTED"),
    ],
)
async def test_tickets_wait_for_a_closed_group_and_supervisors_hear_once(
    town: Town, code: int, description: str
) -> None:
    await close(town, description, code)
    _, number = await town.submitted(await town.rider())
    assert "城市管理" in words(await heard(town, CLOSED))
    for attempts in (2, 3):
        town.skip(seconds=61)
        await until(town, f"select 1 from outbox where chat_id = {town.groups[QUEUE]} and attempts = {attempts}")  # noqa: S608
    assert await asks(await town.rider("小李"))
    await town.people.call("DELETE", "/faults")
    town.skip(seconds=61)
    await town.ticket(QUEUE, number, button=ACCEPT)
    await heard(town, OPENED)
    assert (len(await told(town, CLOSED)), len(await told(town, OPENED))) == (1, 1)
    assert not await rows(town.config.storage.database, "select 1 from outbox where state = 'parked'")


async def test_a_change_of_rights_is_enough_to_go_on(town: Town) -> None:
    await close(town, "Bad Request: not enough rights to send photos to the chat")
    _, number = await town.submitted(await town.rider())
    await heard(town, CLOSED)
    await town.people.call("DELETE", "/faults")
    change = {"user_id": town.world.bot.id, "status": "member"}
    await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=change)
    await town.ticket(QUEUE, number, button=ACCEPT)


async def test_a_deletion_that_is_forbidden_holds_up_nobody(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault(
        "deleteMessage", "refuse", chat_id=rider.id, code=403, description="Forbidden: MESSAGE_DELETE_FORBIDDEN"
    )
    await rider.photo(plain_picture(), "井盖没了")
    await rider.wait_for(lambda m: "取消" in labels(m))
    await rider.text("就在路口")
    await until(town, "select 1 from outbox where key like 'removal:%' and state = 'sent'")
    assert await asks(rider)
    assert not await rows(town.config.storage.database, "select 1 from chat_hold")


async def test_supervisors_whose_own_group_is_closed_are_not_told_of_it(town: Town) -> None:
    chat_id = town.groups["supervisors"]
    refused = {"chat_id": chat_id, "description": "Bad Request: CHAT_WRITE_FORBIDDEN", "times": 99}
    await town.people.fault("*", "refuse", **refused)
    assert town.app is not None
    await close(town, "Bad Request: CHAT_RESTRICTED")
    await town.submitted(await town.rider())
    await until(town, f"select 1 from chat_hold where chat_id = {chat_id} and why = 'closed'")  # noqa: S608
    await until(town, f"select 1 from outbox where chat_id = {chat_id} and key like 'closed:%'")  # noqa: S608
    about = await rows(town.config.storage.database, f"select key from outbox where chat_id = {chat_id}")  # noqa: S608
    (closed,) = [row["key"] for row in about if row["key"].startswith("closed:")]
    assert QUEUE in closed


async def test_a_closed_topic_holds_up_no_other_topic_and_keeps_its_queue(town: Town) -> None:
    rider = await town.rider()
    group = await town.people.group("城管论坛", [town.staff], is_forum=True)
    topics = [
        (await town.people.call("POST", f"/chats/{group}/topics", json={"name": name}))["thread_id"]
        for name in ("城管", "路灯")
    ]
    assert town.app is not None
    seats = [QueueChat(queue, group, topic, 0) for queue, topic in zip((QUEUE, "lighting"), topics, strict=True)]

    async def seat(tx: Transaction) -> None:
        for each in seats:
            await tx.queues.link(each)

    await town.app.database.write(seat)
    town.groups |= dict.fromkeys((QUEUE, "lighting"), group)
    await town.people.fault("sendPhoto", "refuse", chat_id=group, description="Bad Request: TOPIC_CLOSED", times=1)
    _, first = await town.submitted(rider)
    await heard(town, CLOSED)
    _, second = await town.submitted(await town.rider("小李"), picture(1), "路灯不亮")
    assert (await town.ticket("lighting", second))["message_thread_id"] == topics[1]
    town.skip(seconds=61)
    assert (await town.ticket(QUEUE, first))["message_thread_id"] == topics[0]


async def rights(town: Town, group: int, status: str, **given: bool) -> None:
    """Let an administrator of the group change what the bot may do there."""
    change = {"user_id": town.world.bot.id, "status": status, "rights": given}
    await town.people.call("POST", f"/chats/{group}/members", json=change)


async def test_a_bot_that_is_muted_goes_on_once_it_may_write_again(town: Town) -> None:
    group = town.groups[QUEUE]
    await rights(town, group, "restricted", can_send_messages=True)
    _, number = await town.submitted(await town.rider())
    assert "photos" in words(await heard(town, CLOSED))
    await rights(town, group, "administrator")
    await town.ticket(QUEUE, number, button=ACCEPT)
    await heard(town, OPENED)


async def test_a_topic_that_is_opened_again_gets_what_waited_at_once(town: Town) -> None:
    rider = await town.rider()
    group = await town.people.group("城管论坛", [town.staff], is_forum=True)
    await rights(town, group, "administrator", can_manage_topics=False)
    topic = (await town.people.call("POST", f"/chats/{group}/topics", json={"name": "报修"}))["thread_id"]
    assert town.app is not None
    seat = QueueChat(QUEUE, group, topic, 0)
    await town.app.database.write(lambda tx: tx.queues.link(seat))
    town.groups[QUEUE] = group
    await town.people.call("POST", f"/chats/{group}/topics", json={"closed": True, "thread_id": topic})
    _, number = await town.submitted(rider)
    await heard(town, CLOSED)
    await town.people.call("POST", f"/chats/{group}/topics", json={"closed": False, "thread_id": topic})
    assert (await town.ticket(QUEUE, number, button=ACCEPT))["message_thread_id"] == topic
