"""The views of the questions whether a report is fixed: what each rider may see of before and after."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from domain.district.catalogue import Category
from domain.geo.place_names import Nearby
from domain.people.riders import Rider
from domain.reporting.messages import ResolvedTold, SpotCheck
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Event, Report, Status
from domain.tickets.lifecycle import Action
from domain.tickets.proof import NoPhoto
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.people.awarding import answer_earns
from services.ports.transaction import Transaction

N = TypeVar("N", ResolvedTold, SpotCheck)


@dataclass(frozen=True, slots=True)
class ResolvedView(Generic[N]):
    """A report that was resolved, as one rider sees it.

    Attributes:
        photos: One before and one after the repair, or that after it alone; none where this rider may see none.
        points: What the rider's answer would earn; 0 if nothing.
        nearby: The road or landmark there.
        others: How many other riders have seen the problem; for its reporter.
        no_photo: Why there is no photo of the repair, if staff said so.
        now: The current time, ms UTC.
    """

    notice: N
    report: Report
    photos: tuple[Photo, ...] = ()
    points: int = 0
    nearby: Nearby | None = None
    others: int = 0
    no_photo: NoPhoto | None = None
    now: int = 0


@gather.register
async def resolved_view(meaning: ResolvedTold, reading: Reading) -> ResolvedView[ResolvedTold] | None:
    """Return the view of the question; None if there is no such report, or in a group."""
    report = await reading.tx.reports.get(meaning.report_id)
    return None if report is None or reading.rider is None else await _view(meaning, report, reading.rider, reading)


@gather.register
async def spot_check_view(meaning: SpotCheck, reading: Reading) -> ResolvedView[SpotCheck] | None:
    """Return the view of the question to who passes; None if it is answered before it is asked."""
    report = await reading.tx.reports.get(meaning.report_id)
    if report is None or reading.rider is None or (report.status is not Status.RESOLVED and meaning.edits is None):
        return None
    return await _view(meaning, report, reading.rider, reading)


async def _view(notice: N, report: Report, rider: Rider, reading: Reading) -> ResolvedView[N]:
    tx, deps = reading.tx, reading.deps
    events = await tx.reports.events(report.id)
    photos = before_and_after(report, rider, deps.district.catalogue.get(report.category), _undone_at(events))
    is_own = rider.id == report.rider_id
    return ResolvedView(
        notice,
        report,
        photos,
        await answer_earns(tx, deps, report, rider.id),
        await geocoding.nearby(tx, deps, report.position),
        report.witnesses + await tx.reports.count_also_seen(report.id) if is_own else 0,
        _why_no_photo(events),
        deps.clock.now(),
    )


async def side_by_side(tx: Transaction, deps: Deps, report: Report, rider: Rider | None) -> tuple[Photo, ...]:
    """Return the photos of before and after a report's last repair that a rider may see, as `before_and_after`."""
    events = await tx.reports.events(report.id)
    return before_and_after(report, rider, deps.district.catalogue.get(report.category), _undone_at(events))


def before_and_after(
    report: Report, rider: Rider | None, category: Category | None, undone_at: int = 0
) -> tuple[Photo, ...]:
    """Return the photos that stand side by side: the reporter's first and the newest of the repair; none without that.

    Others than the reporter, or everybody (None), see that of the repair alone until staff say that more may be shown,
    and nothing in a category that is private. What was called a repair before the report was reopened, or went to
    another queue, shows none.
    """
    after = [photo for photo in report.photos if photo.role is PhotoRole.AFTER and photo.added_at >= undone_at][-1:]
    is_own = rider is not None and report.rider_id == rider.id
    if not after or not (is_own or (category is not None and category.may_show)):
        return ()
    return (*(photos_of_reporter(report)[:1] if is_own or report.may_be_shown else ()), *after)


def own_photos(report: Report, rider: Rider) -> tuple[Photo, ...]:
    """Return the photos that the reporter sent, none for anybody else."""
    return photos_of_reporter(report) if report.rider_id == rider.id else ()


def photos_of_reporter(report: Report) -> tuple[Photo, ...]:
    """Return the photos that the reporter sent; the oldest ones name no rider, but the draft."""
    theirs = (photo for photo in report.photos if not photo.role.is_staffs)
    return tuple(
        photo
        for photo in theirs
        if photo.rider_id == report.rider_id or (photo.rider_id is None and photo.draft_id == report.id)
    )


def _undone_at(events: Sequence[Event]) -> int:
    """Return when a repair turned out to be none, last before the newest one (ms UTC).

    What is said of the newest one takes no photo away.
    """
    resolved = max((number for number, event in enumerate(events) if event.action == Action.RESOLVE.value), default=0)
    undone = (event.at for event in events[:resolved] if event.source in _FIXED and event.target in _TO_DO)
    return max(undone, default=0)


_FIXED: Final = frozenset({Status.RESOLVED, Status.CONFIRMED, Status.CLOSED_UNCONFIRMED})
_TO_DO: Final = frozenset({Status.REOPENED, Status.ROUTED})


def _why_no_photo(events: Sequence[Event]) -> NoPhoto | None:
    """Return why there is no photo of the last repair, by its event."""
    resolved = [event for event in events if event.action == Action.RESOLVE.value]
    why = json.loads(resolved[-1].detail).get("no_photo") if resolved and resolved[-1].detail else None
    return NoPhoto(why) if why else None
