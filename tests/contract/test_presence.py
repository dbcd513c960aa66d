"""What processes know of each other: presence, roles, and the wake-ups after a commit."""

import asyncio
import itertools
import subprocess
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest

from domain.messages import Outgoing
from domain.reporting.photo_questions import PhotoQuestion
from domain.timers import Timer, TimerKind
from services.ports.inbox import InboxItem
from services.ports.transaction import Transaction
from storage.database import Database, open_database
from storage.errors import BadAddress, InUse, RoleLost, Unreachable
from storage.session import Kind

SOON_S = 20
"""Long enough for a busy machine; nothing here waits it out."""

JOINING = """
import asyncio, sys
from storage.database import open_database

async def join():
    async with open_database(sys.argv[1]) as database:
        print(await database.join(), flush=True)
        async with database.role("deliver"):
            print("deliver", flush=True)
            await asyncio.Event().wait()

asyncio.run(join())
"""


def start_another(address: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", JOINING, address], stdout=subprocess.PIPE, text=True)


async def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return (await asyncio.to_thread(process.stdout.readline)).strip()


async def until_vanished(database: Database, owners: list[int], expected: list[int]) -> None:
    while await database.vanished(owners) != expected:  # noqa: ASYNC110  the server tells nobody of it
        await asyncio.sleep(0.01)


async def test_a_process_is_numbered_anew_each_time(database_address: str) -> None:
    numbers = []
    for _ in range(3):
        async with open_database(database_address) as database:
            numbers.append(await database.join())
            assert await database.vanished(numbers) == numbers[:-1]
    assert sorted(set(numbers)) == numbers


async def test_a_killed_process_has_vanished_at_once(database_address: str) -> None:
    process = start_another(database_address)
    number = int(await next_line(process))
    assert await next_line(process) == "deliver"
    process.kill()
    process.wait()
    async with open_database(database_address) as database, asyncio.timeout(SOON_S):
        own = await database.join()
        await until_vanished(database, [number, own], [number])
        async with database.role("deliver"):
            pass


async def test_two_processes_may_start_at_once_on_a_new_database(database_address: str) -> None:
    async def start() -> None:
        async with open_database(database_address) as database:
            assert await database.read(lambda tx: tx.riders.get(1)) is None

    await asyncio.gather(*(start() for _ in range(4)))


async def test_a_sqlite_file_is_one_process_alone(sqlite_address: str) -> None:
    async with open_database(sqlite_address) as first:
        process = start_another(sqlite_address)
        await next_line(process)
        with pytest.raises(InUse, match="lock"):
            await first.join()
        process.kill()
        process.wait()
        await first.join()


async def test_postgres_processes_live_side_by_side(postgres_address: str) -> None:
    async with open_database(postgres_address) as first, open_database(postgres_address) as second:
        numbers = [await first.join(), await second.join()]
        assert numbers[0] != numbers[1]
        assert await first.vanished([*numbers, 999]) == [999]


async def test_a_role_is_held_by_one_and_passed_on(postgres_address: str) -> None:
    async with open_database(postgres_address) as first, open_database(postgres_address) as second:
        held = asyncio.Event()

        async def wait_for_role() -> None:
            async with second.role("deliver"):
                held.set()

        async with first.role("deliver"), second.role("keep_time"):
            waiting = asyncio.create_task(wait_for_role())
            async with first.role("another"):
                assert not held.is_set()
        async with asyncio.timeout(SOON_S):
            await waiting
        assert held.is_set()


async def test_whoever_loses_a_role_is_stopped(postgres_address: str) -> None:
    async with open_database(postgres_address) as database:

        async def be_cut_off() -> None:
            async with asyncio.timeout(SOON_S), database.role("deliver"):
                await cut_off(postgres_address, "select pg_advisory_lock")
                await asyncio.Event().wait()

        with pytest.raises(RoleLost):
            await be_cut_off()
        async with database.role("deliver"):
            pass


async def test_presence_and_ear_come_back_after_a_cut(postgres_address: str, rider_update: InboxItem) -> None:
    async with open_database(postgres_address) as database, open_database(postgres_address) as other:
        number = await database.join()
        await cut_off(postgres_address, "select pg_advisory_lock")
        await cut_off(postgres_address, "LISTEN")
        async with asyncio.timeout(SOON_S):
            await until_vanished(other, [number], [])
        signal = database.signal("inbox")
        async with asyncio.timeout(SOON_S):
            await signal.wait()
        signal.clear()
        await other.write(lambda tx: tx.inbox.store(1, [rider_update], 5))
        async with asyncio.timeout(SOON_S):
            await signal.wait()


async def cut_off(address: str, query: str) -> None:
    """End the server's side of all connections whose last query begins like this."""
    connection = await asyncpg.connect(address)
    ended = await connection.fetchval(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
        " where datname = current_database() and query like $1::text || '%' and pid <> pg_backend_pid()",
        query,
    )
    assert ended
    await connection.close()


async def test_a_lost_server_is_told_as_such_and_found_again(postgres_address: str) -> None:
    async def ask_until_it_answers(database: Database) -> int:
        for times in itertools.count(1):
            with suppress(Unreachable):
                await database.read(lambda tx: tx.riders.get(1))
                return times
        raise AssertionError

    async with open_database(postgres_address) as database, asyncio.timeout(SOON_S):
        for _ in range(5):
            await cut_off(postgres_address, "")
            assert await ask_until_it_answers(database) <= 5


@pytest.fixture
def rider_update() -> InboxItem:
    return InboxItem(0, 1, 5, "{}")


@pytest.mark.parametrize("kind", Kind)
async def test_a_commit_wakes_whoever_waits_for_its_kind(
    database: Database, kind: Kind, rider_update: InboxItem, notice: Outgoing
) -> None:
    for each in Kind:
        database.signal(each).clear()
    waiting = asyncio.create_task(database.signal(kind).wait())
    await bring(database, kind, rider_update, notice)
    async with asyncio.timeout(SOON_S):
        await waiting


async def bring(database: Database, kind: Kind, update: InboxItem, message: Outgoing) -> None:
    if kind is Kind.INBOX:
        await database.write(lambda tx: tx.inbox.store(1, [update], 5))
    elif kind is Kind.OUTBOX:
        await database.write(lambda tx: tx.outbox.put(message))
    elif kind is Kind.OBJECTS:
        await database.write(lambda tx: tx.objects.leave(["0" * 64], 5))
    elif kind is Kind.PHOTO_QUESTIONS:
        await database.write(lambda tx: tx.photo_questions.ask(PhotoQuestion(1, 2, 5, 5)))
    else:
        await database.write(lambda tx: tx.timers.put(Timer(TimerKind.WEEK, "2026-W46", 5)))


async def test_a_commit_of_another_process_wakes_too(
    postgres_address: str, rider_update: InboxItem, notice: Outgoing
) -> None:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(open_database(postgres_address))
        second = await stack.enter_async_context(open_database(postgres_address))
        for number in range(5):
            first.signal("outbox").clear()
            message = replace(notice, key=f"n:{number}")
            await bring(second, Kind.OUTBOX, rider_update, message)
            async with asyncio.timeout(SOON_S):
                await first.signal("outbox").wait()


async def test_no_wake_without_a_commit(database: Database, notice: Outgoing) -> None:
    async def fail(tx: Transaction) -> None:
        await tx.outbox.put(notice)
        raise ZeroDivisionError

    signal = database.signal("outbox")
    signal.clear()
    with pytest.raises(ZeroDivisionError):
        await database.write(fail)
    await database.write(lambda tx: tx.outbox.next_due(0))
    waiting = asyncio.create_task(signal.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()


async def test_a_wait_ends_with_its_time(database: Database) -> None:
    signal = database.signal("timers")
    signal.clear()
    await signal.wait(0)


@pytest.mark.parametrize("address", ["", "sqlite:///", "sqlite://file.db", "mysql://host/db", "/var/lib/x.db"])
async def test_an_address_that_names_no_database_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        async with open_database(address):
            pass


async def test_a_database_that_can_not_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for address in (f"sqlite:///{tmp_path}/file/x.db", "postgresql://localhost:1/none"):
        with pytest.raises(Unreachable):
            async with open_database(address):
                pass


async def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_text("no database at all" * 100)
    with pytest.raises(Unreachable, match=r"x\.db"):
        async with open_database(f"sqlite:///{path}"):
            pass
