"""Mentors: a rider's own invite, who comes by it, what that earns, and a newcomer's first week."""

from dataclasses import dataclass, replace
from typing import Final

from domain.messages import Outgoing, Precedence
from domain.people.points import Merit
from domain.people.riders import Rider
from domain.programme.links import LinkKind, StartLink
from domain.programme.mentors import (
    Guide,
    MentorCircle,
    MentoredTold,
    MentorFull,
    Mentoring,
    MentorKnown,
    MentorNotYet,
    MentorOwn,
    MentorShown,
    MentorUnknown,
    NoNewcomer,
    Step,
)
from domain.timers import Timer, TimerKind
from domain.week.weeks import month_of
from services.deps import Deps
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider
from services.people.sanctions import is_banned, refuse_banned
from services.ports.transaction import Transaction
from services.programme.links import Opened, follows
from services.tickets.lateness import is_day

_DAY_MS: Final = 86_400_000
_FIRST_WEEK: Final = {Step.REPORT: 1, Step.CHECK: 3, Step.TEAM: 6}
"""How many days after a newcomer has come each step is shown."""

_CHAIN: Final = 50
"""How many mentors of mentors are looked at for a circle."""


@dataclass(frozen=True, slots=True)
class MentorView:
    """A rider's own invite, who came by it, how many this month, and how many may."""

    url: str
    newcomers: tuple[tuple[Mentoring, bool], ...]
    this_month: int
    at_most: int
    points: int


async def show(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Show a rider their own invite, which is made when they first ask for it.

    Raises:
        Barred: They are banned.
        MentorNotYet: They have reported nothing as yet.
    """
    refuse_banned(deps, rider)
    if not await tx.reports.of_rider(rider.id, 1, 0):
        raise MentorNotYet
    if await tx.mentors.code_of(rider.id) is None:
        await tx.mentors.add_code(deps.ids.code(), rider.id)
    await answer(tx, deps, rider, MentorShown())


@follows(LinkKind.MENTOR)
async def open_mentor(it: Opened) -> None:
    """Let a newcomer come by a rider's invite, tell both, and begin the guided week.

    Raises:
        Refused: See `_mentor_for`.
    """
    tx, deps, newcomer = it.tx, it.deps, it.rider
    mentor = await _mentor_for(tx, deps, newcomer, it.code)
    before, now = await tx.mentors.by(mentor.id), deps.clock.now()
    made = Mentoring(newcomer.id, mentor.id, before[0].number + 1 if before else 1, now)
    await tx.mentors.add(made)
    await answer(tx, deps, newcomer, MentoredTold())
    await tx.outbox.put(_quiet(deps, mentor, MentoredTold(made.number)))
    await tx.timers.put_all(
        [Timer(TimerKind.GUIDE, f"{newcomer.id}:{step}", now + days * _DAY_MS) for step, days in _FIRST_WEEK.items()]
    )


async def _mentor_for(tx: Transaction, deps: Deps, newcomer: Rider, code: str) -> Rider:
    """Return the rider whose invite has this code, as the newcomer may come by it.

    Raises:
        Barred: The newcomer is banned.
        MentorUnknown, MentorOwn, NoNewcomer, MentorKnown, MentorCircle, MentorFull: They may not.
    """
    refuse_banned(deps, newcomer)
    mentor_id = await tx.mentors.whose(code)
    mentor = await tx.riders.get(mentor_id) if mentor_id is not None else None
    if mentor is None:
        raise MentorUnknown
    if mentor.id == newcomer.id:
        raise MentorOwn
    if await tx.reports.of_rider(newcomer.id, 1, 0):
        raise NoNewcomer
    if await tx.mentors.of_newcomer(newcomer.id) is not None:
        raise MentorKnown
    if await _descends(tx, mentor.id, newcomer.id):
        raise MentorCircle
    if _this_month(deps, await tx.mentors.by(mentor.id)) >= deps.awards.mentor_per_month:
        raise MentorFull
    return mentor


async def _descends(tx: Transaction, rider_id: int, from_id: int) -> bool:
    """Return whether a rider came by another's invite, or by that of who came by it, and so on."""
    for _ in range(_CHAIN):
        came = await tx.mentors.of_newcomer(rider_id)
        if came is None:
            return False
        if came.mentor_id == from_id:
            return True
        rider_id = came.mentor_id
    return True


def _this_month(deps: Deps, newcomers: list[Mentoring]) -> int:
    zone = deps.district.timezone
    month = month_of(deps.clock.now(), zone)
    return sum(month_of(each.at, zone) == month for each in newcomers)


async def guide(tx: Transaction, deps: Deps, key: str) -> None:
    """Show a newcomer a step of their first week, unless it is done, or they want or are to hear nothing."""
    rider_id, _, step = key.partition(":")
    rider = await tx.riders.get(int(rider_id))
    if rider is None or not rider.reachable or rider.muted or is_banned(deps, rider):
        return
    if await _is_done(tx, deps, rider, Step(step)):
        return
    await tx.outbox.put(_quiet(deps, rider, Guide(step)))


async def _is_done(tx: Transaction, deps: Deps, rider: Rider, step: Step) -> bool:
    """Return whether a step is done, or can't be, as there is no team to join."""
    if step is Step.REPORT:
        return bool(await tx.reports.of_rider(rider.id, 1, 0))
    if step is Step.TEAM:
        going = [team for team in await tx.teams.teams() if not team.is_over(deps.today)]
        return not going or await tx.teams.stay_of(rider.id) is not None
    if rider.checks:
        return True
    entries = await tx.ledger.last(rider.id, _CHAIN)
    return any(each.merit in {Merit.ANSWERED, Merit.CHECKED} for each in entries)


def _quiet(deps: Deps, rider: Rider, notice: MentoredTold | Guide) -> Outgoing:
    outgoing = to_rider(deps, rider, notice, precedence=Precedence.STATUS)
    return replace(outgoing, silent=not is_day(deps, deps.clock.now()))


@gather.register
async def mentor_view(meaning: MentorShown, reading: Reading) -> MentorView | None:
    """Return the rider's own invite and how far those are who came by it."""
    del meaning
    tx, deps, rider = reading.tx, reading.deps, reading.rider
    code = await tx.mentors.code_of(rider.id) if rider is not None else None
    if rider is None or code is None:
        return None
    newcomers = await tx.mentors.by(rider.id)
    told = [(each, bool(await tx.reports.of_rider(each.newcomer_id, 1, 0))) for each in newcomers[:_SHOWN]]
    url = deps.address_of(StartLink(LinkKind.MENTOR, code))
    month = _this_month(deps, newcomers)
    return MentorView(url, tuple(told), month, deps.awards.mentor_per_month, deps.awards.mentor)


_SHOWN: Final = 20
