"""The repository of exports: rows in the order of their times, page by page, and who took out what."""

from typing import NamedTuple, Protocol

from domain.week.exports import ExportMade, Place, Subject


class ExportedReport(NamedTuple):
    """A report without its words; ids of the district where it is named."""

    prefix: str
    month: str
    serial: int
    category: str
    community: str | None
    queue: str
    status: str
    urgent: int
    lat: float
    lng: float
    submitted_at: int
    accepted_at: int | None
    resolved_at: int | None
    closed_at: int | None
    due_at: int | None
    witnesses: int
    rider_id: int
    at: int
    id: int


class ExportedEntry(NamedTuple):
    """An entry of the ledger, with the number of its report; `month` is "" if it has none."""

    prefix: str
    month: str
    serial: int
    merit: str
    points: int
    rider_id: int
    at: int
    id: int


class ExportedEvent(NamedTuple):
    """An event without its words and names, with the number of its report."""

    prefix: str
    month: str
    serial: int
    action: str
    source: str
    target: str
    actor_kind: str
    actor_id: int
    queue_before: str
    queue: str
    at: int
    id: int


class ExportedVoucher(NamedTuple):
    """A voucher without its code and staff; its names and price are those of when it was redeemed."""

    reward: str
    zh: str
    en: str
    points: int
    state: str
    ends_at: int
    closed_at: int | None
    queue: str
    rider_id: int
    at: int
    id: int


ExportedOfReport = ExportedReport | ExportedEntry | ExportedEvent
Exported = ExportedOfReport | ExportedVoucher


class Exports(Protocol):
    """The repository of exports; `start` is included, `end` is not. There is nothing of `Subject.FIGURES`."""

    async def page(self, subject: Subject, start: Place, end: Place, limit: int) -> list[Exported]:
        """Return the first rows between two places."""

    async def count(self, subject: Subject, start: Place, end: Place) -> int:
        """Return how many rows there are between two places."""

    async def place_after(self, subject: Subject, start: Place, end: Place, rows: int) -> Place | None:
        """Return the place behind so many rows; None if there are no more."""

    async def keep(self, made: ExportMade) -> None:
        """Keep for good who took out what."""
