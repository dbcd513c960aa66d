"""A rider's week: what became of their reports, and one thing near by that was fixed."""

from dataclasses import dataclass, field, replace
from typing import Final

from domain.geo.positions import distance_m
from domain.people.riders import Rider
from domain.programme.badges import Badge, Standing
from domain.programme.rankings import Standings
from domain.reporting.photos import Photo
from domain.week.weeks import Span, Week, last_week, parse_week, span_of
from services.deps import Deps
from services.people import sanctions
from services.people.standings import standings_of
from services.ports.transaction import Transaction
from services.ports.weeks import Dot, RiderFigures, RiderReport
from services.week import activity_weeks
from services.week.activity_weeks import NO_RIDER_ACTIVITIES, RiderActivities
from services.week.fixed import PICTURED, may_be_told, news_of, pictures_of

NEAR_M: Final = 2000.0
"""How far from where a rider was last something counts as near by, in metres."""


@dataclass(frozen=True, slots=True)
class RiderWeekView:
    """A rider's week.

    Attributes:
        is_last: Whether it is the week before this one, as it is shown.
        best: The one of their reports that was fixed which is told first.
        near: What was fixed near where they ride, another rider's.
        photos: One before and one after the repair of one of both; none where there are none that the rider may see.
        pictured: Which of both they show.
        dots: Where riders reported what all may know of; only where there are no photos.
        now: The current time, ms UTC.
        standings: How far they are with each badge.
        badges: Those that were given to them in this week and that they hold.
        in_team: Their places in their team, on the boards of this week.
        activities: What they attended in it, and where they have a seat next.
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
    standings: tuple[Standing, ...] = ()
    badges: tuple[Badge, ...] = ()
    in_team: Standings = field(default_factory=dict)
    activities: RiderActivities = NO_RIDER_ACTIVITIES

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened, and nothing is open."""
        told = self.figures
        has_reports = told.submitted or told.fixed or told.open or told.asks or told.points
        return not (has_reports or self.badges or self.activities != NO_RIDER_ACTIVITIES)


async def rider_week(tx: Transaction, deps: Deps, rider: Rider, name: str) -> RiderWeekView:
    """Return a rider's week; `name` is written as `2026-W46`."""
    week, now = parse_week(name), deps.clock.now()
    span = span_of(week, deps.district.timezone)
    figures = await tx.weeks.rider(rider.id, span)
    if sanctions.is_banned(deps, rider):
        figures = replace(figures, asked=(), asks=0)
    news = news_of(deps, figures.fixed)
    near = await _near(tx, deps, rider, span)
    photos, pictured = await pictures_of(tx, deps, rider, [*news[:PICTURED], near])
    best = pictured if pictured in news else next(iter(news), None)
    standings = await standings_of(tx, deps, rider.id)
    given = [each for standing in standings for each in standing.badges if each.held]
    dots = () if photos else await tx.weeks.dots(span, _DOTS)
    return RiderWeekView(
        week,
        week == last_week(now, deps.district.timezone),
        rider,
        figures,
        best,
        near,
        photos,
        pictured,
        tuple(each for each in dots if may_be_told(deps, each)),
        now,
        standings,
        tuple(each for each in given if span.start <= each.at < span.end),
        await tx.rankings.standings(rider.id, deps.clock.now()) if await tx.rankings.week() == name else {},
        await activity_weeks.of_rider(tx, deps, rider.id, week),
    )


_DOTS: Final = 300
"""The most reports on a rider's map: each rider's is read anew."""


async def _near(tx: Transaction, deps: Deps, rider: Rider, span: Span) -> RiderReport | None:
    """Return what others reported and was fixed near where the rider was last: with pictures, seen by many, recent."""
    place = rider.last_place
    if place is None or not place.usable:
        return None
    around = deps.district.boundaries.near(place.lat, place.lng, NEAR_M)[:_AROUND]
    found = await tx.weeks.fixed_near(around, span, rider.id)
    close = [each for each in found if may_be_told(deps, each) and distance_m(place, each) <= NEAR_M]
    return max(
        close,
        key=lambda each: (each.may_be_shown and each.has_pictures, each.witnesses, each.resolved_at or 0),
        default=None,
    )


_AROUND: Final = 16
"""How many communities around are looked at."""
