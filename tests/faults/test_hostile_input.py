"""Handlers that fail, presses that nobody offered, floods: each gets an answer or silence, and stalls nobody else."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.incoming.working import Worker
from domain.messages import Notice
from domain.people.messages import PointsShown
from playground.people import labels, words
from services import outgoing
from tests.faults.reckoning import rows
from tests.town import Town, open_town, picture
from tests.watching import stands_still

FAILED = "没收好"
HELP = "/my"
FLOOD = 200


def break_points(monkeypatch: pytest.MonkeyPatch, error: Exception, times: int = 1000) -> None:
    """Let `/points` fail in its handler, some time into its transaction."""
    left = [error] * times

    async def answer(tx: Any, deps: Any, rider: Any, notice: Notice) -> None:
        await outgoing.answer(tx, deps, rider, notice)
        if isinstance(notice, PointsShown) and left:
            raise left.pop()

    monkeypatch.setattr("handlers.riders.commands.answer", answer)


async def retried(town: Town, attempts: int) -> None:
    async with asyncio.timeout(30):
        while not await rows(  # noqa: ASYNC110  the database tells nobody
            town.config.storage.database,
            f"select 1 from inbox where attempts >= {attempts}",  # noqa: S608  our number
        ):
            await asyncio.sleep(0.01)


async def test_a_record_that_nobody_can_read_ends_nothing_but_its_riders_updates(town: Town) -> None:
    rider, other = await town.rider(), await town.rider("小李")
    await rider.photo(picture(), "井盖不见了", as_document=True)
    await town.card(rider)
    await stands_still(town)
    with closing(sqlite3.connect(town.config.storage.database.removeprefix("sqlite:///"))) as connection:
        connection.execute("update draft set traces = '{'")
        connection.commit()
    await rider.text("很深")
    for attempt in (1, 2):
        await retried(town, attempt)
        town.skip(minutes=2)
    with capture_logs() as log:
        async with asyncio.timeout(30):
            while "sender_not_told" not in {line["event"] for line in log}:  # noqa: ASYNC110  the log tells nobody
                await asyncio.sleep(0.01)
    await other.text("/help")
    await other.wait_for(lambda m: HELP in words(m))
    assert await rows(town.config.storage.database, "select 1 from inbox where state = 'parked'")


async def test_an_update_that_ends_the_process_is_not_given_back_as_after_a_stop(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("a bug in the work loop")

    rider = await town.rider()
    await stands_still(town)
    monkeypatch.setattr(Worker, "_handled", fail)
    await rider.text("/points")
    with pytest.raises(RuntimeError, match="work loop"):
        await asyncio.wait_for(town._running.pop(), 30)
    assert await rows(town.config.storage.database, "select 1 from inbox where state = 'claimed'")


async def test_an_update_that_always_fails_is_parked_told_and_blocks_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await town.rider()
    break_points(monkeypatch, RuntimeError("a bug"))
    with capture_logs() as log:
        await rider.text("/points")
        await retried(town, 1)
        await rider.text("/help")
        await rider.wait_for(lambda m: HELP in words(m))
        for attempt in (1, 2):
            await retried(town, attempt)
            town.skip(minutes=2)
        told = await rider.wait_for(lambda m: FAILED in words(m))
    assert "bug" not in words(told)
    parked = [line for line in log if line["event"] == "update_parked"]
    assert [line["error"] for line in parked] == ["RuntimeError: a bug"]
    kept = await rows(town.config.storage.database, "select error, attempts from inbox where state = 'parked'")
    assert kept == [{"error": "RuntimeError: a bug", "attempts": 3}]
    assert not [m for m in await rider.messages() if "你的积分" in words(m)]


async def test_an_update_that_fails_once_is_done_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    break_points(monkeypatch, OSError("passing"), times=1)
    await rider.text("/points")
    await retried(town, 1)
    town.skip(seconds=2)
    await rider.wait_for(lambda m: "你的积分" in words(m))
    assert len([m for m in await rider.messages() if "你的积分" in words(m)]) == 1


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"message_id": "x"}},
        {"message": {}},
        {"callback_query": {"id": "1"}},
        {"message": None},
        {"unheard_of": {"chat": {"id": "text"}}},
        {"edited_message": [1, 2, 3]},
        {"message": {"chat": {"id": 2**63}, "from": {"id": -(2**70)}}},
        {},
    ],
    ids=repr,
)
async def test_garbled_updates_stall_nobody(town: Town, update: dict[str, Any]) -> None:
    rider = await town.rider()
    await town.people.call("POST", "/updates", json=update)
    await rider.text("/help")
    assert await rider.wait_for(lambda m: HELP in words(m))


@pytest.mark.parametrize(
    "data",
    [
        "x",
        "submit",
        "s:1",
        "s:99999999999999999999999999",
        "a:accept:0:routed",
        "\x00" * 64,
        "%s" * 32,
        "🏍" * 16,
        "1;drop",
    ],
    ids=repr,
)
async def test_forged_presses_are_answered_and_change_nothing(town: Town, data: str) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    before = await rows(town.config.storage.database, "select * from draft")
    toast = await (await rider.press(card, data)).toast()
    assert toast.show_alert
    assert toast.text
    assert await rows(town.config.storage.database, "select * from draft") == before


async def test_a_flood_from_one_rider_stalls_nobody_else(tmp_path: Path, sqlite_address: str) -> None:
    limits = {"messages_per_second": 30, "private_per_second": 1, "private_burst": 3}
    async with open_town(tmp_path, sqlite_address, limits=limits) as town:
        noisy, other = await town.rider("小王"), await town.rider("小李")
        await asyncio.gather(*(noisy.text(f"今天天气不错 {n}") for n in range(FLOOD)))
        await other.photo(picture(), "井盖不见了", as_document=True)
        card = await town.card(other)
        await (await other.press(card, "提交")).toast()
        assert await other.wait_for(lambda m: "撤回" in labels(m))
        waiting = "select count(*) as count from outbox where state = 'waiting' and chat_id = {}"
        async with asyncio.timeout(20):
            while not await rows(sqlite_address, _DONE):  # noqa: ASYNC110  the database tells nobody
                await asyncio.sleep(0.05)
        left = await rows(sqlite_address, waiting.format(noisy.id))
        assert left[0]["count"] > FLOOD / 2


_DONE = "select 1 where not exists (select 1 from inbox where state <> 'done')"
