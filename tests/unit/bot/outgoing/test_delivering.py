"""The deliver loop keeps Telegram's limits: what it sends, edits and deletes counts, and nothing of it is lost."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.outgoing.budgets import Rates
from domain.messages import Precedence
from domain.people.messages import HowTo
from domain.people.riders import Rider
from services.outgoing import to_rider
from services.people import riders
from services.ports.transaction import Transaction, Work
from services.tickets import groups
from services.tickets.ticket_actions import show_album
from storage.engines.sqlite import SqliteDatabase
from storage.errors import Unreachable
from tests.recording import Call
from tests.usecases import GROUPS, Case, open_case

LIGHTING = GROUPS["lighting"]


@pytest.fixture
async def limited(sqlite_address: str) -> AsyncIterator[Case]:
    """A district whose bot keeps to the limits that are the default."""
    async with open_case(sqlite_address, Rates(30, 1, 3, 20)) as case:
        yield case


async def welcomed(case: Case, rider: Rider, times: int) -> None:
    for _ in range(times):
        await case.do(riders.welcome, rider)


async def all_told(case: Case, chat: int) -> list[tuple[int, Call]]:
    """What goes to a chat until nothing is left, each call with the moment at which it went."""
    gone: list[tuple[int, Call]] = []
    while await case.left():
        gone += [(case.clock.at, call) for call in await case.told(chat)]
        case.clock.at += 1_000
    return gone


def most_in_a_minute(gone: list[tuple[int, Call]]) -> int:
    """The most messages that went within any minute."""
    return max(sum(call.parts for time, call in gone if at <= time < at + 60_000) for at, _ in gone)


async def say(case: Case, times: int) -> None:
    """Let so many messages wait for the group."""
    for _ in range(times):
        await case.do(groups.tell, LIGHTING, None, HowTo())


async def test_a_group_gets_twenty_calls_a_minute_edits_and_deletions_among_them(limited: Case) -> None:
    rider = await limited.rider()
    report = await limited.submitted(by=rider)
    gone = await all_told(limited, LIGHTING)
    for said in range(3):
        await limited.adds(rider, report, f"句 {said}")
        gone += await all_told(limited, LIGHTING)
        await limited.passes(minutes=10)
        await say(limited, 18)
    gone += await all_told(limited, LIGHTING)
    assert most_in_a_minute(gone) == 20
    how = Counter(call.method for _, call in gone)
    assert how["sendPhoto"] == 1
    assert how["sendMessage"] > 54
    assert how["deleteMessage"]
    assert how["editMessageCaption"]


async def test_a_rider_gets_three_at_once_and_one_a_second_in_order(limited: Case) -> None:
    rider = await limited.rider()
    await welcomed(limited, rider, 6)
    counts = []
    for _ in range(4):
        counts.append(len(await limited.told(rider.chat_id)))
        limited.clock.at += 1_000
    assert counts == [3, 1, 1, 1]


async def test_thirty_go_out_in_a_second_and_the_others_after_it(limited: Case) -> None:
    for number in range(1, 51):
        await welcomed(limited, await limited.rider(number), 1)
    assert len(await limited.told()) == 30
    limited.clock.at += 999
    assert await limited.told() == []
    limited.clock.at += 1
    assert len(await limited.told()) == 20


async def test_an_album_counts_as_its_photos(limited: Case) -> None:
    rider = await limited.rider()
    report = await limited.submitted(by=rider)
    for _ in range(9):
        await limited.adds(rider, report, photo=limited.photo())
    await all_told(limited, LIGHTING)
    await limited.passes(minutes=2)
    await limited.do(show_album, await limited.ticket(report))
    await say(limited, 25)
    gone = await all_told(limited, LIGHTING)
    assert gone[0][1].parts == 10
    assert most_in_a_minute(gone) == 20


async def test_an_answer_goes_before_every_digest_that_waits_its_riders_too(limited: Case) -> None:
    everybody = [await limited.rider(number) for number in range(1, 101)]

    async def tell_the_week(tx: Transaction) -> None:
        for rider in everybody:
            await tx.outbox.put(to_rider(limited.deps, rider, HowTo(), f"week {rider.id}", Precedence.DIGEST))

    await limited.database.write(tell_the_week)
    assert len(await limited.told()) == 30
    last = everybody[-1]
    await welcomed(limited, last, 1)
    limited.clock.at += 1_000
    to_last = [call for call in await limited.told() if call.chat == last.chat_id]
    assert len(to_last) == 1, "its digest waits"
    assert "前哨" in to_last[0].text


async def test_what_was_claimed_in_a_commit_whose_answer_was_lost_goes_out(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    rider = await case.rider()
    await welcomed(case, rider, 2)
    write, to_lose = SqliteDatabase.write, [True]

    async def lose(database: SqliteDatabase, work: Work[Any]) -> Any:
        result = await write(database, work)
        if to_lose:
            to_lose.clear()
            raise Unreachable("the connection was lost during the commit")
        return result

    monkeypatch.setattr(SqliteDatabase, "write", lose)
    await case.deliverer.look()
    assert not case.telegram.calls
    assert len(await case.told(rider.chat_id)) == 2


async def test_a_group_at_its_limit_does_not_hide_when_another_chat_is_due(limited: Case) -> None:
    rider = await limited.rider()
    await say(limited, 21)
    assert len(await limited.told(LIGHTING)) == 20
    later = to_rider(limited.deps, rider, HowTo(), "later", not_before=limited.clock.at + 2_000)
    await limited.database.write(lambda tx: tx.outbox.put(later))
    assert await limited.deliverer.look() == pytest.approx(2, abs=0.1)
