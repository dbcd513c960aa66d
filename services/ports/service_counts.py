"""The repository of what a service team's figures count."""

from collections.abc import Sequence
from typing import Protocol

from domain.programme.service_counts import Event, Happened, Tally
from domain.week.weeks import Span


class ServiceCounts(Protocol):
    """What happened to appeals and wishes, without who or what was said."""

    async def add(self, event: Event) -> None:
        """Insert one."""

    async def tallies(self, queues: Sequence[str], span: Span) -> list[Tally]:
        """Return how often each thing happened in these queues within a span, by kind of appeal."""

    async def times(self, queues: Sequence[str], what: Happened, span: Span) -> list[int]:
        """Return how long each took that happened within a span, ms, the shortest first."""
