"""Witnesses of a report, and later additions by its reporter and witnesses."""

from dataclasses import replace

from domain.errors import (
    AlsoSeen,
    ConsentMissing,
    LongClosed,
    NoSuchReport,
    ReportClosed,
    Stale,
    TooManyClips,
    TooManyPhotos,
    TooOften,
)
from domain.people.paces import Pace
from domain.people.points import Merit
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import RefusalTold
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Actor, ActorKind, Event, Report
from domain.tickets.lifecycle import FINAL, is_heard
from domain.tickets.messages import AddedAfterClosing, AddedLater, Nudge, Witnessed
from services.deps import Deps
from services.outgoing import answer
from services.people import pacing, sanctions
from services.people.awarding import award
from services.ports.heard import Heard
from services.ports.transaction import Transaction
from services.reporting import clips, drafts, duplicates, evidence, far_outside, room
from services.tickets import clips as ticket_clips
from services.tickets import news
from services.tickets.cards import show_card
from services.tickets.events import unmoved
from services.tickets.impartiality import refuse_staff
from services.tickets.roles import with_photo

PHOTOS_OF_A_REPORT = 20


async def same_problem(tx: Transaction, deps: Deps, rider: Rider, draft_id: int, report_id: int | None) -> Report:
    """Join a nearby open report instead of submitting a second one; `report_id` None joins the most likely one.

    Whoever shows that they were there becomes a witness: the draft's photos and note go to that report. Others have
    also seen it: they hear of its status, and nothing of theirs reaches another rider's report. Joining the rider's
    own report earns nothing.

    Raises:
        ConsentMissing: The rider has not agreed to the terms.
        Barred: See `services.people.sanctions.refuse_banned`.
        DraftGone, NotTheirs: See `services.reporting.drafts.own_draft`.
        FarOutside: Its place is another district's.
        ReportClosed: That report was closed meanwhile.
        Stale: The card does not ask about that report.
        ActedAsStaff: The rider acted on it as staff.
    """
    draft = await drafts.own_draft(tx, rider, draft_id)
    if not rider.agreed(deps.terms):
        raise ConsentMissing
    sanctions.refuse_banned(deps, rider, draft)
    far_outside.refuse(drafts.missing(deps, draft))
    report = await _shown(tx, draft, report_id)
    await refuse_staff(tx, rider, report)
    await duplicates.learn_draft(tx, deps, draft, (report.id,))
    in_it = report.rider_id == rider.id or await tx.reports.is_witness(report.id, rider.id)
    if in_it:
        await pacing.spend(tx, deps, Pace.ADDITIONS, rider.id, report.id)
    elif await evidence.of_draft(tx, deps, rider, draft, report):
        report, in_it = await _prove(tx, deps, rider, report), True
    if in_it:
        await _attach(tx, deps, rider, draft, report)
        await record(tx, deps, report, "witnessed", rider, draft.note)
    elif await tx.reports.add_witness(report.id, rider.id, deps.clock.now(), proven=False):
        await record(tx, deps, report, "also_seen", rider, "")
    await show_card(tx, deps, report, in_turn=True)
    if in_it and draft.clips:
        await ticket_clips.show_clips(tx, deps, report)
    await drafts.end(tx, deps, rider, replace(draft, report_id=report.id), DraftStage.JOINED)
    return report


async def _attach(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, report: Report) -> None:
    """Give the report the draft's photos, as many as it has room for, and clips; the rider hears of photos left out."""
    room = max(0, PHOTOS_OF_A_REPORT - len(report.photos))
    for photo in draft.photos[room:]:
        await tx.photos.detach(photo.id)
    await tx.photos.attach(draft.id, report.id)
    await clips.attach(tx, draft, report)
    if len(draft.photos) > room:
        await answer(tx, deps, rider, RefusalTold(TooManyPhotos.__name__))


async def _prove(tx: Transaction, deps: Deps, rider: Rider, report: Report) -> Report:
    """Make the rider a witness, with points and, for an urgent report, a word to its queue; return the report."""
    if not await tx.reports.add_witness(report.id, rider.id, deps.clock.now()):
        return report
    report = await tx.reports.save(replace(report, witnesses=report.witnesses + 1))
    await award(tx, deps, Merit.WITNESS, report, rider.id)
    if report.urgent:
        await news.tell(tx, deps, report, Witnessed(report.id, report.queue), str(rider.id))
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
    """Add words, a photo or a clip to a report, open or closed for 30 days, of whom `addressed` says.

    Evidence in the message makes a witness of a rider who had only also seen it, while it is open.

    Raises:
        NoSuchReport: The rider has nothing to do with it.
        AlsoSeen: The rider has only also seen it, and the message doesn't show that they are there.
        ReportClosed, LongClosed: The report is closed for this rider.
        TooManyPhotos, TooManyClips: See `fitting`.
        TooManyAdditions: The rider has added to it as often as an hour allows.
        ActedAsStaff: The rider acted on it as staff.
    """
    now = deps.clock.now()
    await tx.heard.note(Heard(rider.chat_id, message.message_id, now, report_id=report_id, album=message.album))
    if await only_also_seen(tx, rider, report_id):
        return await _prove_later(tx, deps, rider, report_id, message)
    return await _add(tx, deps, rider, await addressed(tx, rider, report_id), message)


async def fitting(
    tx: Transaction, deps: Deps, rider: Rider, report: Report, message: IncomingMessage
) -> IncomingMessage:
    """Return a message without what the report has no room for, as `services.reporting.room`.

    Raises:
        TooManyPhotos: The report already has twenty photos, and the message brings nothing else.
        TooManyClips: It already has ten voice messages and videos; likewise.
    """
    refused: TooOften | None = None
    if message.clip is not None:
        if not await clips.fits_report(tx, report):
            refused = TooManyClips(f"clips:{report.id}:{report.version}")
    elif message.photo is not None and len(report.photos) >= PHOTOS_OF_A_REPORT:
        refused = TooManyPhotos(f"photos:{report.id}:{report.version}")
    return message if refused is None else await room.without_files(tx, deps, rider, message, refused)


async def only_also_seen(tx: Transaction, rider: Rider, report_id: int) -> bool:
    """Return whether the rider said *same problem* of another's report without showing that they were there."""
    return await tx.reports.has_joined(report_id, rider.id) and not await tx.reports.is_witness(report_id, rider.id)


async def _prove_later(tx: Transaction, deps: Deps, rider: Rider, report_id: int, message: IncomingMessage) -> Report:
    report = await tx.reports.get(report_id)
    if report is None:
        raise NoSuchReport
    await refuse_staff(tx, rider, report)
    if report.status in FINAL:
        raise ReportClosed
    message = await fitting(tx, deps, rider, report, message)
    await _keep_pictures(tx, rider, report, message)
    if not await evidence.of_message(tx, deps, rider, message, report):
        raise AlsoSeen
    report = await _prove(tx, deps, rider, report)
    await record(tx, deps, report, "witnessed", rider, message.text)
    await show_card(tx, deps, report)
    await _show_clip(tx, deps, report, message)
    return report


async def _add(tx: Transaction, deps: Deps, rider: Rider, report: Report, message: IncomingMessage) -> Report:
    await refuse_staff(tx, rider, report)
    if not is_heard(report.status, report.closed_at, deps.clock.now()):
        raise LongClosed
    await pacing.spend(tx, deps, Pace.ADDITIONS, rider.id, report.id)
    message = await fitting(tx, deps, rider, report, message)
    await _keep_pictures(tx, rider, report, message)
    brought = with_photo(None if message.clip else message.photo)  # a video's still comes with it
    event = await record(tx, deps, report, "added", rider, message.text, brought)
    await show_card(tx, deps, report, in_turn=True)
    await _show_clip(tx, deps, report, message)
    told: Nudge = AddedLater(report.id, report.queue, message.text, events=(event.id,))
    if report.status in FINAL:
        await tx.retention.look_again([report.id])
        told = AddedAfterClosing(report.id, report.queue, message.text, events=(event.id,))
    await news.tell(tx, deps, report, told, str(event.id))
    return report


async def _keep_pictures(tx: Transaction, rider: Rider, report: Report, message: IncomingMessage) -> None:
    """Store a message's photo and clip with the report, the still of a video only where there is room."""
    if message.clip is not None:
        await clips.add_to_report(tx, rider, report, message.clip)
    if message.photo is not None and len(report.photos) < PHOTOS_OF_A_REPORT:
        await tx.photos.add(replace(message.photo, report_id=report.id, rider_id=rider.id, role=PhotoRole.ADDED))


async def _show_clip(tx: Transaction, deps: Deps, report: Report, message: IncomingMessage) -> None:
    if message.clip is not None:
        await ticket_clips.show_clip(tx, deps, report, message.clip.id)


async def visible(tx: Transaction, rider: Rider, report_id: int) -> Report:
    """Return a report that this rider submitted or witnessed.

    Raises:
        NoSuchReport: There is no such report, or the rider is neither its reporter nor a witness by evidence.
    """
    report = await tx.reports.get(report_id)
    if report is None:
        raise NoSuchReport
    if report.rider_id != rider.id and not await tx.reports.is_witness(report.id, rider.id):
        raise NoSuchReport
    return report


async def addressed(tx: Transaction, rider: Rider, report_id: int) -> Report:
    """Return a report to which this rider may add: a `visible` one, or one about which they were asked on the spot.

    Raises:
        NoSuchReport: They have nothing to do with it.
    """
    report = await tx.reports.get(report_id)
    if report is not None and await tx.spot_checks.was_asked(rider.id, report.id):
        return report
    return await visible(tx, rider, report_id)


async def record(
    tx: Transaction, deps: Deps, report: Report, action: str, rider: Rider, words: str, detail: str = ""
) -> Event:
    """Append an event that does not change the report's status, and return it."""
    event = unmoved(deps, report, action, Actor(ActorKind.RIDER, rider.id), words, detail)
    await tx.reports.add_events([event])
    return event
