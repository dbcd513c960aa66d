"""Chats that are lost, move or change under the bot's feet, and messages that Telegram refuses."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.outgoing import rendering
from domain.tickets.staff import QueueChat
from playground.people import JSON, Person, labels, words
from tests.faults.reckoning import Row, rows
from tests.town import Town, open_town, with_groups
from texts.base.screen import Screen

QUEUE = "city-management"
ACCEPT = "✅ 受理"


async def until(town: Town, query: str) -> list[Row]:
    """Wait until a query has an answer."""
    async with asyncio.timeout(30):
        while not (found := await rows(town.config.storage.database, query)):  # noqa: ASYNC110  nobody is told
            await asyncio.sleep(0.01)
    return found


async def accept(town: Town, number: str) -> None:
    ticket = await town.ticket(QUEUE, number, button=ACCEPT)
    await (await town.staff.press(ticket, "受理")).toast()


async def asks(rider: Person, command: str = "/points", has: str = "你的积分") -> JSON:
    await rider.text(command)
    return await rider.wait_for(lambda m: has in words(m))


@pytest.mark.parametrize("told", [True, False], ids=["telegram says so", "the next message finds out"])
async def test_a_rider_who_blocked_the_bot_is_left_alone_until_they_write(town: Town, *, told: bool) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    if told:
        await rider.block()
    else:
        town.world.chats.person(rider.id).blocked = True
    await accept(town, number)
    await until(town, f"select 1 from rider where chat_id = {rider.id} and reachable = 0")  # noqa: S608
    waiting = f"select 1 from outbox where chat_id = {rider.id} and state = 'waiting'"  # noqa: S608
    await until(town, f"select 1 where not exists ({waiting})")
    town.world.chats.person(rider.id).blocked = False
    await asks(rider, "/start", "前哨")
    await until(town, f"select 1 from rider where chat_id = {rider.id} and reachable = 1")  # noqa: S608
    assert len([message for message in await rider.messages() if number in words(message)]) == 1


async def test_supervisors_are_told_once_of_a_group_that_removed_the_bot_and_it_may_come_back(town: Town) -> None:
    rider, group, supervisors = await town.rider(), town.groups[QUEUE], town.groups["supervisors"]
    await town.submitted(rider)
    await town.ticket(QUEUE)
    await let_bot(town, group, "kicked")
    lost = await town.staff.wait_for(lambda m: "没有前哨了" in words(m), chat=supervisors, after=0)
    _, number = await town.submitted(await town.rider("小李"), caption="道路坑洼")
    await town.ticket("triage", number)
    assert await asks(rider)
    assert len([m for m in await town.people.messages(supervisors) if words(m) == words(lost)]) == 1
    await let_bot(town, group, "administrator")
    await accept(town, number)


async def test_supervisors_who_removed_the_bot_are_not_told_for_ever(town: Town) -> None:
    rider = await town.rider()
    await let_bot(town, town.groups["supervisors"], "kicked")
    await until(town, "select 1 from outbox where key like 'lost:%' and state <> 'waiting'")
    assert await asks(rider)
    assert len(await rows(town.config.storage.database, "select 1 from outbox where key like 'lost:%'")) == 1


async def let_bot(town: Town, group: int, status: str) -> None:
    await town.people.call("POST", f"/chats/{group}/members", json={"user_id": town.world.bot.id, "status": status})


@pytest.fixture
async def basic(tmp_path: Path, sqlite_address: str) -> AsyncIterator[Town]:
    """A town whose city management works in a basic group."""
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        town.groups[QUEUE] = await town.people.group("城管科", [town.staff], supergroup=False)
        town.district = with_groups(town.district, town.groups)
        await town.start()
        yield town


async def migrated(town: Town) -> int:
    chat = await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/migrate")
    return int(chat["id"])


async def test_a_group_that_became_a_supergroup_goes_on(basic: Town) -> None:
    rider = await basic.rider()
    _, number = await basic.submitted(rider)
    old = await basic.ticket(QUEUE, number, button=ACCEPT)
    basic.groups[QUEUE] = await migrated(basic)
    toast = await (await basic.staff.press(old, "受理")).toast()
    assert not toast.show_alert, toast
    assert ACCEPT not in labels(await basic.ticket(QUEUE, number, button="已解决"))
    _, other = await basic.submitted(await basic.rider("小李"), caption="道路坑洼")
    await accept(basic, other)


async def test_a_card_under_way_finds_the_supergroup_by_itself(basic: Town) -> None:
    """Telegram answers a message to the old group with the id of the new one."""
    old = basic.groups[QUEUE]
    basic.world.updates.allowed = ["message", "callback_query"]
    handing = basic.world.updates.add
    basic.world.updates.add = lambda *_: None  # type: ignore[method-assign]  # the bot is not told
    basic.groups[QUEUE] = await migrated(basic)
    basic.world.updates.add = handing  # type: ignore[method-assign]
    _, number = await basic.submitted(await basic.rider())
    await accept(basic, number)
    assert not await rows(basic.config.storage.database, f"select 1 from queue_chat where chat_id = {old}")  # noqa: S608


async def test_a_queue_whose_topic_was_deleted_goes_on_without(town: Town) -> None:
    rider = await town.rider()
    group = await town.people.group("城管论坛", [town.staff], is_forum=True)
    topic = (await town.people.call("POST", f"/chats/{group}/topics", json={"name": "报修"}))["thread_id"]
    assert town.app is not None
    seat = QueueChat(QUEUE, group, topic, 0)
    await town.app.database.write(lambda tx: tx.queues.link(seat))
    town.groups[QUEUE] = group
    _, first = await town.submitted(rider)
    assert (await town.ticket(QUEUE, first))["message_thread_id"] == topic
    await town.people.call("POST", f"/chats/{group}/topics", json={"deleted": True, "thread_id": topic})
    _, second = await town.submitted(await town.rider("小李"), caption="道路坑洼")
    assert "message_thread_id" not in await town.ticket(QUEUE, second)
    await accept(town, second)
    row = await until(town, f"select thread_id from queue_chat where chat_id = {group}")  # noqa: S608
    assert row[0]["thread_id"] is None


async def test_a_card_that_staff_deleted_is_sent_anew(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider)
    ticket = await town.ticket(QUEUE, number, button=ACCEPT)
    stored = town.world.messages.get(town.world.chats.chat(town.groups[QUEUE]), ticket["message_id"])
    assert stored is not None
    town.world.delete(stored)
    after = await town.people.seq()
    await rider.text("就在路口东边", reply_to=receipt["message_id"])
    anew = await town.ticket(QUEUE, number, after=after, button=ACCEPT)
    assert anew["message_id"] != ticket["message_id"]
    await (await town.staff.press(anew, "受理")).toast()
    await town.ticket(QUEUE, number, after=after, button="已解决")


def spoil(monkeypatch: pytest.MonkeyPatch, words_of_it: str, spoilt: str) -> None:
    """Let one screen of the bot be something else."""

    async def render(*args: object) -> Screen | None:
        screen = await rendering.render(*args)  # type: ignore[arg-type]
        return replace(screen, text=spoilt) if screen is not None and words_of_it in screen.text else screen

    monkeypatch.setattr("bot.outgoing.preparation.render", render)


async def test_refused_markup_is_sent_as_plain_words(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    spoil(monkeypatch, "你的积分", "<b>5 &lt; 6 &amp; 分</i>")
    plain = await asks(rider, has="5 < 6 & 分")
    assert "<b>" not in words(plain)


async def test_a_refused_message_is_parked_and_holds_up_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    spoil(monkeypatch, "你的积分", "")
    with capture_logs() as log:
        await rider.text("/points")
        await asks(rider, "/help", "/my")
        parked = await until(town, "select error from outbox where state = 'parked'")
        assert [line for line in log if line["event"] == "message_parked"]
    assert "empty" in parked[0]["error"]


async def test_a_message_that_cannot_be_rendered_is_parked_and_holds_up_nobody(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await town.rider()

    async def render(*args: object) -> Screen | None:
        screen = await rendering.render(*args)  # type: ignore[arg-type]
        if screen is not None and "你的积分" in screen.text:
            raise KeyError("no such word")
        return screen

    monkeypatch.setattr("bot.outgoing.preparation.render", render)
    await rider.text("/points")
    await asks(rider, "/help", "/my")
    parked = await until(town, "select error from outbox where state = 'parked'")
    assert "no such word" in parked[0]["error"]


async def test_a_card_whose_photo_is_gone_is_sent_without_it(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("sendPhoto", "429", chat_id=town.groups[QUEUE], seconds=3600)
    _, number = await town.submitted(rider)
    await until(town, "select 1 from chat_hold")
    await town.stop()  # a running one knows the id of what it has uploaded
    shutil.rmtree(town.config.storage.photos.removeprefix("file://"))
    town.skip(hours=2)
    await town.start()
    assert "photo" not in await town.ticket(QUEUE, number)
    await accept(town, number)
