"""No message is left behind: not by an alarm, a rest, an end of the role, or a write that fails after its commit."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.outgoing.budgets import Rates
from domain.errors import Conflict
from domain.people.messages import HowTo
from services.outgoing import to_rider
from services.ports.transaction import Transaction
from storage.repositories.outbox import SqlOutbox
from tests.unit.bot.outgoing.test_leaving import ENOUGH, at_work
from tests.usecases import GROUPS, Case, open_case

ONE_A_SECOND = Rates(per_second=0, private_per_second=1, private_burst=1, group_per_minute=1)


@pytest.fixture
async def case(sqlite_address: str) -> AsyncIterator[Case]:
    """A case without limits, whose deliverer rests."""
    async with open_case(sqlite_address) as case:
        yield case


async def test_an_alarm_that_is_due_already_rings_though_a_later_one_is_asked_for(case: Case) -> None:
    signal = case.database.signal("outbox")
    signal.clear()
    case.deliverer._look_in(0)
    case.deliverer._look_in(600)
    async with asyncio.timeout(ENOUGH):
        await signal.wait()


async def test_a_message_whose_commit_outlives_the_role_is_left_to_who_has_it_next(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await case.rider()
    begun, go_on = threading.Event(), threading.Event()

    async def slow(tx: Transaction) -> None:
        await tx.outbox.put(to_rider(case.deps, rider, HowTo()))
        begun.set()
        assert go_on.wait(ENOUGH)

    async with at_work(case, monkeypatch):
        writing = asyncio.create_task(case.deliverer.write(slow))
        assert await asyncio.to_thread(begun.wait, ENOUGH)
    go_on.set()
    await writing
    await case.deliverer.idle()
    assert not case.telegram.calls
    assert await case.left() == 1


async def test_a_chat_that_has_rested_by_the_end_of_the_commit_is_looked_at(
    sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_case(sqlite_address, ONE_A_SECOND) as case, at_work(case, monkeypatch) as line:
        rider = await case.rider()
        assert case.deliverer.budgets.take(next(iter(GROUPS.values()))), "a group that rests for a minute"
        await line.tells(rider)
        await line.calls(1)
        await line.quiet()

        async def lasts(tx: Transaction) -> None:
            await tx.outbox.put(to_rider(case.deps, rider, HowTo()))
            case.clock.at += 1_000

        await case.deliverer.write(lasts)
        await line.calls(2)


async def test_what_is_in_nobodys_hand_goes_though_the_look_for_it_met_another(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider, claim, met = await case.rider(), SqlOutbox.claim, list[int]()
    await case.database.write(lambda tx: tx.outbox.put(to_rider(case.deps, rider, HowTo())))
    await case.database.write(lambda tx: tx.outbox.claim(case.clock.now(), [], 1))

    async def meets_another(outbox: SqlOutbox, *args: Any) -> Any:
        met.append(1)
        if len(met) == 1:
            raise Conflict
        return await claim(outbox, *args)

    monkeypatch.setattr(SqlOutbox, "claim", meets_another)
    await case.deliverer.look()
    await case.deliverer.idle()
    assert len(met) == 2
    assert len(case.telegram.calls) == 1


async def test_what_could_not_be_put_back_goes_out_all_the_same(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any) -> None:
        raise LookupError

    async with at_work(case, monkeypatch) as line:
        rider = await case.rider()
        with monkeypatch.context() as broken:
            broken.setattr(case.deliverer.budgets, "take", lambda *_: False)
            broken.setattr(SqlOutbox, "requeue", fail)
            with pytest.raises(LookupError):
                await line.tells(rider)
        await line.calls(1)
        await line.quiet()
    assert len(case.telegram.calls) == 1
    assert await case.left() == 0
