"""A rider's year: what they reported, what came of it, where, and the first and the best of it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.errors import Stale
from domain.messages import Precedence
from domain.people.riders import Rider
from domain.reporting.photos import Photo
from domain.week.messages import RiderYearShown
from domain.week.weeks import Year, day_of, month_of, span_of, year_of
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider, year_key
from services.ports.transaction import Transaction
from services.ports.weeks import OwnDot, RiderFigures, RiderReport
from services.week.figures import year_in
from services.week.fixed import PICTURED, may_be_kept, may_be_told, news_of, pictures_of
from services.week.scopes import rider_scope

_JANUARY: Final = 1


@dataclass(frozen=True, slots=True)
class RiderYearView:
    """A rider's year.

    Attributes:
        until: The last day that is counted, where the year is running; None once it is over.
        figures: What they reported, what was fixed, and the points.
        helped: How many other riders had what was fixed by them, too.
        streets: How many streets they reported from, by the district's own names.
        communities: How many communities these were in.
        first: The first of the year; as the two below, nothing of a missing person.
        best: What was fixed and is told first.
        photos: Before and after of the best; none where there are none.
        dots: Where they reported what all may know of.
        before, after: The years nearest to it in which they reported.
    """

    year: Year
    until: date | None
    figures: RiderFigures
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
        return not (self.figures.submitted or self.figures.fixed or self.figures.points)


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
        day_of(now, deps.district.timezone) if now < span.end else None,
        figures,
        own.helped,
        len(deps.district.gazetteer.streets(own.submitted)),
        len({each.community for each in own.submitted if each.community is not None}),
        next((each for each in own.submitted if may_be_kept(deps, each)), None),
        pictured or next(iter(news), None),
        photos,
        tuple(told),
        *(None if at is None else year_of(at, deps.district.timezone) for at in (own.earlier, own.later)),
    )
    return None if view.is_empty and not meaning.asked else view


async def show_year(tx: Transaction, deps: Deps, rider: Rider, words: str) -> None:
    """Send a rider the year that words name; the running one for none or other words.

    In January, of which there is little to tell, that is the year before.
    """
    month = month_of(deps.clock.now(), deps.district.timezone)
    running = Year(month.year - 1 if month.number == _JANUARY else month.year)
    year = year_in(deps, words) or running
    await answer(tx, deps, rider, RiderYearShown(rider.id, year.number, asked=True))


async def turn_to(tx: Transaction, deps: Deps, rider: Rider, year: str, message_id: int) -> None:
    """Show another year in place of the message.

    Raises:
        Stale: It is no year, or one that is to come.
    """
    named = year_in(deps, year)
    if named is None:
        raise Stale
    await answer(tx, deps, rider, RiderYearShown(rider.id, named.number, asked=True, edits=message_id))


async def tell_year(tx: Transaction, deps: Deps, rider: Rider, year: Year) -> None:
    """Send a rider their year, once."""
    if await tx.weeks.tell(rider_scope(rider.id), str(year), deps.clock.now()):
        shown = RiderYearShown(rider.id, year.number)
        outgoing = to_rider(deps, rider, shown, year_key(shown), Precedence.DIGEST)
        await tx.outbox.put(replace(outgoing, silent=True))
