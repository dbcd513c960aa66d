"""A report that tells of two problems becomes two tickets: the second has another category, and the queue of that."""

import json
from dataclasses import replace
from typing import Final

from domain.errors import SplitAlready, SplitEnough
from domain.messages import Precedence
from domain.reporting.messages import SplitTold
from domain.reporting.numbers import ReportNumber, month_at
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import Action
from services.deps import Deps
from services.outgoing import status_key, to_rider
from services.ports.transaction import Transaction
from services.tickets import climbing, clocks, routes
from services.tickets.cards import show_card
from services.tickets.changing import Request, carry_out, open_row
from services.tickets.clips import show_clips
from services.tickets.events import unmoved
from services.tickets.parts import OFF, split_from
from services.tickets.ticket_actions import Staff, Ticket

PARTS: Final = 3
"""How many tickets a report may become."""


async def split_off(tx: Transaction, deps: Deps, staff: Staff, ticket: Ticket, category: str) -> Report:
    """Make a second report of the ticket's, of this category, and return it; its riders are told once.

    It has the same place, note, photos, recordings and riders, limits of its own from now on, and earns nothing for
    being routed.

    Raises:
        NoLongerPossible, NotAllowed: See `services.tickets.changing.open_row`.
        SplitAlready: This ticket, or a part of the same report, has this category in the same queue.
        SplitEnough: There are as many parts as there may be.
    """
    report, now = ticket.report, deps.clock.now()
    row = open_row(report, Action.SPLIT, ticket.role, now)
    parts = await _parts(tx, report)
    route = deps.district.route(category, report.community, now, None)
    if any((each.category, each.queue) == (category, route.queue.id) for each in parts):
        raise SplitAlready
    if len(parts) >= PARTS:
        raise SplitEnough
    month = month_at(now, deps.district.timezone)
    made = Report(
        id=deps.ids.new(),
        number=ReportNumber(deps.district.prefix, month, await tx.reports.next_serial(month)),
        rider_id=report.rider_id,
        status=Status.ROUTED,
        category=category,
        note=report.note,
        position=report.position,
        community=report.community,
        queue=route.queue.id,
        route_reason=routes.encode(route.reason),
        urgent=deps.district.catalogue[category].urgent,
        submitted_at=now,
        spot=report.spot,
    )
    part = await _filed(tx, deps, staff, report, clocks.with_limits(deps, made))
    detail = {"category": category, "part": str(part.id)}
    await carry_out(tx, deps, report, row, Request(Action.SPLIT, staff.actor, ticket.role, detail=detail))
    return part


async def _filed(tx: Transaction, deps: Deps, staff: Staff, report: Report, made: Report) -> Report:
    """Insert the second report with what it shares with the first, and show it."""
    await tx.reports.add(made)
    clips = [clip for clip in await tx.clips.of_report(report.id) if not clip.by_staff]
    copies = {clip.id: deps.ids.new() for clip in clips}
    for clip in clips:
        await tx.clips.add(replace(clip, id=copies[clip.id], draft_id=None, report_id=made.id))
    for photo in report.photos:
        if not photo.role.is_staffs:
            still_of = copies.get(photo.clip_id) if photo.clip_id is not None else None
            copy = replace(photo, id=deps.ids.new(), draft_id=None, report_id=made.id, photo_hash=None)
            await tx.photos.add(replace(copy, clip_id=still_of))
    riders, also = await tx.riders.of_report(report.id), await tx.riders.also_seen(report.id)
    witnesses = [each for each in riders if each.id != report.rider_id]
    for rider in witnesses:
        await tx.reports.add_witness(made.id, rider.id, made.submitted_at)
    for rider in also:
        await tx.reports.add_witness(made.id, rider.id, made.submitted_at, proven=False)
    part = await tx.reports.save(replace(made, witnesses=len(witnesses)))
    came = json.dumps({"of": str(report.id), "number": str(report.number)})
    event = unmoved(deps, part, OFF, staff.actor, detail=came)
    await tx.reports.add_events([event])
    await clocks.start(tx, deps, part)
    await climbing.begin(tx, deps, part)
    await show_card(tx, deps, part)
    await show_clips(tx, deps, part)
    for rider in (*riders, *also):
        told, key = SplitTold(part.id, str(report.number)), status_key(event.id, rider.id)
        await tx.outbox.put(to_rider(deps, rider, told, key, Precedence.STATUS))
    return part


async def _parts(tx: Transaction, report: Report) -> list[Report]:
    """Return all tickets that a report has become, the first one first."""
    first, events = report, await tx.reports.events(report.id)
    while split_from(events) is not None:
        before = await tx.reports.get(int(json.loads(events[0].detail)["of"]))
        if before is None:
            break
        first, events = before, await tx.reports.events(before.id)
    parts, read = [first], 0
    while read < len(parts):
        split = [each for each in await tx.reports.events(parts[read].id) if each.action == Action.SPLIT.value]
        found = [await tx.reports.get(int(json.loads(each.detail)["part"])) for each in split]
        parts += [each for each in found if each is not None]
        read += 1
    return parts
