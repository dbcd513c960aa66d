"""The database does not answer for a while: whoever waits is told, nothing is lost, nothing is done twice."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from playground.people import labels, words
from services.ports.transaction import Work
from storage.engines.sqlite import SqliteDatabase
from storage.errors import Damaged, Unreachable
from tests.faults.test_networks import hooked  # noqa: F401  a fixture
from tests.staff_work import QUEUE
from tests.town import Town, number_in, picture
from tests.watching import bot_messages, rows, stands_still, tap

SOON_S = 30
WAIT = "稍后会办"


@contextmanager
def locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody can write."""

    async def refuse(*_: object) -> None:
        raise Unreachable("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteDatabase, "write", refuse)
        yield


def forgetful(monkeypatch: pytest.MonkeyPatch, lost: int) -> None:
    """Let the answers of so many commits get lost, each when everything was stored."""
    write, left = SqliteDatabase.write, [lost]

    async def lose(database: SqliteDatabase, work: Work[Any]) -> Any:
        result = await write(database, work)
        if left[0]:
            left[0] -= 1
            raise Unreachable("the connection was lost during the commit")
        return result

    monkeypatch.setattr(SqliteDatabase, "write", lose)


async def test_a_press_is_answered_and_carried_out_afterwards(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    await stands_still(town)
    with capture_logs() as log, locked(monkeypatch):
        toast = await tap(rider, card, "提交")
        assert toast.show_alert
        assert WAIT in toast.text
    receipt = await rider.wait_for(lambda m: "撤回" in labels(m))
    await town.ticket(QUEUE, number_in(receipt))
    assert [line for line in log if line["event"] == "storage_waited_for"]


async def test_a_message_waits_with_telegram(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await town.rider()
    await stands_still(town)
    with locked(monkeypatch):
        await rider.text("/points")
        with capture_logs() as log:
            while not [line for line in log if line["event"] == "storage_waited_for"]:  # noqa: ASYNC110  the log tells nobody
                await asyncio.sleep(0.01)
    await rider.wait_for(lambda m: "积分" in words(m))


async def test_a_webhook_is_told_to_come_again(hooked: Town, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    await hooked.start()
    rider = await hooked.rider()
    await stands_still(hooked)
    with locked(monkeypatch):
        await rider.text("/points")
        while not hooked.world.updates.pending():  # noqa: ASYNC110  the playground tells nobody
            await asyncio.sleep(0.01)
    await rider.wait_for(lambda m: "积分" in words(m))


@pytest.mark.parametrize("lost", [1, 2, 3, 5, 8, 13])
async def test_a_commit_whose_answer_was_lost_counts_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    rider = await town.rider()
    await rider.photo(picture(), "井盖不见了", as_document=True)
    card = await town.card(rider)
    await stands_still(town)
    forgetful(monkeypatch, lost)
    await rider.press(card, "提交")
    receipt = await rider.wait_for(lambda m: "撤回" in labels(m))
    await town.ticket(QUEUE, number_in(receipt))
    await stands_still(town)
    assert rows(town, "select count(*) from report") == [(1,)]
    assert rows(town, "select count(*) from inbox where state <> 'done'") == [(0,)]
    cards = [m for m in await bot_messages(town, town.groups[QUEUE]) if number_in(receipt) in words(m)]
    assert len(cards) == 1


async def test_a_damaged_database_ends_the_process(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise Damaged("qianshao.db: database disk image is malformed")

    assert town.app
    with monkeypatch.context() as patch:
        patch.setattr(SqliteDatabase, "write", fail)
        town.app.database.signal("inbox").set()
        with pytest.raises(Damaged):
            await asyncio.wait_for(town._running.pop(), SOON_S)
