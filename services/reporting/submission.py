"""Submission: a complete draft becomes a report with its number, route, points, limits and ticket card."""

from dataclasses import replace

from domain.errors import ConsentMissing, DraftGone, Incomplete, TooMany
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.messages import RefusalTold
from domain.reporting.numbers import ReportNumber, month_at
from domain.reporting.reports import Report, Status
from domain.reporting.spots import kept_spot
from services.deps import Deps
from services.outgoing import answer
from services.people import sanctions
from services.ports.transaction import Transaction
from services.reporting import clips, drafts, duplicates, far_outside, last_places, waiting
from services.tickets import clips as ticket_clips
from services.tickets import routes, urgent_news
from services.tickets.cards import show_card
from services.tickets.changing import file

_HOUR = 3_600_000


async def submit_report(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> Report:
    """Submit the rider's open draft and return the report.

    Raises:
        DraftGone, NotTheirs: See `services.reporting.drafts.own_draft`.
        ConsentMissing: The rider has not agreed to the terms.
        Barred: The rider is banned, and the draft is of no danger to life.
        FarOutside: Its place is another district's.
        Incomplete: The draft lacks something; `missing` lists it.
        TooMany: The rider has reached the limit of reports in an hour.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    sanctions.refuse_banned(deps, rider, draft)
    missing = drafts.missing(deps, draft)
    far_outside.refuse(missing)
    if missing:
        raise Incomplete(missing)
    now = deps.clock.now()
    if await tx.reports.count_since(rider.id, now - _HOUR) >= deps.limits.reports_per_hour:
        raise TooMany
    await duplicates.learn_draft(tx, deps, draft)
    report = await file(tx, deps, await _made(tx, deps, rider, draft, now))
    await tx.photos.attach(draft.id, report.id)
    await clips.attach(tx, draft, report)
    await drafts.end(tx, deps, rider, replace(draft, report_id=report.id), DraftStage.SUBMITTED)
    await last_places.remember_draft(tx, deps, rider, draft)
    await show_card(tx, deps, report)
    if draft.clips:
        await ticket_clips.show_clips(tx, deps, report)
    await urgent_news.tell(tx, deps, report)
    return report


async def submit_ready(tx: Transaction, deps: Deps, rider: Rider) -> int:
    """Submit all of the rider's open drafts that lack nothing, as if one by one, the oldest first; return how many.

    One that may repeat a report by now, also one of these, is not submitted, and asks.

    Raises:
        DraftGone: None was ready, nor asks.
        ConsentMissing, Barred, TooMany: See `submit_report`; TooMany only if none could be submitted.
    """
    submitted = asked = 0
    opened = await tx.drafts.open_of(rider.id)
    if not any(draft.danger for draft in opened):
        sanctions.refuse_banned(deps, rider)
    for draft in opened:
        if drafts.missing(deps, draft) or (draft.danger is None and sanctions.is_banned(deps, rider)):
            continue
        if await duplicates.shown_near(tx, deps, draft, deps.clock.now()) and not waiting.hurries(deps, draft):
            await drafts.settle(tx, deps, rider, draft)
            asked += 1
            continue
        try:
            await submit_report(tx, deps, rider, draft.id)
        except TooMany:
            if not submitted:
                raise
            await answer(tx, deps, rider, RefusalTold(TooMany.__name__))
            break
        submitted += 1
    if not (submitted or asked):
        raise DraftGone
    return submitted


async def _made(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, now: int) -> Report:
    """Return the report that a draft becomes, with its number and route."""
    if draft.category is None or draft.position is None:
        raise Incomplete(("category", "place"))
    danger = deps.district.counting(draft.danger, draft.category)
    station = deps.district.station_at(draft.station, draft.position)
    route = deps.district.route(draft.category, draft.community, now, danger, station)
    return Report(
        id=draft.id,
        number=await _next_number(tx, deps, now),
        rider_id=rider.id,
        status=Status.SUBMITTED,
        category=draft.category,
        note=draft.note,
        position=draft.position,
        community=draft.community,
        queue=route.queue.id,
        route_reason=routes.encode(route.reason),
        urgent=danger is not None or deps.district.catalogue[draft.category].urgent,
        submitted_at=now,
        photos=draft.photos,
        danger=danger,
        spot=kept_spot(deps.district.gazetteer, draft),
    )


async def _next_number(tx: Transaction, deps: Deps, now: int) -> ReportNumber:
    month = month_at(now, deps.district.timezone)
    return ReportNumber(deps.district.prefix, month, await tx.reports.next_serial(month))
