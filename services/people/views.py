"""The views of a rider's points, and of what became of their reports."""

from dataclasses import dataclass, field

from domain.district.rewards import Reward
from domain.people.messages import PointsShown, PointsTold, ProgressTold
from domain.people.points import Awards, Entry
from domain.people.riders import Rider
from domain.programme.badges import Standing
from domain.programme.rankings import Standings
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report
from domain.tickets.course import as_riders_know
from domain.tickets.lifecycle import FINAL
from services.gathering import Reading, gather
from services.people.offers import offers_of
from services.people.standings import standings_of
from services.ports.transaction import Transaction

_LOOKED_AT = 40
"""So many of a rider's newest reports are looked through for open ones."""


@dataclass(frozen=True, slots=True)
class PointsView:
    """Balance, newest entries with the numbers of their reports, what can be redeemed, badges, places in the team."""

    balance: int
    entries: tuple[tuple[Entry, ReportNumber | None], ...]
    affordable: tuple[Reward, ...] = ()
    standings: tuple[Standing, ...] = ()
    in_team: Standings = field(default_factory=dict)


@gather.register
async def points_view(meaning: PointsShown, reading: Reading) -> PointsView | None:
    """Return a rider's balance and newest ten entries; None in a group."""
    del meaning
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    entries = await tx.ledger.last_numbered(rider.id, 10)
    balance = await tx.ledger.balance(rider.id)
    offers = await offers_of(tx, reading.deps, rider, balance)
    affordable = tuple(offer.reward for offer in offers if offer.why is None)
    standings = await standings_of(tx, reading.deps, rider.id)
    in_team = await tx.rankings.standings(rider.id, reading.deps.clock.now())
    return PointsView(balance, tuple(entries), affordable, standings, in_team)


@dataclass(frozen=True, slots=True)
class PointsToldView:
    """A rider's balance, what earns how much, and whether there is a price list."""

    balance: int
    awards: Awards
    buys: bool = False


@dataclass(frozen=True, slots=True)
class ProgressView:
    """A rider's open reports that they may look at, the first due first; `now` is ms UTC."""

    reports: tuple[Report, ...]
    now: int


@gather.register
async def points_told_view(meaning: PointsTold, reading: Reading) -> PointsToldView | None:
    """Return a rider's balance and what earns how much; None in a group."""
    del meaning
    if reading.rider is None:
        return None
    balance = await reading.tx.ledger.balance(reading.rider.id)
    return PointsToldView(balance, reading.deps.awards, buys=bool(reading.deps.district.rewards))


async def may_see(tx: Transaction, rider: Rider, report: Report) -> bool:
    """Return whether this rider may look at the report: as its reporter, or a witness by evidence."""
    return report.rider_id == rider.id or await tx.reports.is_witness(report.id, rider.id)


@gather.register
async def progress_view(meaning: ProgressTold, reading: Reading) -> ProgressView | None:
    """Return a rider's open reports; None in a group."""
    del meaning
    tx, rider = reading.tx, reading.rider
    if rider is None:
        return None
    found = await tx.reports.of_rider(rider.id, _LOOKED_AT, 0)
    known = [as_riders_know(report) for report in found]
    shown = [report for report in known if report.status not in FINAL and await may_see(tx, rider, report)]
    shown.sort(key=lambda report: report.due_at or report.submitted_at)
    return ProgressView(tuple(shown), reading.deps.clock.now())
