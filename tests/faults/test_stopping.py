"""The bot is told to stop, or cancelled in the middle: it ends soon, and leaves nothing open."""

import asyncio
import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.app import build_app
from playground.people import words
from services.ports.transaction import Transaction
from tests.faults.bot_process import Address, BotProcess, furnish
from tests.faults.crowd import Crowd
from tests.faults.reckoning import doubled, rows
from tests.town import Town, open_town

SECONDS = 30
"""A stop takes no longer, even on a busy machine."""

CANCELLATIONS = 12
POINTS = "你的积分"
_SESSIONS = """
select state, query from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'
"""


def furnished(town: Town, folder: Path, base_url: str = "") -> Path:
    address = Address(base_url or town.base_url, town.token, town.config.storage.database)
    return furnish(folder, address, town.groups)


async def stopped(bot: BotProcess) -> None:
    async with asyncio.timeout(SECONDS):
        assert await bot.stop() == 0, bot.told()
    assert not [line for line in bot.lines if line.get("level") in {"error", "critical"}], bot.told()


async def test_what_is_under_way_ends_first(tmp_path: Path, database_address: str) -> None:
    async with open_town(tmp_path, database_address, start=False) as town:
        config = furnished(town, tmp_path)
        bot = await BotProcess.start(config)
        rider = await town.rider()
        await town.people.fault("sendMessage", "slow", chat_id=rider.id, seconds=1)
        await rider.text("/points")
        await rider.wait_for(lambda m: POINTS in words(m))
        await stopped(bot)
        again = await BotProcess.start(config)
        await rider.text("/help")
        await rider.wait_for(lambda m: "/my" in words(m))
        await stopped(again)
        assert not await doubled(town.people)
        assert not again.named("message_may_come_twice")


async def test_it_stops_while_telegram_is_not_reached(tmp_path: Path, sqlite_address: str) -> None:
    async with open_town(tmp_path, sqlite_address, start=False) as town:
        bot = await BotProcess.start(furnished(town, tmp_path, "http://127.0.0.1:1"))
        await bot.logged("telegram_not_reached")
        await stopped(bot)


async def cancelled(town: Town, working: "asyncio.Task[None]", after_s: float) -> None:
    """Let the bot run for so long, cancel it, and look before its database is closed."""
    async with build_app(town.config, town.token, town.district, town.clock) as app:
        running = asyncio.create_task(app.run(asyncio.Event()))
        await asyncio.wait([running, working], timeout=after_s)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await nothing_is_open(town.config.storage.database)
        async with asyncio.timeout(SECONDS):
            await app.database.write(untouched)


async def test_cancelled_in_the_middle_it_leaves_no_transaction_open(tmp_path: Path, database_address: str) -> None:
    chance = random.Random(20261123)  # noqa: S311  moments, no secrets
    async with open_town(tmp_path, database_address, start=False) as town:
        titles = {queue.zh: town.groups[queue.id] for queue in town.district.queues.values()}
        crowd = Crowd(town.people, titles)
        working = asyncio.create_task(crowd.work([town.staff]))
        for _ in range(CANCELLATIONS):
            await cancelled(town, working, chance.uniform(0, 0.5))
        crowd.stopping.set()
        await town.start()
        await working
    assert crowd.told


async def untouched(tx: Transaction) -> None:
    assert await tx.riders.get(0) is None


async def nothing_is_open(address: str) -> None:
    """No session stays inside a transaction; on SQLite another connection may write once what is under way ends."""
    if address.startswith("sqlite"):
        path = address.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, timeout=SECONDS, isolation_level=None)) as other:
            other.execute("begin immediate")
            other.execute("rollback")
    else:
        assert not await rows(address, _SESSIONS)
