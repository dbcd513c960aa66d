"""What a message shows is read when it is sent: the shelf of each meaning registers how."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Generic, TypeVar

from domain.messages import Meaning, Notice, ReportNotice
from domain.people.riders import Rider
from domain.reporting.reports import Report
from services.deps import Deps
from services.ports.transaction import Transaction

N = TypeVar("N", bound=Notice)
R = TypeVar("R", bound=ReportNotice)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a view is read from, and whom it is for; `rider` is whoever's private chat it goes to, None in a group."""

    tx: Transaction
    deps: Deps
    rider: Rider | None


@dataclass(frozen=True, slots=True)
class NoticeView(Generic[N]):
    """A plain notice, and to whom it goes, None in a group."""

    notice: N
    rider: Rider | None


@dataclass(frozen=True, slots=True)
class ReportNoticeView(Generic[R]):
    """A notice about a report; `original` is the report that it repeats."""

    notice: R
    report: Report
    original: Report | None


@singledispatch
async def gather(meaning: Meaning, reading: Reading) -> object | None:
    """The view of a meaning as things stand now; None where there is nothing to say any more.

    Raises:
        LookupError: no shelf says how to read it, or what it needs is not there.
    """
    del reading
    raise LookupError(f"nothing gathers {type(meaning).__qualname__}")


@gather.register
async def notice_view(meaning: Notice, reading: Reading) -> NoticeView[Notice]:
    """The view of a notice that needs nothing more."""
    return NoticeView(meaning, reading.rider)


@gather.register
async def report_notice_view(meaning: ReportNotice, reading: Reading) -> ReportNoticeView[ReportNotice] | None:
    """The view of a notice about a report; None where there is no such report any more."""
    report = await reading.tx.reports.get(meaning.report_id)
    if report is None:
        return None
    original = await reading.tx.reports.get(report.original) if report.original is not None else None
    return ReportNoticeView(meaning, report, original)
