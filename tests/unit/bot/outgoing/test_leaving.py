"""Messages leave with the commit that puts them, on both engines; the deliver loop looks at the others alone."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.outgoing.budgets import Rates
from bot.outgoing.hands import Hands
from bot.outgoing.preparation import prepared
from domain.errors import Conflict
from domain.messages import Meaning, Precedence
from domain.people.messages import HowTo
from domain.people.riders import Rider
from domain.reporting.messages import ReportsList
from services.outgoing import to_rider
from services.ports.transaction import Transaction, Work
from storage.errors import Unreachable
from storage.repositories.outbox import SqlOutbox
from tests.recording import Call
from tests.usecases import Case, open_case

ENOUGH = 10.0
"""Seconds; only a broken test waits so long."""

PREPARED = "bot.outgoing.carrying.prepared"
"""What the deliverer calls for a message that was not prepared by the transaction that claimed it."""


@dataclass
class Line:
    """A case whose deliverer is at work; `looks` counts its claims, `calls` waits for what goes out."""

    case: Case
    claims: list[int]
    said: asyncio.Event = field(default_factory=asyncio.Event)

    async def calls(self, count: int) -> list[Call]:
        """What has gone out once there are so many calls."""
        async with asyncio.timeout(ENOUGH):
            while len(self.case.telegram.calls) < count:
                self.said.clear()
                await self.said.wait()
        return self.case.telegram.calls

    async def quiet(self) -> int:
        """Once nothing is in hand, how often the loop has looked so far."""
        async with asyncio.timeout(ENOUGH):
            await self.case.deliverer.idle()
        return len(self.claims)

    async def tells(self, *riders: Rider, key: str = "", meaning: Meaning | None = None, **more: Any) -> None:
        """Let a use case put a message for each of these riders."""

        async def work(tx: Transaction) -> None:
            for rider in riders:
                await tx.outbox.put(to_rider(self.case.deps, rider, meaning or HowTo(), key, **more))

        await self.case.deliverer.write(work)


@asynccontextmanager
async def at_work(case: Case, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    """Run the deliverer within the body, which begins after its first look."""
    claims: list[int] = []
    looked, claim, answer = asyncio.Event(), SqlOutbox.claim, case.telegram.answer
    loop = asyncio.get_running_loop()

    async def counted(outbox: SqlOutbox, *args: Any) -> Any:
        claims.append(1)
        loop.call_soon_threadsafe(looked.set)
        return await claim(outbox, *args)

    line = Line(case, claims)

    def heard(call: Call) -> Any:
        line.said.set()
        return answer(call)

    monkeypatch.setattr(SqlOutbox, "claim", counted)
    monkeypatch.setattr(case.telegram, "answer", heard)
    running = asyncio.create_task(case.deliverer.run())
    try:
        async with asyncio.timeout(ENOUGH):
            await looked.wait()
        claims.clear()
        yield line
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def line(database_address: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    """A deliverer at work, without limits, on each engine in turn."""
    async with open_case(database_address) as case, at_work(case, monkeypatch) as line:
        yield line


async def test_an_answer_leaves_with_its_commit_and_nobody_looks(line: Line) -> None:
    rider = await line.case.rider()
    await line.tells(rider)
    await line.calls(1)
    assert await line.quiet() == 0
    assert await line.case.left() == 0


async def test_what_comes_behind_in_its_chat_follows_in_order(line: Line) -> None:
    rider = await line.case.rider()
    await line.tells(rider, rider, rider)
    await line.calls(3)
    await line.quiet()
    assert await line.case.left() == 0


async def test_what_is_put_while_its_chat_is_sent_to_goes_next(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    rider = await line.case.rider()
    release, do_request = asyncio.Event(), line.case.telegram.do_request

    async def slow(*args: Any, **more: Any) -> Any:
        answered = await do_request(*args, **more)
        await release.wait()
        return answered

    monkeypatch.setattr(line.case.telegram, "do_request", slow)
    await line.tells(rider)
    await line.calls(1)
    await line.tells(rider)
    assert not line.claims, "its chat is in hand"
    assert len(line.case.telegram.calls) == 1
    release.set()
    await line.calls(2)
    await line.quiet()
    assert await line.case.left() == 0


async def test_what_another_writer_puts_is_looked_for(line: Line) -> None:
    rider = await line.case.rider()
    message = to_rider(line.case.deps, rider, HowTo())
    await line.case.database.write(lambda tx: tx.outbox.put(message))
    await line.calls(1)
    assert line.claims


async def test_what_waits_for_its_time_goes_then(line: Line) -> None:
    rider = await line.case.rider()
    await line.tells(rider, not_before=line.case.clock.at + 1)
    assert not line.case.telegram.calls
    line.case.clock.at += 1
    await line.calls(1)


async def test_a_use_case_that_fails_sends_nothing_and_keeps_no_chat(line: Line) -> None:
    rider = await line.case.rider()

    async def work(tx: Transaction) -> None:
        await tx.outbox.put(to_rider(line.case.deps, rider, HowTo()))
        raise LookupError

    with pytest.raises(LookupError):
        await line.case.deliverer.write(work)
    await line.tells(rider)
    await line.calls(1)
    assert await line.quiet() == 0
    assert len(line.case.telegram.calls) == 1


async def test_a_transaction_that_is_run_again_sends_once(line: Line) -> None:
    rider = await line.case.rider()
    attempts: list[int] = []

    async def work(tx: Transaction) -> None:
        attempts.append(1)
        await tx.outbox.put(to_rider(line.case.deps, rider, HowTo(), "once"))
        if len(attempts) == 1:
            raise Conflict

    await line.case.deliverer.write(work)
    await line.calls(1)
    assert await line.quiet() == 0
    assert len(attempts) == 2
    assert len(line.case.telegram.calls) == 1


async def test_many_at_once_leave_each_once(line: Line) -> None:
    riders = [await line.case.rider(number) for number in range(1, 61)]
    await asyncio.gather(*(line.tells(rider, key=f"n:{rider.id}") for rider in riders))
    calls = await line.calls(60)
    await line.quiet()
    assert sorted(call.chat for call in calls) == sorted(rider.chat_id for rider in riders)
    assert await line.case.left() == 0


async def test_what_was_put_in_a_commit_whose_answer_was_lost_goes_out(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await line.case.rider()
    database = line.case.database
    write, to_lose = database.write, [True]

    async def lose(work: Work[Any]) -> Any:
        result = await write(work)
        if to_lose:
            to_lose.clear()
            raise Unreachable("the connection was lost during the commit")
        return result

    monkeypatch.setattr(database, "write", lose)
    with pytest.raises(Unreachable):
        await line.tells(rider, key="once")
    calls = await line.calls(1)
    await line.quiet()
    assert len(calls) == 1
    assert await line.case.left() == 0


async def test_what_was_claimed_for_a_role_that_is_lost_goes_back_to_who_has_it(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider, write = await line.case.rider(), line.case.database.write

    async def lose(work: Work[Any]) -> Any:
        result = await write(work)
        monkeypatch.setattr(line.case.database, "write", write)
        line.case.deliverer._hands = Hands(32)
        return result

    monkeypatch.setattr(line.case.database, "write", lose)
    await line.tells(rider)
    await line.calls(1)
    await line.quiet()
    assert line.claims, "it was put back and looked for"
    assert len(line.case.telegram.calls) == 1


async def test_without_the_role_everything_is_left_to_who_has_it(database_address: str) -> None:
    async with open_case(database_address) as case:
        rider = await case.rider()
        await case.deliverer.write(lambda tx: tx.outbox.put(to_rider(case.deps, rider, HowTo())))
        assert await case.left() == 1
        assert len(await case.told(rider.chat_id)) == 1


async def test_what_is_over_the_limit_waits_until_it_fits(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_case(sqlite_address, Rates(30, 1, 3, 20)) as case, at_work(case, monkeypatch) as line:
        rider = await case.rider()
        for _ in range(4):
            await line.tells(rider)
            await line.quiet()
        assert len(case.telegram.calls) == 3
        case.clock.at += 1_000
        await line.calls(4)


async def test_the_limit_of_all_holds_for_what_leaves_together(
    sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_case(sqlite_address, Rates(5, 0, 0, 0)) as case, at_work(case, monkeypatch) as line:
        riders = [await case.rider(number) for number in range(1, 9)]
        await line.tells(*riders)
        await line.calls(5)
        await line.quiet()
        assert len(case.telegram.calls) == 5
        case.clock.at += 1_000
        await line.calls(8)


async def test_a_list_is_read_beside_all_writes_and_nothing_overtakes_it(
    sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, go_on = threading.Event(), threading.Event()

    async def slow(*args: Any) -> Any:
        reads.set()
        assert go_on.wait(ENOUGH)
        return await prepared(*args)

    monkeypatch.setattr(PREPARED, slow)
    async with open_case(sqlite_address) as case, at_work(case, monkeypatch) as line:
        rider = await case.rider()
        try:
            await line.tells(rider, meaning=ReportsList())
            assert await asyncio.to_thread(reads.wait, ENOUGH)
            await line.tells(rider, precedence=Precedence.URGENT)
            assert not case.telegram.calls
        finally:
            go_on.set()
        first, second = await line.calls(2)
        assert "怎么用" not in first.text
        assert "怎么用" in second.text


async def test_what_is_light_is_prepared_by_the_transaction_that_puts_it(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr(PREPARED, never)
    await line.tells(await line.case.rider())
    await line.calls(1)


async def test_who_presses_at_once_finds_the_message(line: Line) -> None:
    rider = await line.case.rider()
    await line.tells(rider, key="n:1")
    (call,) = await line.calls(1)
    await line.quiet()
    known = await line.case.database.write(lambda tx: tx.messages.at(call.chat, call.message))
    assert known is not None
