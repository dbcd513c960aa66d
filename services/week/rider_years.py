"""A rider's year: what they reported, what came of it, where, and the first and the best of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from domain.messages import Precedence
from domain.people.riders import Rider
from domain.reporting.photos import Photo
from domain.week.messages import RiderYearShown
from domain.week.weeks import Span, Year, span_of, year_of
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider, year_key
from services.ports.transaction import Transaction
from services.ports.weeks import OwnDot, RiderFigures, RiderReport
from services.week.figures import year_in
from services.week.fixed import PICTURED, may_be_told, news_of, pictures_of
from services.week.scopes import rider_scope

_JANUARY: Final = 1


@dataclass(frozen=True, slots=True)
class RiderYearView:
    """A rider's year.

    Attributes:
        until: The last day that is counted, where the year is running; None once it is over.
        figures: What was fixed, and the points.
        submitted: How many reports they made and did not take back.
        helped: How many other riders had what was fixed by them, too.
        streets: How many streets they reported from, by the district's own names.
        communities: How many communities these were in.
        first: The first of the year; one within a building or of a missing person only if there is no other.
        best: What was fixed and is told first.
        photos: Before and after of the best; none where there are none.
        dots: Where they reported what all may know of.
        before, after: The years beside it, where there is something or it has begun.
    """

    year: Year
    until: date | None
    figures: RiderFigures
    submitted: int
    helped: int
    streets: int
    communities: int
    first: OwnDot | None
    best: RiderReport | None
    photos: tuple[Photo, ...]
    dots: tuple[OwnDot, ...]
    before: Year | None
    after: Year | None

    @property
    def is_empty(self) -> bool:
        """Whether the rider neither reported nor earned anything, and nothing of theirs was fixed."""
        return not (self.submitted or self.figures.fixed or self.figures.points)


@gather.register
async def rider_year(meaning: RiderYearShown, reading: Reading) -> RiderYearView | None:
    """Return a rider's year; None if the rider is gone, or nothing happened and nobody asked.

    Nor is there one for a rider who turned the digest off while it waited.
    """
    tx, deps, year = reading.tx, reading.deps, Year(meaning.year)
    rider = await tx.riders.get(meaning.rider_id)
    if rider is None or (rider.muted and not meaning.asked):
        return None
    span, now = span_of(year, deps.district.timezone), deps.clock.now()
    figures, own = await tx.weeks.rider(rider.id, span), await tx.weeks.rider_year(rider.id, span)
    told = [each for each in own.submitted if may_be_told(deps, each)]
    news = news_of(deps, figures.fixed)
    photos, pictured = await pictures_of(tx, deps, rider, news[:PICTURED])
    view = RiderYearView(
        year,
        datetime.fromtimestamp(now / 1000, deps.district.timezone).date() if now < span.end else None,
        figures,
        len(own.submitted),
        own.helped,
        len(_streets(deps, own.submitted)),
        len({each.community for each in own.submitted if each.community is not None}),
        next(iter(told or own.submitted), None),
        pictured or next(iter(news), None),
        photos,
        tuple(told),
        *_beside(year, span, own.since, now),
    )
    return None if view.is_empty and not meaning.asked else view


def _streets(deps: Deps, reports: Iterable[OwnDot]) -> set[str]:
    names = (deps.district.gazetteer.street(each) for each in reports)
    return {name for name in names if name is not None}


def _beside(year: Year, span: Span, since: int | None, now: int) -> tuple[Year | None, Year | None]:
    before = Year(year.number - 1) if since is not None and since < span.start else None
    return before, Year(year.number + 1) if span.end <= now else None


async def show_year(tx: Transaction, deps: Deps, rider: Rider, words: str, edits: int | None = None) -> None:
    """Show the year that words name, in place of the message `edits`; the running one for none or other words.

    In January, of which there is little to tell, that is the year before.
    """
    now, timezone = deps.clock.now(), deps.district.timezone
    today = datetime.fromtimestamp(now / 1000, timezone)
    running = Year(today.year - 1) if today.month == _JANUARY else year_of(now, timezone)
    year = year_in(deps, words) or running
    await answer(tx, deps, rider, RiderYearShown(rider.id, year.number, asked=True, edits=edits))


async def tell_year(tx: Transaction, deps: Deps, rider: Rider, year: Year) -> None:
    """Send a rider their year, once."""
    if await tx.weeks.tell(rider_scope(rider.id), str(year), deps.clock.now()):
        shown = RiderYearShown(rider.id, year.number)
        outgoing = to_rider(deps, rider, shown, year_key(shown), Precedence.DIGEST)
        await tx.outbox.put(replace(outgoing, silent=True))
