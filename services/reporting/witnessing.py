"""Witnesses of a report, and later additions by its reporter and witnesses."""

from dataclasses import replace

from domain.errors import ConsentMissing, NoSuchReport, ReportClosed, Stale, TooMany
from domain.people.points import Merit
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Actor, ActorKind, Event, Report
from domain.tickets.lifecycle import FINAL
from domain.tickets.messages import AddedLater, Witnessed
from services.deps import Deps
from services.people.awarding import award
from services.ports.transaction import Transaction
from services.reporting import drafts, duplicates
from services.tickets.cards import nudge, show_card
from services.tickets.events import unmoved
from services.tickets.impartiality import refuse_staff

PHOTOS_OF_A_REPORT = 20


async def same_problem(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, report_id: int | None) -> Report:
    """Join a nearby open report instead of submitting a second one; `report_id` None joins the most likely one.

    The draft's photos and note go to that report. Joining the rider's own report earns nothing.

    Raises:
        ConsentMissing: The rider has not agreed to the terms.
        DraftGone, NotTheirs: See `services.reporting.drafts.own_draft`.
        ReportClosed: That report was closed meanwhile.
        Stale: The card does not ask about that report.
        ActedAsStaff: The rider acted on it as staff.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    if not rider.agreed:
        raise ConsentMissing
    report = await _shown(tx, draft, report_id)
    await refuse_staff(tx, rider, report)
    await duplicates.learn_draft(tx, deps, draft, (report.id,))
    await tx.photos.attach(draft.id, report.id)
    now = deps.clock.now()
    if report.rider_id != rider.id and await tx.reports.add_witness(report.id, rider.id, now):
        report = await tx.reports.save(replace(report, witnesses=report.witnesses + 1))
        await award(tx, deps, Merit.WITNESS, report, rider.id)
    await record(tx, deps, report, "witnessed", rider, draft.note)
    if report.urgent:
        await nudge(tx, deps, report, Witnessed(report.id, report.queue), str(rider.id))
    await show_card(tx, deps, report)
    await drafts.end(tx, deps, rider, replace(draft, report_id=report.id), DraftStage.JOINED)
    return report


async def _shown(tx: Transaction, draft: Draft, report_id: int | None) -> Report:
    """Return the nearby report that the rider chose.

    Raises:
        Stale: The card does not show it, or it is gone.
        ReportClosed: It was closed meanwhile.
    """
    chosen = next((each for each in draft.near_shown if report_id in {None, each}), None)
    report = await tx.reports.get(chosen) if chosen is not None else None
    if report is None:
        raise Stale
    if report.status in FINAL:
        raise ReportClosed
    return report


async def add_later(tx: Transaction, deps: Deps, rider: Rider, report_id: int, message: IncomingMessage) -> Report:
    """Add words or a photo to a report that the rider submitted or witnessed.

    Raises:
        NoSuchReport: The rider is neither its reporter nor a witness.
        ReportClosed: The report is closed.
        TooMany: The report already has twenty photos.
        ActedAsStaff: The rider acted on it as staff.
    """
    report = await visible(tx, rider, report_id)
    await refuse_staff(tx, rider, report)
    if report.status in FINAL:
        raise ReportClosed
    if message.photo is not None:
        if len(report.photos) >= PHOTOS_OF_A_REPORT:
            raise TooMany
        await tx.photos.add(replace(message.photo, report_id=report.id, role=PhotoRole.ADDED))
    event = await record(tx, deps, report, "added", rider, message.text)
    await show_card(tx, deps, report)
    await nudge(tx, deps, report, AddedLater(report.id, report.queue, message.text), str(event.id))
    return report


async def visible(tx: Transaction, rider: Rider, report_id: int) -> Report:
    """Return a report that this rider submitted or witnessed.

    Raises:
        NoSuchReport: There is no such report, or the rider is neither its reporter nor a witness.
    """
    report = await tx.reports.get(report_id)
    if report is None:
        raise NoSuchReport
    if report.rider_id != rider.id and not await tx.reports.is_witness(report.id, rider.id):
        raise NoSuchReport
    return report


async def record(tx: Transaction, deps: Deps, report: Report, action: str, rider: Rider, words: str) -> Event:
    """Append an event that does not change the report's status, and return it."""
    event = unmoved(deps, report, action, Actor(ActorKind.RIDER, rider.id), words)
    await tx.reports.add_event(event)
    return event
