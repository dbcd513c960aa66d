"""The weekly digest, sent once per scope every Monday, or later if the bot was down."""

from dataclasses import replace

from domain.messages import Outgoing, Precedence
from domain.people.riders import Rider
from domain.timers import Timer, TimerKind
from domain.week.messages import Digest
from domain.week.weeks import Week, last_told, parse_week
from services.deps import Deps
from services.outgoing import digest_key, to_group, to_rider
from services.ports.transaction import Transaction
from services.tickets.standing_in import group_of
from services.week.scopes import DISTRICT, queue_scope, rider_scope

RIDERS_AT_ONCE = 200


async def plan_next(tx: Transaction, deps: Deps) -> None:
    """Set the timer of this week's digest, and of last week's if it was not sent."""
    timezone = deps.district.timezone
    last = last_told(deps.clock.now(), timezone)
    for week in (last, last.shifted(1)):
        await tx.timers.put(Timer(TimerKind.WEEK, f"{week}:0", week.told_at(timezone)))


async def tell_week(tx: Transaction, deps: Deps, key: str) -> None:
    """Send a week's digest to the queues, the supervisors and the first batch of riders; a timer continues.

    `key` is the week and the last rider's id, as `2026-W46:0`. After an outage of weeks only the last week is sent.
    """
    name, _, after = key.partition(":")
    week = parse_week(name)
    if after == "0":
        await plan_next(tx, deps)
    if week != last_told(deps.clock.now(), deps.district.timezone):
        return
    if after == "0":
        await _tell_groups(tx, deps, week)
    riders = await tx.riders.to_digest(int(after), RIDERS_AT_ONCE)
    for rider in riders:
        await _tell_rider(tx, deps, rider, week)
    if len(riders) == RIDERS_AT_ONCE:
        await tx.timers.put(Timer(TimerKind.WEEK, f"{week}:{riders[-1].id}", deps.clock.now()))


async def show_last(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Send a rider last week's digest now, even if it was sent before."""
    week = last_told(deps.clock.now(), deps.district.timezone)
    await tx.outbox.put(to_rider(deps, rider, Digest(rider_scope(rider.id), str(week))))


async def _tell_groups(tx: Transaction, deps: Deps, week: Week) -> None:
    """Send the digest to groups linked before it was due, so that a new district gets no empty digest.

    That of a queue without a group is part of its stand-in's.
    """
    supervisors, hour = deps.district.supervisors, week.told_at(deps.district.timezone)
    for queue in deps.district.queues.values():
        of_district = supervisors is not None and queue.id == supervisors.id
        group = await group_of(tx, deps, queue.id) if of_district else await tx.queues.chat(queue.id)
        if group is not None and group.linked_at < hour:
            scope = DISTRICT if of_district else queue_scope(queue.id)
            digest = Digest(scope, str(week))
            await _tell(
                tx, deps, to_group(deps, group, digest, digest_key(digest), Precedence.DIGEST, silent=True), digest
            )


async def _tell_rider(tx: Transaction, deps: Deps, rider: Rider, week: Week) -> None:
    digest = Digest(rider_scope(rider.id), str(week))
    outgoing = to_rider(deps, rider, digest, digest_key(digest), Precedence.DIGEST)
    await _tell(tx, deps, replace(outgoing, silent=True), digest)


async def _tell(tx: Transaction, deps: Deps, outgoing: Outgoing, digest: Digest) -> None:
    if await tx.weeks.tell(digest.scope, digest.week, deps.clock.now()):
        await tx.outbox.put(outgoing)
