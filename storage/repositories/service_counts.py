"""What a service team's figures count, in SQL."""

from collections.abc import Sequence

from domain.programme.service_counts import Event, Happened, Tally
from domain.week.weeks import Span
from storage.repositories.rows import from_row, names_of, to_row
from storage.session import Repository


class SqlServiceCounts(Repository):
    """`services.ports.service_counts.ServiceCounts` in SQL."""

    async def add(self, event: Event) -> None:
        await self._session.change("add_service_event", **to_row(event))

    async def tallies(self, queues: Sequence[str], span: Span) -> list[Tally]:
        within = {"start": span.start, "end": span.end}
        rows = await self._session.fetch(
            "service_tallies", queues=names_of(queues), happened=names_of(Happened), **within
        )
        return [from_row(Tally, row) for row in rows]

    async def times(self, queues: Sequence[str], what: Happened, span: Span) -> list[int]:
        within = {"start": span.start, "end": span.end}
        rows = await self._session.fetch("service_times", queues=names_of(queues), what=what.value, **within)
        return [row["took"] for row in rows]
