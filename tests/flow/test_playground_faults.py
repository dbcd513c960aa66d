"""Broken networks on request, real limits, and a playground that is killed."""

import asyncio
import os
import signal
import sys
from typing import Any

import httpx
import pytest

from playground.people import People, words
from playground.world import TOKEN
from tests.live import live

JSON = dict[str, Any]


async def test_a_fault_hits_the_next_matching_calls_only() -> None:
    async with live() as here:
        rider, other = await here.people.join("小王"), await here.people.join("小李")
        for person in (rider, other):
            await person.text("/start")
        await here.people.fault("sendMessage", "429", chat_id=rider.id, seconds=7)
        await here.people.fault("sendMessage", "502", times=2, chat_id=rider.id)
        assert (await here.api("sendMessage", chat_id=other.id, text="x"))["ok"]
        answer = await here.api("sendMessage", chat_id=rider.id, text="x")
        assert answer["description"] == "Too Many Requests: retry after 7"
        assert answer["parameters"] == {"retry_after": 7}
        assert len(await here.people.call("GET", "/faults")) == 1
        assert await here.refusal("sendMessage", chat_id=rider.id, text="x") == "Bad Gateway"
        await here.people.call("DELETE", "/faults")
        assert (await here.api("sendMessage", chat_id=rider.id, text="x"))["ok"]
        calls = await here.people.calls("sendMessage")
        assert [call["ok"] for call in calls] == [True, False, False, True]


@pytest.mark.parametrize(("fault", "sent"), [("reset_before", False), ("reset_after", True)])
async def test_a_connection_breaks_before_or_after_the_effect(fault: str, sent: bool) -> None:  # noqa: FBT001  a case
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        await here.people.fault("sendMessage", fault)
        with pytest.raises(httpx.TransportError):
            await here.api("sendMessage", chat_id=rider.id, text="answer")
        assert ("answer" in [words(message) for message in await rider.messages()]) is sent


async def test_a_slow_answer_comes_after_the_effect() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        await here.people.fault("sendMessage", "slow", seconds=60)
        with pytest.raises(httpx.ReadTimeout):
            await here.http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": rider.id, "text": "answer"}, timeout=0.2)
        assert await rider.wait_for(lambda message: words(message) == "answer")


async def test_wrong_faults_are_refused() -> None:
    async with live() as here:
        with pytest.raises(httpx.HTTPStatusError, match="reset_before"):
            await here.people.fault("sendMessage", "earthquake")


async def test_limits_hold_where_they_are_switched_on() -> None:
    now = [1_700_000_000.0]
    async with live(clock=lambda: now[0], flood=True) as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        say = {"chat_id": rider.id, "text": "x"}
        answers = [await here.api("sendMessage", **say) for _ in range(6)]
        assert [answer["ok"] for answer in answers] == [True] * 5 + [False]
        assert answers[5]["error_code"] == 429
        now[0] += answers[5]["parameters"]["retry_after"]
        assert (await here.api("sendMessage", **say))["ok"]
        await here.people.call("POST", "/limits", json={"flood": False})
        assert all([(await here.api("sendMessage", **say))["ok"] for _ in range(40)])


async def start() -> tuple[asyncio.subprocess.Process, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "playground", "--port", "0", "--first-update-id", "1", "--no-flood",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    return process, (await process.stdout.readline()).decode().strip()


async def test_it_runs_as_a_process_of_its_own() -> None:
    process, base_url = await start()
    async with People(base_url) as people, httpx.AsyncClient(base_url=base_url) as bot:
        rider = await people.join("小王")
        await rider.text("hello")
        updates = (await bot.get(f"/bot{TOKEN}/getUpdates")).json()["result"]
        assert [update["update_id"] for update in updates] == [1]
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        with pytest.raises(httpx.TransportError):
            await bot.get(f"/bot{TOKEN}/getMe")
