"""Lists of tickets and their counts, in SQL."""

from collections.abc import Collection, Mapping
from typing import Final

from domain.tickets.lists import SHOWN, Which
from services.ports.tickets import TicketCounts, TicketLine, TicketsAsked
from storage.repositories.rows import from_row, names_of
from storage.session import Repository, Value

_CLOSED_MS: Final = 90 * 86_400_000
"""How far back a list of closed tickets goes."""


class SqlTickets(Repository):
    """`services.ports.tickets.Tickets` in SQL."""

    async def listed(self, asked: TicketsAsked, now: int, limit: int, offset: int = 0) -> list[TicketLine]:
        rows = await self._session.fetch(
            "closed_tickets" if asked.which is Which.CLOSED else "open_tickets",
            **_values(asked, now),
            limit=limit,
            offset=offset,
        )
        return [from_row(TicketLine, row) for row in rows]

    async def count(self, asked: TicketsAsked, now: int, most: int) -> int:
        name = "count_closed_tickets" if asked.which is Which.CLOSED else "count_open_tickets"
        return await self._number(name, **_values(asked, now), most=most) or 0

    async def counts(self, queues: Collection[str], now: int) -> Mapping[str, TicketCounts]:
        rows = await self._session.fetch("ticket_counts", queues=names_of(queues), now=now)
        return {row["queue"]: from_row(TicketCounts, row) for row in rows}

    async def found(self, wanted: str, limit: int, offset: int = 0) -> list[TicketLine]:
        rows = await self._session.fetch("found_reports", wanted=wanted, limit=limit, offset=offset)
        return [from_row(TicketLine, row) for row in rows]

    async def unindexed(self, limit: int) -> list[int]:
        return [row["id"] for row in await self._session.fetch("unindexed_reports", limit=limit)]

    async def index(self, report_id: int, words: str) -> None:
        await self._session.change("drop_words", report_id=report_id)
        await self._session.change("keep_words", report_id=report_id, words=words)
        await self._session.change("note_indexed", report_id=report_id)


def _values(asked: TicketsAsked, now: int) -> dict[str, Value]:
    values: dict[str, Value] = {
        "queues": names_of(asked.queues),
        "category": asked.category,
        "community": asked.community,
    }
    if asked.which is Which.CLOSED:
        return values | {"since": now - _CLOSED_MS}
    return values | {
        "statuses": names_of(SHOWN[asked.which]),
        "due": now if asked.which is Which.OVERDUE else None,
        "holder": asked.holder,
        "now": now,
    }
