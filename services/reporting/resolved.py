"""The view of the question whether a report is fixed: what its rider may see of before and after."""

from dataclasses import dataclass

from domain.geo.place_names import Nearby
from domain.people.riders import Rider
from domain.reporting.messages import ResolvedTold
from domain.reporting.photos import Photo, PhotoRole
from domain.reporting.reports import Report
from services.gathering import Reading, gather
from services.geo import geocoding
from services.people.awarding import answer_earns


@dataclass(frozen=True, slots=True)
class ResolvedView:
    """A report that was resolved, as one rider sees it.

    Attributes:
        photos: The reporter's own photo and the newest of the repair; the repair's alone for everybody else.
        points: What the rider's answer would earn; 0 if nothing.
        nearby: The road or landmark there.
    """

    notice: ResolvedTold
    report: Report
    photos: tuple[Photo, ...] = ()
    points: int = 0
    nearby: Nearby | None = None


@gather.register
async def resolved_view(meaning: ResolvedTold, reading: Reading) -> ResolvedView | None:
    """Return the view of the question; None if there is no such report, or in a group."""
    tx, rider = reading.tx, reading.rider
    report = await tx.reports.get(meaning.report_id)
    if report is None or rider is None:
        return None
    return ResolvedView(
        meaning,
        report,
        before_and_after(report, rider),
        await answer_earns(tx, reading.deps, report, rider.id),
        await geocoding.nearby(tx, reading.deps, report.position),
    )


def before_and_after(report: Report, rider: Rider) -> tuple[Photo, ...]:
    """Return the photos that stand side by side: a rider's first own and the newest after; none without an after."""
    after = [photo for photo in report.photos if photo.role is PhotoRole.AFTER][-1:]
    before = own_photos(report, rider)[:1]
    return (*before, *after) if after else ()


def own_photos(report: Report, rider: Rider) -> tuple[Photo, ...]:
    """Return the photos that the reporter sent, none for anybody else; the oldest ones name no rider, but the draft."""
    if report.rider_id != rider.id:
        return ()
    theirs = (photo for photo in report.photos if photo.role is not PhotoRole.AFTER)
    return tuple(
        photo
        for photo in theirs
        if photo.rider_id == rider.id or (photo.rider_id is None and photo.draft_id == report.id)
    )
