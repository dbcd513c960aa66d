"""Riders who pass a repair are asked whether it is fixed: who, about what, and what becomes of the question."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from domain.geo.positions import Position
from domain.messages import Precedence
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import ChecksTold, SpotCheck
from domain.reporting.reports import Report
from services.deps import Deps
from services.outgoing import answer, spot_check_key, to_rider
from services.people import sanctions
from services.ports.transaction import Transaction
from services.tickets.impartiality import acted
from services.tickets.lateness import is_day
from services.tickets.standing_in import group_of

RADIUS_M: Final = 300
_EVERY_MS: Final = 3_600_000
"""A rider is asked once in this time at most."""

_HERE_MS: Final = 10 * 60_000
"""How old a position may be that says where a rider is."""

_ACCURATE_M: Final = 100
_MEASURED: Final = frozenset({"location", "live"})


class MemberUnknown(Exception):
    """It must be asked first whether the rider is in a `group`, which is staff of what they would be asked about."""

    def __init__(self, group: int) -> None:
        super().__init__(group)
        self.group = group


async def turn(tx: Transaction, deps: Deps, rider: Rider, *, on: bool) -> None:
    """Ask a rider about repairs near by from now on, or no more, and say so."""
    if rider.checks is not on:
        await tx.riders.save(replace(rider, checks=on))
    await answer(tx, deps, rider, ChecksTold(on))


def whereabouts(message: IncomingMessage) -> Position | None:
    """Return where a message says that its rider is, as measured: its location, else where its photo was taken."""
    if message.foreign:
        return None
    if message.position is not None and message.position.source in _MEASURED:
        return message.position
    taken = message.photo_position
    return replace(taken, taken_at=message.photo_taken_at) if taken is not None else None


async def pass_by(
    tx: Transaction, deps: Deps, chat_id: int, place: Position, members: Mapping[int, bool], *, moves: bool
) -> None:
    """Ask the rider of a private chat about the nearest repair around the place where they are, if they want it.

    `members` says of groups whether the rider is in them; `moves` that their phone told the place by itself, which
    asks nothing at night.

    Raises:
        MemberUnknown: It is not known of a group; nothing may be stored then.
    """
    rider = await tx.riders.by_chat(chat_id)
    if rider is None or not rider.checks:
        return
    now = deps.clock.now()
    if not rider.agreed(deps.terms) or sanctions.is_banned(deps, rider):
        return
    if not _is_here(place, now) or (moves and not is_day(deps, now)):
        return
    last = await tx.spot_checks.asked_last(rider.id)
    if last is not None and now - last < _EVERY_MS:
        return
    for repair in await tx.spot_checks.near(rider.id, place, RADIUS_M):
        report = await tx.reports.get(repair.report_id)
        if report is not None and await _may_check(tx, deps, rider, report, members):
            await tx.spot_checks.add(rider.id, report.id, now)
            key = spot_check_key(report.id, rider.id)
            await tx.outbox.put(to_rider(deps, rider, SpotCheck(report.id), key, Precedence.REMINDER))
            return


def _is_here(place: Position, now: int) -> bool:
    is_fresh = place.taken_at is not None and abs(now - place.taken_at) <= _HERE_MS
    return place.usable and is_fresh and (place.accuracy_m or 0) <= _ACCURATE_M


async def _may_check(tx: Transaction, deps: Deps, rider: Rider, report: Report, members: Mapping[int, bool]) -> bool:
    """Return whether a rider may check a repair: nothing to do with it on either side, and nothing private in it."""
    category = deps.district.catalogue.get(report.category)
    if category is None or not category.may_show:
        return False
    if await tx.reports.concerns(report.id, rider.id) or await acted(tx, rider.id, report):
        return False
    group = await group_of(tx, deps, report.queue)
    if group is None:
        return True
    if group.chat_id not in members:
        raise MemberUnknown(group.chat_id)
    return not members[group.chat_id]


async def redraw(tx: Transaction, deps: Deps, report: Report) -> None:
    """Show the questions about a report as it is now: without keys once it is answered or closed."""
    for rider_id in await tx.spot_checks.asked_about(report.id):
        rider, asked = await tx.riders.get(rider_id), await tx.messages.of_key(spot_check_key(report.id, rider_id))
        if rider is not None and asked is not None:
            notice = SpotCheck(report.id, edits=asked.message_id)
            await tx.outbox.put(to_rider(deps, rider, notice, precedence=Precedence.STATUS))
