"""A rider's week: what became of their reports, and one thing near by that was fixed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from domain.district.catalogue import PhotoRule
from domain.geo.positions import distance_m
from domain.people.riders import Rider
from domain.reporting.photos import Photo
from domain.reporting.reports import Status
from domain.week.weeks import Span, Week, last_week, parse_week, span_of
from services.deps import Deps
from services.people import sanctions
from services.ports.transaction import Transaction
from services.ports.weeks import Dot, RiderFigures, RiderReport
from services.reporting.resolved import side_by_side

NEAR_M: Final = 2000.0
"""How far from where a rider was last something counts as near by, in metres."""


@dataclass(frozen=True, slots=True)
class RiderWeekView:
    """A rider's week.

    Attributes:
        is_last: Whether it is the week before this one, or told in time.
        best: The one of their reports that was fixed which is told first.
        near: What was fixed near where they ride, another rider's.
        photos: One before and one after the repair of one of both; none where there are none that the rider may see.
        pictured: Which of both they show.
        dots: Where riders reported what all may know of; only where there are no photos.
        now: The current time, ms UTC.
    """

    week: Week
    is_last: bool
    rider: Rider
    figures: RiderFigures
    best: RiderReport | None
    near: RiderReport | None
    photos: tuple[Photo, ...]
    pictured: RiderReport | None
    dots: tuple[Dot, ...]
    now: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened, and nothing is open."""
        told = self.figures
        return not (told.submitted or told.fixed or told.open or told.asks or told.points)


async def rider_week(tx: Transaction, deps: Deps, rider: Rider, name: str, *, asked: bool = False) -> RiderWeekView:
    """Return a rider's week; `name` is written as `2026-W46`."""
    week, now = parse_week(name), deps.clock.now()
    span = span_of(week, deps.district.timezone)
    figures = await tx.weeks.rider(rider.id, span)
    if sanctions.is_banned(deps, rider):
        figures = replace(figures, asked=(), asks=0)
    still = [each for each in figures.fixed if each.status in _STILL_FIXED and _is_news(deps, each)]
    best = still[0] if still else None
    near = await _near(tx, deps, rider, span)
    photos, pictured = await _pictured(tx, deps, rider, [*still[:_TRIED], near])
    if pictured is not None and pictured in still:
        best = pictured
    dots = () if photos else await tx.weeks.dots(span, _DOTS)
    is_last = not asked or week == last_week(now, deps.district.timezone)
    return RiderWeekView(
        week,
        is_last,
        rider,
        figures,
        best,
        near,
        photos,
        pictured,
        tuple(each for each in dots if _may_be_told(deps, each)),
        now,
    )


_STILL_FIXED: Final = frozenset({Status.RESOLVED, Status.CONFIRMED, Status.CLOSED_UNCONFIRMED})
"""What was fixed and sent back since is no news to be glad of."""

_DOTS: Final = 300
"""The most reports on a rider's map: each rider's is read anew."""

_TRIED: Final = 3
"""How many of a rider's reports are looked at for photos of before and after."""


async def _pictured(
    tx: Transaction, deps: Deps, rider: Rider, reports: Iterable[RiderReport | None]
) -> tuple[tuple[Photo, ...], RiderReport | None]:
    """Return before and after of the first report of which the rider may see both."""
    for each in reports:
        report = await tx.reports.get(each.id) if each is not None and each.has_pictures else None
        photos = await side_by_side(tx, deps, report, rider) if report is not None else ()
        if len(photos) == _BOTH:
            return photos, each
    return (), None


_BOTH: Final = 2


async def _near(tx: Transaction, deps: Deps, rider: Rider, span: Span) -> RiderReport | None:
    """Return what others reported and was fixed near where the rider was last: with pictures, seen by many, recent."""
    place = rider.last_place
    if place is None or not place.usable:
        return None
    around = deps.district.boundaries.near(place.lat, place.lng, NEAR_M)[:_AROUND]
    found = await tx.weeks.fixed_near(around, span, rider.id)
    close = [each for each in found if _may_be_told(deps, each) and distance_m(place, each) <= NEAR_M]
    return max(
        close,
        key=lambda each: (each.may_be_shown and each.has_pictures, each.witnesses, each.resolved_at or 0),
        default=None,
    )


_AROUND: Final = 16
"""How many communities around are looked at."""


def _is_news(deps: Deps, report: RiderReport) -> bool:
    """Return whether its own rider is shown what was fixed; pictures of a missing person go once the case is closed."""
    category = deps.district.catalogue.get(report.category)
    return category is not None and category.photo is not PhotoRule.NEVER_SHOWN


def _may_be_told(deps: Deps, report: RiderReport | Dot) -> bool:
    """Return whether other riders may hear of a report: nothing within buildings, no missing person."""
    category = deps.district.catalogue.get(report.category)
    return category is not None and category.may_show
