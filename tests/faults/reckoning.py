"""What must be true when all is over: read from the database, the playground's chats and the log of each run."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import asyncpg

from playground.people import JSON, People, labels, words
from tests.faults.bot_process import BotProcess
from tests.faults.crowd import ACCEPT, Told
from tests.town import number_in

Row = dict[str, Any]

_UNSETTLED = """
select state, error as told from inbox where state <> 'done' and not (state = 'parked' and error like 'in hand at %')
union all
select state, error || key from outbox
where (state not in ('sent', 'dropped') or in_flight = 1) and (state = 'parked' or key not like 'board:%')
"""
_REPORTS = """
select r.id, r.month, r.serial, r.prefix, r.status, r.urgent, p.chat_id as rider
from report r join rider p on p.id = r.rider_id
"""
_ENTRIES = """
select l.cause, l.merit, l.points, l.report_id, p.chat_id as rider from ledger l join rider p on p.id = l.rider_id
"""
_SET_ASIDE, _FORMER = "没收好", "这张卡片旧了"
"""What is said of an update that was set aside, and on a second copy of a card that somebody pressed."""

_PRICES = {"routed": 1, "accepted": 4, "urgent": 5, "answered": 5}


async def rows(address: str, query: str) -> list[Row]:
    """The rows of a query, on either engine."""
    if address.startswith("sqlite:///"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as file:
            file.row_factory = sqlite3.Row
            return [dict(row) for row in file.execute(query)]
    connection = await asyncpg.connect(address)
    try:
        return [dict(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def unsettled(address: str) -> list[Row]:
    """Updates and messages that wait, are held, or were given up; but not what was in hand at three crashes.

    A board with open tickets always waits for its turn to be drawn.
    """
    return await rows(address, _UNSETTLED)


async def check_reports(address: str, told: Sequence[Told]) -> None:
    """Every report that a rider was told of is there once, as far as it was seen through, and there is no other."""
    reports = {f"{row['prefix']}-{row['month']}-{row['serial']:04d}": row for row in await rows(address, _REPORTS)}
    numbers = [one.number for one in told]
    assert sorted(numbers) == sorted(reports)
    for one in told:
        report = reports[one.number]
        assert report["rider"] == one.rider
        assert report["status"] == ("confirmed" if one.seen_through else "routed")


async def check_points(address: str) -> dict[int, int]:
    """Each cause stands once, with its price, and none is missing; returns the balances by rider."""
    earned: dict[int, Counter[str]] = defaultdict(Counter)
    balances: dict[int, int] = defaultdict(int)
    for entry in await rows(address, _ENTRIES):
        earned[entry["report_id"]][entry["merit"]] += 1
        balances[entry["rider"]] += entry["points"]
        assert entry["points"] == _PRICES[entry["merit"]], entry
    for report in await rows(address, _REPORTS):
        merits = {"routed"}
        if report["status"] == "confirmed":
            merits |= {"accepted", "answered"} | ({"urgent"} if report["urgent"] else set())
        assert earned[report["id"]] == Counter(merits), report
    return balances


async def check_cards(people: People, told: Sequence[Told]) -> None:
    """Each report's card stands in its queue's group and says how it ended."""
    by_group: dict[int, dict[str, list[JSON]]] = {}
    for group in {one.group for one in told}:
        by_group[group] = defaultdict(list)
        for message in await people.messages(group):
            if "photo" in message and message["from"]["is_bot"] and _FORMER not in words(message):
                by_group[group][number_in(message)].append(message)
    for one in told:
        newest = by_group[one.group][one.number][-1]
        assert ("已确认" in words(newest)) == one.seen_through, words(newest)
        assert (ACCEPT in labels(newest)) != one.seen_through, labels(newest)


async def doubled(people: People) -> Counter[int]:
    """How many messages too many each chat was sent: the same words with the same buttons as an answer to the same."""
    sent: Counter[tuple[int, str]] = Counter()
    for call in await people.calls("send(Message|Photo|MediaGroup|Location)"):
        if call["ok"] and _SET_ASIDE not in str(call["params"]):
            params = call["params"]
            sent[int(params["chat_id"]), json.dumps(params, sort_keys=True)] += 1
    spare: Counter[int] = Counter()
    for (chat, _), count in sent.items():
        if count > 1:
            spare[chat] += count - 1
    return spare


def foretold(runs: Iterable[BotProcess]) -> Counter[int]:
    """How many doubled messages the logs named for each chat; no run may have named two of one chat."""
    named: Counter[int] = Counter()
    for run in runs:
        chats = [line["chat"] for line in run.named("message_may_come_twice")]
        assert len(chats) == len(set(chats)), run.told()
        named.update(chats)
    return named


def check_doubles(spare: Counter[int], named: Counter[int], again: Counter[int]) -> None:
    """Only what the log named came twice, and answers to what a rider did again."""
    unnamed = spare - named - again
    assert not unnamed, unnamed
