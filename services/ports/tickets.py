"""The repository of what queues have to do, as lists and counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Status
from domain.tickets.lists import Which


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket in a list, and where its card stands; the fields are those of `domain.reporting.reports.Report`.

    `card_chat` and `card_message` are None where no card stands.
    """

    id: int
    prefix: str
    month: str
    serial: int
    status: Status
    category: str
    community: str | None
    note: str
    spot: str | None
    queue: str
    urgent: bool
    holder: str
    submitted_at: int
    respond_by: int | None
    due_at: int | None
    overdue_at: int | None
    hold_until: int | None
    resolved_at: int | None
    closed_at: int | None
    card_chat: int | None
    card_message: int | None

    @property
    def number(self) -> ReportNumber:
        """The report's number, made where it is shown: most lines show a link."""
        return ReportNumber(self.prefix, self.month, self.serial)


@dataclass(frozen=True, slots=True)
class TicketsAsked:
    """Which tickets a list shows.

    Attributes:
        queues: Those that have the tickets.
        holder: The Telegram id of the staff member whose tickets these are; for `Which.MINE`.
        category, community: Only those of this slug or id; None for all.
    """

    queues: tuple[str, ...]
    which: Which = Which.NEEDED
    holder: int | None = None
    category: str | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True)
class TicketCounts:
    """How many open tickets a queue has.

    Attributes:
        waiting: Nobody has accepted them.
        in_work: Somebody has them.
        overdue: Those among both that are past their limit.
        on_hold: Their clocks stand still.
        unaccepted: Urgent ones that nobody has accepted.
    """

    waiting: int = 0
    in_work: int = 0
    overdue: int = 0
    on_hold: int = 0
    unaccepted: int = 0


class Tickets(Protocol):
    """The repository of lists of tickets; imported reports are none until something happens to them."""

    async def listed(self, asked: TicketsAsked, now: int, limit: int, offset: int = 0) -> list[TicketLine]:
        """Return tickets as of `now` (ms UTC), the most pressing first; closed ones the newest first.

        Urgent ones that nobody has accepted come first, then urgent ones, overdue ones, those that nobody has accepted,
        and the others, each by the time they are due. Held ones are ordered by the end of their hold.
        """

    async def count(self, asked: TicketsAsked, now: int, most: int) -> int:
        """Return how many tickets a list has, counted up to `most`."""

    async def counts(self, queues: Collection[str], now: int) -> Mapping[str, TicketCounts]:
        """Return the counts of those queues that have open tickets."""

    async def found(self, wanted: str, limit: int, offset: int = 0) -> list[TicketLine]:
        """Return tickets whose words are wanted, as `domain.language.finding.query` writes it, the newest first."""

    async def unindexed(self, limit: int) -> list[int]:
        """Return the reports that were saved since their words were kept, the newest first."""

    async def index(self, report_id: int, words: str) -> None:
        """Keep the words of a report, tokens of `domain.language.finding` with spaces between; those before go."""
