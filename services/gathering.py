"""Reading a message's view when it is sent; each shelf registers a reader for its meanings."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Generic, TypeVar

from domain.geo.place_names import Nearby
from domain.messages import Meaning, Notice, Reaction, ReportNotice
from domain.people.riders import Rider
from domain.reporting.reports import Report
from services.deps import Deps
from services.geo import geocoding
from services.ports.transaction import Transaction

N = TypeVar("N", bound=Notice)
R = TypeVar("R", bound=ReportNotice)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a view is read with: `rider` is the rider whose private chat receives it, None in a group.

    `chat_id` is that chat or group, 0 for a preview.
    """

    tx: Transaction
    deps: Deps
    rider: Rider | None
    chat_id: int = 0


@dataclass(frozen=True, slots=True)
class NoticeView(Generic[N]):
    """A plain notice and the rider who receives it, None in a group."""

    notice: N
    rider: Rider | None


@dataclass(frozen=True, slots=True)
class ReportNoticeView(Generic[R]):
    """A notice about a report, as it is `now` (ms UTC).

    `original` is the report that it duplicates, `nearby` the road there, for riders.
    """

    notice: R
    report: Report
    original: Report | None
    nearby: Nearby | None = None
    now: int = 0


@singledispatch
async def gather(meaning: Meaning, reading: Reading) -> object | None:
    """Return the current view of a meaning; None if there is nothing to send any more.

    Raises:
        LookupError: No reader is registered for this meaning, or something it needs is missing.
    """
    del reading
    raise LookupError(f"nothing gathers {type(meaning).__qualname__}")


@gather.register
async def notice_view(meaning: Notice, reading: Reading) -> NoticeView[Notice]:
    """Return the view of a notice that needs nothing else."""
    return NoticeView(meaning, reading.rider)


@gather.register
async def reaction_view(meaning: Reaction, reading: Reading) -> Reaction:
    """Return the reaction itself, which needs nothing else."""
    del reading
    return meaning


@gather.register
async def report_notice_view(meaning: ReportNotice, reading: Reading) -> ReportNoticeView[ReportNotice] | None:
    """Return the view of a notice about a report; None if there is no such report."""
    tx = reading.tx
    report = await tx.reports.get(meaning.report_id)
    if report is None:
        return None
    original = await tx.reports.get(report.original) if report.original is not None else None
    nearby = await geocoding.nearby(tx, reading.deps, report.position) if reading.rider is not None else None
    return ReportNoticeView(meaning, report, original, nearby, reading.deps.clock.now())
