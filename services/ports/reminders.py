"""The repository of what reminds of tickets in groups."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Status
from domain.tickets.reminders import Place, Reminder
from services.ports.live_messages import LiveMessage
from services.ports.tickets import TicketLine


@dataclass(frozen=True, slots=True)
class Due:
    """What a limit's timer must know of a report; the fields are those of `domain.reporting.reports.Report`."""

    id: int
    status: Status
    queue: str
    urgent: bool
    respond_by: int | None
    due_at: int | None
    overdue_at: int | None
    half_time_at: int | None = None
    long_overdue_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(TicketLine):
    """A line of a list of reminders: its ticket, and the reminder's name, place, time and queue."""

    name: str
    place: Place
    at: int
    told_queue: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list."""

    batch: str
    page: int


class Reminders(Protocol):
    """The repository of what reminds of tickets in groups: one for each ticket and place."""

    async def put(self, reminders: Sequence[Reminder]) -> None:
        """Insert reminders, each in place of the one of the same ticket and place."""

    async def of_report(self, report_id: int) -> list[Reminder]:
        """Return what reminds of a report."""

    async def drop(self, reminders: Sequence[Reminder]) -> None:
        """Delete reminders."""

    async def gathering(self) -> list[str]:
        """Return the batches that have not been told yet."""

    async def pages_of(self, report_ids: Collection[int]) -> list[Page]:
        """Return the pages on which these reports stand."""

    async def lines_left(self, batch: str, page: int) -> int:
        """Return how many lines a page has."""

    async def lines(self, batch: str, page: int, limit: int) -> list[Line]:
        """Return the first lines of a page, the most pressing first."""

    async def turn(self, batch: str, page: int) -> int:
        """Write all that is still gathered in a batch on this page; returns how many lines that are."""

    async def nudges(self, batch: str) -> list[tuple[LiveMessage, ReportNumber]]:
        """Return the nudges that stand alone of the tickets gathered in a batch, and the tickets' numbers."""

    async def due(self, report_ids: Collection[int]) -> dict[int, Due]:
        """Return these reports by id."""

    async def note_overdue(self, report_ids: Collection[int], now: int) -> None:
        """Store that these reports have become overdue; the first time counts."""

    async def messages(self, report_id: int) -> list[LiveMessage]:
        """Return our messages that remind of this report alone, in groups and in private to those on call."""

    async def beside_card(self, report_id: int) -> list[LiveMessage]:
        """Return the photos, places, voice messages and videos beside this report's card."""
