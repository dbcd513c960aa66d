"""Lists of tickets and their counts: which ones, in which order, and how many."""

from dataclasses import replace
from typing import Any

import pytest

from domain.language.finding import label, query, terms_of, tokens_of
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import SYSTEM, Event, Report, Status
from domain.tickets.lists import Which
from services.ports.live_messages import LiveMessage
from services.ports.tickets import TicketCounts, TicketLine, TicketsAsked
from services.ports.transaction import Transaction
from storage.database import Database

NOW = 100_000
HERE = ("property",)
ANNA = 5_001


@pytest.fixture
async def tickets(stocked: Database, report: Report) -> Database:
    """Ten reports of two queues, each in another state."""
    states: dict[int, dict[str, Any]] = {
        30: {"urgent": True},
        31: {"urgent": True, "status": Status.ACCEPTED, "holder_id": ANNA, "due_at": NOW + 1},
        32: {"status": Status.IN_PROGRESS, "due_at": NOW - 10, "holder_id": ANNA},
        33: {"due_at": NOW - 20, "category": "pothole"},
        34: {"status": Status.REOPENED, "due_at": NOW + 5, "community": None},
        35: {"status": Status.ACCEPTED, "due_at": NOW + 1},
        36: {"status": Status.ON_HOLD, "due_at": NOW - 30, "hold_until": NOW + 9, "holder_id": ANNA},
        37: {"status": Status.RESOLVED, "resolved_at": NOW - 6},
        38: {"status": Status.CONFIRMED, "resolved_at": NOW - 9, "closed_at": NOW - 5},
        39: {"status": Status.REJECTED, "closed_at": NOW - 7, "category": "pothole"},
        40: {"queue": "triage", "due_at": NOW - 1},
        41: {"position": replace(report.position, source="import"), "due_at": NOW - 99},
        42: {"status": Status.WITHDRAWN, "closed_at": NOW - 91 * 86_400_000},
    }

    async def add(tx: Transaction) -> None:
        for number, state in states.items():
            here = {"id": number, "number": ReportNumber("DC", "2611", number), "due_at": NOW + 50, "photos": ()}
            await tx.reports.add(replace(report, **{**here, **state}))

    await stocked.write(add)
    return stocked


async def listed(database: Database, which: Which, **asked: Any) -> list[int]:
    limits = {each: asked.pop(each) for each in ("limit", "offset") if each in asked}
    question = TicketsAsked(asked.pop("queues", HERE), which, **asked)
    found = await database.read(
        lambda tx: tx.tickets.listed(question, NOW, limits.get("limit", 20), limits.get("offset", 0))
    )
    assert await database.read(lambda tx: tx.tickets.count(question, NOW, 99)) >= len(found)
    return [line.id for line in found]


async def test_what_needs_somebody_comes_by_how_much_it_presses(tickets: Database) -> None:
    assert [each for each in await listed(tickets, Which.NEEDED) if each >= 30] == [30, 31, 33, 32, 34, 35]


@pytest.mark.parametrize(
    ("which", "asked", "numbers"),
    [
        (Which.WAITING, {}, [30, 33, 34]),
        (Which.OVERDUE, {}, [33, 32]),
        (Which.MINE, {"holder": ANNA}, [31, 32, 36]),
        (Which.MINE, {"holder": 7}, []),
        (Which.HOLD, {}, [36]),
        (Which.CLOSED, {}, [38, 37, 39]),
        (Which.CLOSED, {"category": "pothole"}, [39]),
        (Which.NEEDED, {"category": "pothole"}, [33]),
        (Which.OVERDUE, {"queues": ("property", "triage")}, [33, 32, 40]),
        (Which.OVERDUE, {"queues": ()}, []),
        (Which.NEEDED, {"community": "elsewhere"}, []),
    ],
)
async def test_each_list_has_its_own(
    tickets: Database, which: Which, asked: dict[str, Any], numbers: list[int]
) -> None:
    assert [each for each in await listed(tickets, which, **asked) if each >= 30] == numbers


async def test_pages_follow_each_other(tickets: Database) -> None:
    whole = await listed(tickets, Which.NEEDED)
    pages = [await listed(tickets, Which.NEEDED, limit=2, offset=offset) for offset in range(0, len(whole), 2)]
    assert [each for page in pages for each in page] == whole
    closed = [await listed(tickets, Which.CLOSED, limit=1, offset=offset) for offset in range(3)]
    assert closed == [[38], [37], [39]]


async def test_a_count_ends_at_its_most(tickets: Database) -> None:
    assert await tickets.read(lambda tx: tx.tickets.count(TicketsAsked(HERE), NOW, 3)) == 3
    assert await tickets.read(lambda tx: tx.tickets.count(TicketsAsked(HERE, Which.CLOSED), NOW, 99)) == 3


async def test_queues_are_counted_apart(tickets: Database) -> None:
    counts = await tickets.read(lambda tx: tx.tickets.counts(("property", "triage", "lighting"), NOW))
    assert counts["triage"] == TicketCounts(waiting=1, overdue=1)
    known = await tickets.read(lambda tx: tx.tickets.counts(HERE, NOW))
    assert known == {"property": counts["property"]}
    more = counts["property"]
    assert (more.in_work, more.on_hold, more.unaccepted) == (3, 1, 1)
    assert more.overdue == len(await listed(tickets, Which.OVERDUE))
    assert more.waiting == len(await listed(tickets, Which.WAITING))


async def test_what_was_imported_counts_once_something_happened(tickets: Database) -> None:
    assert 41 not in await listed(tickets, Which.OVERDUE)
    moved = Event(900, 41, NOW, "accept", Status.ROUTED, Status.ACCEPTED, SYSTEM, "", "", "property")
    await tickets.write(lambda tx: tx.reports.add_events([moved]))
    assert [each for each in await listed(tickets, Which.OVERDUE) if each >= 30] == [41, 33, 32]


async def test_a_line_knows_where_its_card_stands(tickets: Database) -> None:
    async def stand(tx: Transaction) -> None:
        for queue, message in (("property", 71), ("triage", 72)):
            await tx.messages.put(LiveMessage(f"ticket:30:{queue}", -100_5, message, 30, None, "text", ""), NOW)

    async def first(tx: Transaction) -> TicketLine:
        return (await tx.tickets.listed(TicketsAsked(HERE), NOW, 1))[0]

    assert (await tickets.read(first)).card_message is None
    await tickets.write(stand)
    line = await tickets.read(first)
    assert (line.card_chat, line.card_message, str(line.number)) == (-1005, 71, "DC-2611-0030")


async def test_words_are_found_on_both_engines_the_newest_first(tickets: Database) -> None:
    words = {
        30: tokens_of("东门 井盖坏了"),
        31: tokens_of("东门的灯"),
        33: [*tokens_of("Lamp broken"), label("c", "pothole")],
    }

    async def index(tx: Transaction) -> None:
        for number, tokens in words.items():
            await tx.tickets.index(number, "later")
            await tx.tickets.index(number, " ".join(tokens))

    async def found(words: str, **page: int) -> list[int]:
        terms = terms_of(words)
        wanted = query(terms, [[label("c", "pothole")] if term.text == "坑" else [] for term in terms], ())
        lines = await tickets.read(lambda tx: tx.tickets.found(wanted, page.get("limit", 9), page.get("offset", 0)))
        return [line.id for line in lines]

    before = await tickets.read(lambda tx: tx.tickets.unindexed(99))
    await tickets.write(index)
    assert set(before) - set(await tickets.read(lambda tx: tx.tickets.unindexed(99))) == set(words)
    assert await found("东门") == [31, 30]
    assert await found("东门", limit=1, offset=1) == [30]
    assert await found("东门 井盖") == [30]
    assert await found("LAM") == await found("坑") == [33]
    assert await found("灯") == [31]
    assert await found("later") == []
    known = await tickets.read(lambda tx: tx.reports.get(30))
    assert known is not None
    await tickets.write(lambda tx: tx.reports.save(known))
    assert 30 in await tickets.read(lambda tx: tx.tickets.unindexed(99))
