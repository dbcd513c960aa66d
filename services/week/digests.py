"""The weekly digest, sent once per scope and week: to groups on Monday at nine, to riders when they like it."""

from dataclasses import replace
from typing import Final

from domain.errors import Stale
from domain.messages import Outgoing, Precedence
from domain.people.riders import Rider
from domain.timers import Timer, TimerKind
from domain.week.messages import Digest, DigestTimes, FiguresTable
from domain.week.slots import SLOTS, USUAL
from domain.week.weeks import Week, last_week, parse_week, year_told_with
from services.deps import Deps
from services.outgoing import answer, digest_key, to_group, to_rider
from services.ports.transaction import Transaction
from services.tickets.groups import tell
from services.tickets.standing_in import group_of
from services.week.rider_years import tell_year
from services.week.scopes import DISTRICT, queue_scope, rider_scope

RIDERS_AT_ONCE: Final = 200
LATE_MS: Final = 48 * 3_600_000
"""What could not be told for so long is left to `/digest`."""


async def plan_next(tx: Transaction, deps: Deps) -> None:
    """Set the timers of this week's digests, and of last week's that were not sent."""
    last = last_week(deps.clock.now(), deps.district.timezone)
    for slot in {USUAL, *await tx.riders.digest_slots()}:
        for week in (last, last.shifted(1)):
            await _plan(tx, deps, week, slot)


async def tell_week(tx: Transaction, deps: Deps, key: str) -> None:
    """Send a week's digest to groups, at the usual hour, and to the first of the riders who chose it; a timer goes on.

    `key` is the week, the last rider's id and the hour, as `2026-W46:0:33`; without an hour it is the usual one.
    """
    name, after, *rest = key.split(":")
    week, slot = parse_week(name), int(rest[0]) if rest else USUAL
    if after == "0":
        await plan_next(tx, deps)
    if deps.clock.now() - week.told_at(deps.district.timezone, slot) > LATE_MS:
        return
    if (after, slot) == ("0", USUAL):
        await _tell_groups(tx, deps, week)
    riders = await tx.riders.of_slot(slot, int(after), RIDERS_AT_ONCE)
    for rider in riders:
        await _tell_rider(tx, deps, rider, week)
    if len(riders) == RIDERS_AT_ONCE:
        await tx.timers.put(Timer(TimerKind.WEEK, _key(week, slot, riders[-1].id), deps.clock.now()))


async def show_last(tx: Transaction, deps: Deps, rider: Rider) -> None:
    """Send a rider last week's digest now, even if it was sent before."""
    week = last_week(deps.clock.now(), deps.district.timezone)
    await tx.outbox.put(to_rider(deps, rider, Digest(rider_scope(rider.id), str(week), asked=True)))


async def show_again(tx: Transaction, deps: Deps, rider: Rider, week: str, message_id: int) -> None:
    """Show a digest as its reports stand now, in place of the message.

    Raises:
        Stale: It is no week.
    """
    try:
        parse_week(week)
    except ValueError:
        raise Stale from None
    digest = Digest(rider_scope(rider.id), week, asked=True, edits=message_id)
    await tx.outbox.put(to_rider(deps, rider, digest))


async def choose_time(tx: Transaction, deps: Deps, rider: Rider, slot: int | None, edits: int | None = None) -> None:
    """Send a rider's digest at this hour of the week from now on, or not at all for None; say so, or edit what did.

    Raises:
        Stale: It is no hour that may be chosen.
    """
    if slot is not None and slot not in SLOTS:
        raise Stale
    chosen = replace(rider, muted=slot is None, digest_slot=rider.digest_slot if slot is None else slot)
    if chosen != rider:
        await tx.riders.save(chosen)
        await _plan_slot(tx, deps, chosen.digest_slot)
        await _make_up(tx, deps, rider, chosen)
    await answer(tx, deps, chosen, DigestTimes(edits=edits))


async def show_table(tx: Transaction, deps: Deps, chat_id: int, message_id: int, by: int, week: str) -> None:
    """Show the figures of all queues below the district's digest.

    Raises:
        Stale: It is not the digest of that week, or the group sees no other queues any more.
    """
    digest = Digest(DISTRICT, week)
    message = await tx.messages.at(chat_id, message_id)
    group = await group_of(tx, deps, deps.district.supervisors.id) if deps.district.supervisors is not None else None
    if message is None or message.key != digest_key(digest) or group is None or group.chat_id != chat_id:
        raise Stale
    shown = FiguresTable(week=week, chat_id=chat_id, thread_id=group.thread_id, by=by, reply_to=message_id)
    await tell(tx, deps, chat_id, group.thread_id, shown, silent=True)


async def _make_up(tx: Transaction, deps: Deps, before: Rider, now: Rider) -> None:
    """Send last week's digest to a rider who was yet to get it, and has chosen an hour that is past."""
    at, timezone = deps.clock.now(), deps.district.timezone
    last = last_week(at, timezone)
    if not now.muted and last.told_at(timezone, now.digest_slot) <= at < last.told_at(timezone, before.digest_slot):
        await _tell_rider(tx, deps, now, last)


async def _plan_slot(tx: Transaction, deps: Deps, slot: int) -> None:
    """Set the timers of an hour that somebody has chosen now, which are yet to come."""
    last = last_week(deps.clock.now(), deps.district.timezone)
    for week in (last, last.shifted(1)):
        if week.told_at(deps.district.timezone, slot) > deps.clock.now():
            await _plan(tx, deps, week, slot)


async def _plan(tx: Transaction, deps: Deps, week: Week, slot: int) -> None:
    await tx.timers.put(Timer(TimerKind.WEEK, _key(week, slot, 0), week.told_at(deps.district.timezone, slot)))


def _key(week: Week, slot: int, after: int) -> str:
    return f"{week}:{after}" if slot == USUAL else f"{week}:{after}:{slot}"


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
    year = year_told_with(week)
    if year is not None:
        await tell_year(tx, deps, rider, year)


async def _tell(tx: Transaction, deps: Deps, outgoing: Outgoing, digest: Digest) -> None:
    if await tx.weeks.tell(digest.scope, digest.week, deps.clock.now()):
        await tx.outbox.put(outgoing)
