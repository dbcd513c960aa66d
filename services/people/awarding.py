"""Awards: a merit earns points once per cause, up to the day's cap, and can be taken back."""

from domain.messages import Precedence
from domain.people.points import Entry, Merit, capped, cause_of, witnessed_enough
from domain.programme.mentors import MentorCredited
from domain.reporting.reports import Report
from domain.week.weeks import span_of, week_of
from services.deps import Deps
from services.outgoing import to_rider
from services.people import covering, deeds
from services.ports.transaction import Transaction


async def award(tx: Transaction, deps: Deps, merit: Merit, report: Report, rider_id: int) -> None:
    """Credit a rider as `credit`, but nothing to one who acted on the ticket as staff."""
    if not await tx.reports.acted_on(report.id, rider_id):
        await credit(tx, deps, merit, report, rider_id)


async def credit(tx: Transaction, deps: Deps, merit: Merit, report: Report, rider_id: int) -> None:
    """Credit a rider once for a merit of this report; points above the caps of a day are not given."""
    now = deps.clock.now()
    day = deps.today.isoformat()
    earned = await tx.ledger.earned_on(rider_id, day)
    points = capped(deps.awards.points(merit), earned, deps.awards.day_cap)
    if merit is Merit.WITNESS and witnessed_enough(await tx.ledger.count_of(rider_id, merit, day), deps.awards):
        points = 0
    if merit is Merit.CHECKED and await _checked_mates_enough(tx, deps, report, rider_id):
        points = 0
    await _add(tx, deps, Entry(cause_of(merit, report.id, rider_id), rider_id, report.id, merit, points, day, now))


async def give(tx: Transaction, deps: Deps, rider_id: int, merit: Merit, points: int, cause: str) -> int:
    """Credit a rider once for a cause that is no report, up to the day's cap; return what was given."""
    day, now = deps.today.isoformat(), deps.clock.now()
    given = capped(points, await tx.ledger.earned_on(rider_id, day), deps.awards.day_cap)
    added = await _add(tx, deps, Entry(cause, rider_id, None, merit, given, day, now))
    return given if added else 0


async def _add(tx: Transaction, deps: Deps, entry: Entry) -> bool:
    """Append an entry once; where it is a deed for a badge, its rider's badges are worked out."""
    if not await tx.ledger.add(entry):
        return False
    if entry.points:
        await deeds.mark_for(tx, deps, entry.rider_id, entry.merit)
    return True


async def _checked_mates_enough(tx: Transaction, deps: Deps, report: Report, rider_id: int) -> bool:
    """Return whether a report is a team-mate's, and checking those has earned as often as a week allows.

    Two checks at once meet where the day is counted, and one of them is run again.
    """
    own, theirs = await tx.teams.stay_of(rider_id), await tx.teams.stay_of(report.rider_id)
    if own is None or theirs is None or own.team != theirs.team:
        return False
    zone = deps.district.timezone
    week = span_of(week_of(deps.clock.now(), zone), zone)
    return await tx.ledger.checks_of_mates(rider_id, week) >= deps.awards.teammate_checks_per_week


async def was_new(tx: Transaction, report: Report) -> bool:
    """Return whether the report earned points when it was routed, as its pictures were new then."""
    return await tx.ledger.knows(cause_of(Merit.ROUTED, report.id, report.rider_id))


async def answer_earns(tx: Transaction, deps: Deps, report: Report, rider_id: int) -> int:
    """Return what the rider's answer whether it is fixed would earn, before the day's cap; 0 if it earns nothing."""
    own = rider_id == report.rider_id
    merit = Merit.ANSWERED if own else Merit.CHECKED
    if await tx.ledger.knows(cause_of(merit, report.id, rider_id)) or await tx.reports.acted_on(report.id, rider_id):
        return 0
    earns = await was_new(tx, report) if own else not await _checked_mates_enough(tx, deps, report, rider_id)
    return deps.awards.points(merit) if earns else 0


async def credit_mentor(tx: Transaction, deps: Deps, confirmed: Report) -> None:
    """Credit a newcomer's mentor once, as a report of theirs was confirmed, and tell them.

    Not by a report whose pictures were not new, nor by one on which the mentor acted as staff: the next one may.
    """
    came, now = await tx.mentors.of_newcomer(confirmed.rider_id), deps.clock.now()
    mentor = await tx.riders.get(came.mentor_id) if came is not None else None
    if came is None or mentor is None or not await was_new(tx, confirmed):
        return
    if await tx.reports.acted_on(confirmed.id, mentor.id) or not await tx.mentors.credit(came.newcomer_id, now):
        return
    cause = f"{Merit.MENTOR.value}:{came.newcomer_id}"
    points = await give(tx, deps, mentor.id, Merit.MENTOR, deps.awards.points(Merit.MENTOR), cause)
    await tx.outbox.put(
        to_rider(deps, mentor, MentorCredited(came.number, points), f"mentor:{came.newcomer_id}", Precedence.STATUS)
    )


async def take_back(tx: Transaction, deps: Deps, report: Report) -> None:
    """Take back all points that this report has earned, and what was redeemed for them and not handed out yet."""
    now = deps.clock.now()
    day = deps.today.isoformat()
    given: dict[int, int] = {}
    for entry in await tx.ledger.of_report(report.id):
        given[entry.rider_id] = given.get(entry.rider_id, 0) + entry.points
    for rider_id, points in given.items():
        if points > 0:
            cause = cause_of(Merit.TAKEN_BACK, report.id, rider_id)
            await tx.ledger.add(Entry(cause, rider_id, report.id, Merit.TAKEN_BACK, -points, day, now))
            await covering.cover(tx, deps, rider_id)
