"""Broken networks and an unwilling Telegram: what waits, who waits, and what may come twice."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from bot.app import App
from files.config import Http
from playground.people import JSON, People, Person, labels, words
from playground.running import serve
from playground.world import Playground, Setting
from tests.faults.reckoning import rows
from tests.town import Town, open_town, picture

POINTS = "你的积分"


async def ask(rider: Person) -> None:
    await rider.text("/points")


async def answers(rider: Person) -> list[JSON]:
    return [message for message in await rider.messages() if POINTS in words(message) and message["from"]["is_bot"]]


async def answered(rider: Person) -> JSON:
    return await rider.wait_for(lambda m: POINTS in words(m))


async def held(town: Town, rider: Person) -> None:
    """Wait until the chat of this rider is held."""
    query = f"select 1 from chat_hold where chat_id = {rider.id}"  # noqa: S608  our own numbers
    async with asyncio.timeout(30):
        while not await rows(town.config.storage.database, query):  # noqa: ASYNC110  the database tells nobody
            await asyncio.sleep(0.01)


async def failed(town: Town, rider: Person, attempts: int = 1) -> None:
    """Wait until a message to this rider has failed so often and its chat is held."""
    query = f"select 1 from outbox where chat_id = {rider.id} and attempts = {attempts}"  # noqa: S608  our own numbers
    async with asyncio.timeout(30):
        while not await rows(town.config.storage.database, query):  # noqa: ASYNC110  the database tells nobody
            await asyncio.sleep(0.01)


async def test_too_many_requests_hold_that_chat_alone(town: Town) -> None:
    waits, other = await town.rider("小王"), await town.rider("小李")
    await town.people.fault("sendMessage", "429", chat_id=waits.id, seconds=3600)
    await ask(waits)
    await held(town, waits)
    await ask(other)
    await answered(other)
    town.skip(seconds=3590)
    await ask(other)
    await answered(other)
    assert not await answers(waits)
    town.skip(seconds=11)
    await answered(waits)


@pytest.mark.parametrize("fault", ["502", "reset_before"])
async def test_what_did_not_arrive_is_sent_again(town: Town, fault: str) -> None:
    unlucky, other = await town.rider("小王"), await town.rider("小李")
    await town.people.fault("sendMessage", fault, chat_id=unlucky.id, times=2)
    await ask(unlucky)
    await failed(town, unlucky)
    await ask(other)
    await answered(other)
    town.skip(seconds=6)
    await failed(town, unlucky, 2)
    town.skip(seconds=11)
    await answered(unlucky)
    assert len(await answers(unlucky)) == 1


async def test_a_page_of_a_proxy_is_an_error_of_the_network_without_a_traceback(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    rider = await town.rider()
    for code in (502, 403):
        await town.people.fault("sendMessage", "page", chat_id=rider.id, code=code)
    with capture_logs() as log:
        await ask(rider)
        await failed(town, rider)
        town.skip(seconds=6)
        await failed(town, rider, 2)
        town.skip(seconds=11)
        await answered(rider)
    assert not [line for line in log if line["log_level"] == "error"]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    named = [line for line in log if line["event"] == "message_may_come_twice"]
    assert len(named) == 1, "what was refused with 403 had no effect"


async def test_the_first_success_after_an_outage_lets_everybody_go_on(town: Town) -> None:
    riders = [await town.rider(name) for name in ("小王", "小李", "小张")]
    for rider in riders[:2]:
        await town.people.fault("sendMessage", "reset_before", chat_id=rider.id, times=4)
        await ask(rider)
    for attempts, seconds in ((1, 3), (2, 5), (3, 9), (4, 4)):
        for rider in riders[:2]:
            await failed(town, rider, attempts)
        town.skip(seconds=seconds)
    assert not await answers(riders[0]), "15 seconds are to be waited for"
    await ask(riders[2])
    for rider in riders:
        await answered(rider)
    ended = await rows(town.config.storage.database, "select chat_id from chat_hold where until = 0")
    assert {row["chat_id"] for row in ended} == {rider.id for rider in riders[:2]}


async def test_what_arrived_without_an_answer_may_come_twice_and_is_named(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("sendMessage", "reset_after", chat_id=rider.id)
    with capture_logs() as log:
        await ask(rider)
        await failed(town, rider)
        after = await town.people.seq()
        town.skip(seconds=6)
        await rider.wait_for(lambda m: POINTS in words(m), after=after)
    assert len(await answers(rider)) == 2
    named = [line for line in log if line["event"] == "message_may_come_twice"]
    assert [line["chat"] for line in named] == [rider.id]


async def test_a_slow_chat_slows_nobody_else(town: Town) -> None:
    slow, other = await town.rider("小王"), await town.rider("小李")
    await town.people.fault("sendMessage", "slow", chat_id=slow.id, seconds=3)
    await ask(slow)
    await answered(slow)
    query = f"select 1 from outbox where chat_id = {slow.id} and in_flight = 1"  # noqa: S608  a number of our own
    await ask(other)
    await answered(other)
    assert await rows(town.config.storage.database, query)


async def test_telegram_may_be_down_at_the_start(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        for method in ("getMe", "setMyCommands", "deleteWebhook", "getUpdates"):
            await town.people.fault(method, "502")
        await town.start()
        rider = await town.rider()
        await ask(rider)
        await answered(rider)


async def test_a_second_poller_is_named_in_the_log(town: Town) -> None:
    rider = await town.rider()
    with capture_logs() as log:
        async with httpx.AsyncClient(base_url=town.base_url, trust_env=False) as other:
            await other.post(f"/bot{town.token}/getUpdates", json={"timeout": 1})
        await ask(rider)
        await answered(rider)
    conflicts = [line for line in log if line["event"] == "another_receives"]
    assert conflicts
    assert "another program" in conflicts[0]["hint"]


async def test_a_playground_that_starts_anew_loses_nothing(tmp_path: Path, sqlite_address: str) -> None:
    """Update ids begin at 1 again, below the last offset, while the bot goes on with its database."""
    port = _free_port()
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        town.config = replace(town.config, telegram=replace(town.config.telegram, base_url=f"http://127.0.0.1:{port}"))
        for generation, first in enumerate((900, 1, 1)):
            async with _playground(town, port, first) as people:
                if generation == 0:
                    await town.start()
                rider = await people.join("小王", "zh", person_id=4711)
                for _ in range(3):
                    await rider.text("/help")
                    await rider.wait_for(lambda m: "/language" in words(m), timeout=30)
    done = await rows(sqlite_address, "select update_id, state from inbox order by seq")
    assert [row["update_id"] for row in done] == [900, 901, 902, 1, 2, 3, 1, 2, 3]
    assert {row["state"] for row in done} == {"done"}


@asynccontextmanager
async def _playground(town: Town, port: int, first: int) -> AsyncIterator[People]:
    world = Playground(Setting(token=town.token, first_update_id=first, flood=False, seed=first))
    async with serve(world, port=port) as base_url, People(base_url) as people:
        yield people


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@pytest.fixture
async def hooked(tmp_path: Path, sqlite_address: str) -> AsyncIterator[Town]:
    """A town whose bot is called by a webhook."""
    port, secret = _free_port(), tmp_path / "secret"
    secret.write_text("open-sesame")
    async with open_town(tmp_path, sqlite_address, start=False, webhook_retry=0.05) as town:
        telegram = replace(
            town.config.telegram,
            mode="webhook",
            webhook_url=f"http://127.0.0.1:{port}/hook",
            webhook_listen=f"127.0.0.1:{port}",
            webhook_secret_file=secret,
        )
        town.config = replace(town.config, telegram=telegram)
        yield town


async def test_a_webhook_that_could_not_keep_an_update_gets_it_again(
    hooked: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, failures = App.store, [OSError("disk full"), OSError("disk full")]

    async def store(app: App, items: Any) -> None:
        if failures:
            raise failures.pop()
        await keep(app, items)

    monkeypatch.setattr(App, "store", store)
    await hooked.start()
    _, number = await hooked.submitted(await hooked.rider())
    assert await hooked.ticket("city-management", number)
    assert not failures


async def test_a_webhook_call_without_the_secret_is_refused(hooked: Town) -> None:
    await hooked.start()
    await hooked.rider()
    url = hooked.config.telegram.webhook_url or ""
    forged = {"update_id": 2_000_000_001, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    async with httpx.AsyncClient(trust_env=False) as stranger:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
            assert (await stranger.post(url, json=forged, headers=headers)).status_code == 403
    kept = {row["update_id"] for row in await rows(hooked.config.storage.database, "select update_id from inbox")}
    assert kept
    assert forged["update_id"] not in kept


async def test_a_photo_that_does_not_download_is_tried_again(town: Town) -> None:
    rider = await town.rider()
    await town.people.fault("getFile", "502")
    await rider.photo(picture(), "井盖不见了", as_document=True)
    assert await rider.wait_for(lambda m: "提交" in labels(m))


@pytest.mark.parametrize("fault", ["502", "reset_before", "reset_after"])
async def test_a_press_that_could_not_be_answered_counts(town: Town, fault: str) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    await town.people.fault("answerCallbackQuery", fault)
    with capture_logs() as log:
        await rider.press(card, "提交")
        await rider.wait_for(lambda m: "撤回" in labels(m))
        assert (await (await rider.press(card, "提交")).toast()).text
    assert not [line for line in log if line["log_level"] == "error"]
    assert len(await rows(town.config.storage.database, "select 1 from report")) == 1


async def test_the_web_door_is_open_while_the_bot_polls(tmp_path: Path, sqlite_address: str) -> None:
    port = _free_port()
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        town.config = replace(town.config, http=Http(f"127.0.0.1:{port}", f"http://127.0.0.1:{port}"))
        await town.start()
        await town.submitted(await town.rider())
        async with httpx.AsyncClient(trust_env=False) as browser:
            page = await browser.get(f"http://127.0.0.1:{port}/go/s-EAST")
    assert page.status_code == 200
    assert "?domain=qianshao_playground_bot&amp;start=s-EAST" in page.text
