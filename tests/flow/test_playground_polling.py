"""How the bot fetches updates from the playground: acknowledgement, waiting, conflicts, filters."""

import asyncio
from typing import Any

import pytest

from playground.world import Playground
from tests.live import live

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_an_update_comes_again_until_a_higher_offset_takes_it_off() -> None:
    async with live(first_update_id=10) as here:
        rider = await here.people.join("小王")
        for number in range(3):
            await rider.text(f"{number}")
        assert [u["update_id"] for u in await here.result("getUpdates")] == [10, 11, 12]
        assert [u["update_id"] for u in await here.result("getUpdates", limit=2)] == [10, 11]
        assert [u["update_id"] for u in await here.result("getUpdates", offset=11)] == [11, 12]
        assert [u["update_id"] for u in await here.result("getUpdates")] == [11, 12]
        assert [u["update_id"] for u in await here.result("getUpdates", offset=-1)] == [12]
        assert await here.result("getUpdates", offset=13) == []


async def test_update_ids_begin_anywhere_unless_told() -> None:
    first = [Playground().updates.add_raw({})["update_id"] for _ in range(2)]
    assert first[0] != first[1]


async def test_a_poll_waits_for_the_next_update() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        poll = asyncio.create_task(here.result("getUpdates", timeout=30))
        await rider.text("hello")
        assert [u["message"]["text"] for u in await poll] == ["hello"]


async def test_a_second_poller_ends_the_first() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        polls = [asyncio.create_task(here.api("getUpdates", timeout=30)) for _ in range(2)]
        (first,), (second,) = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
        assert first.result() == {"ok": False, "error_code": 409, "description": CONFLICT}
        await rider.text("hello")
        assert len((await second)["result"]) == 1


async def test_updates_that_nobody_asked_for_are_not_kept() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await here.result("getUpdates", allowed_updates=["edited_message"])
        message = await rider.text("one")
        await rider.edit(message, text="two")
        (update,) = await here.updates()
        assert update["edited_message"]["text"] == "two"
        await here.result("getUpdates", allowed_updates=[])
        await rider.text("three")
        assert len(await here.updates()) == 1


async def test_updates_are_kept_for_a_day() -> None:
    now = [1_000_000.0]
    async with live(clock=lambda: now[0]) as here:
        rider = await here.people.join("小王")
        await rider.text("old")
        now[0] += 24 * 3600 + 1
        await rider.text("new")
        assert [u["message"]["text"] for u in await here.updates()] == ["new"]


async def test_pending_updates_are_dropped_on_request() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("old")
        await here.result("deleteWebhook")
        assert (await here.result("getWebhookInfo"))["pending_update_count"] == 1
        await here.result("deleteWebhook", drop_pending_updates=True)
        assert await here.result("getUpdates", offset=-1) == []


async def test_raw_updates_pass_as_they_are() -> None:
    async with live(first_update_id=5) as here:
        raw = {"poll": {"id": "1"}, "unheard_of": [1]}
        assert await here.people.call("POST", "/updates", json=raw) == {"update_id": 5, **raw}
        await here.people.call("POST", "/updates", json={"update_id": 9, "poll": {}})
        await here.people.call("POST", "/updates", json={"poll": {}})
        assert [u["update_id"] for u in await here.updates()] == [5, 9, 10]


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("bot/getMe", 404, "Not Found"),
        ("botabc/getMe", 404, "Not Found"),
        ("bot1:short/getMe", 404, "Not Found"),
        (f"bot1:{'x' * 35}/getMe", 401, "Unauthorized"),
        ("bot{token}/getNothing", 404, "Not Found: method not found"),
        ("file/bot{token}/photos/file_0.jpg", 404, "Not Found"),
        (f"file/bot1:{'x' * 35}/photos/file_0.jpg", 401, "Unauthorized"),
    ],
)
async def test_wrong_tokens_and_methods_are_refused(path: str, code: int, description: str) -> None:
    async with live() as here:
        answer = await here.http.get("/" + path.format(token=here.world.bot.token))
        assert answer.status_code == code
        if description != "Not Found" or answer.headers["content-type"] == "application/json":
            assert answer.json() == {"ok": False, "error_code": code, "description": description}


@pytest.mark.parametrize(
    "request_of",
    [
        {"method": "GET", "params": {"chat_id": "{}", "text": "井盖 & +", "nonsense": "1"}},
        {"method": "POST", "data": {"chat_id": "{}", "text": "井盖 & +", "nonsense": "1"}},
        {"method": "POST", "json": {"chat_id": "{}", "text": "井盖 & +", "nonsense": {"a": 1}}},
        {
            "method": "POST",
            "data": {"chat_id": "{}", "text": "井盖 & +", "nonsense": "1"},
            "files": {"unused": b"x"},
        },
    ],
    ids=["query", "form", "json", "multipart"],
)
async def test_parameters_come_in_every_form_and_unknown_ones_are_ignored(
    request_of: dict[str, Any],
) -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        sent: dict[str, Any] = {
            key: value | {"chat_id": str(rider.id)} if "text" in value else value for key, value in request_of.items()
        }
        answer = await here.http.request(url=f"/bot{here.world.bot.token}/SENDMESSAGE", **sent)
        assert answer.json()["result"]["text"] == "井盖 & +"
        (call,) = await here.people.calls("sendMessage")
        assert call["ok"]
        assert "nonsense" not in call["params"]


async def test_a_hasty_repeated_poll_is_made_to_wait() -> None:
    async with live(flood=True) as here:
        rider = await here.people.join("小王")
        assert await here.result("getUpdates") == []
        hasty = asyncio.create_task(here.result("getUpdates"))
        while len(await here.people.calls("getUpdates")) < 2:
            pass
        assert not hasty.done()
        await rider.text("hello")
        assert len(await hasty) == 1
