"""What staff say to a report's riders on its way there: photos by the sheet, each voice message and video by itself."""

from dataclasses import dataclass

from domain.geo.place_names import Nearby
from domain.messages import Notice, Precedence
from domain.reporting.clips import Clip
from domain.reporting.messages import FromStaff, FromStaffClip
from domain.reporting.photos import PhotoRole
from domain.reporting.reports import Event, Report
from domain.tickets.staff import Prompt
from services.deps import Deps
from services.gathering import Reading, gather
from services.geo import geocoding
from services.outgoing import from_staff_key, to_rider
from services.ports.transaction import Transaction

_A_SHEET = 4
"""How many photos stand on one picture."""


@dataclass(frozen=True, slots=True)
class FromStaffClipView:
    """A voice message or video from staff; `nearby` is the road or landmark at the report's place."""

    notice: FromStaffClip
    report: Report
    clip: Clip
    nearby: Nearby | None


@gather.register
async def from_staff_clip_view(meaning: FromStaffClip, reading: Reading) -> FromStaffClipView | None:
    """Return the clip and its report; None if either is gone meanwhile."""
    tx = reading.tx
    report, clip = await tx.reports.get(meaning.report_id), await tx.clips.get(meaning.clip_id)
    if report is None or clip is None:
        return None
    return FromStaffClipView(meaning, report, clip, await geocoding.nearby(tx, reading.deps, report.position))


async def send(tx: Transaction, deps: Deps, report: Report, prompt: Prompt, event: Event) -> None:
    """Queue words, photos and clips of a reply for the reporter and the witnesses, and give them to the report."""
    stills = await give(tx, report, prompt)
    photos = [each for each in prompt.photo_ids if each not in stills]
    clips = list(prompt.clip_ids)
    sheets = [tuple(photos[at : at + _A_SHEET]) for at in range(0, len(photos), _A_SHEET)]
    notices: list[Notice] = []
    if sheets or not clips:
        first, *others = sheets or [()]
        notices = [FromStaff(report.id, prompt.words, photos=first)]
        notices += [FromStaff(report.id, photos=sheet) for sheet in others]
    said = "" if notices else prompt.words
    for number, clip_id in enumerate(clips):
        notices.append(FromStaffClip(report.id, clip_id, said if number == 0 else ""))
    await _queue(tx, deps, report, notices, event.id)


async def send_clips(tx: Transaction, deps: Deps, report: Report, prompt: Prompt, not_before: int) -> None:
    """Queue the clips that came with what resolved a ticket, behind the notice that says so."""
    for clip_id in prompt.clip_ids:
        await tx.clips.give(clip_id, report.id)
    notices: list[Notice] = [FromStaffClip(report.id, clip_id) for clip_id in prompt.clip_ids]
    await _queue(tx, deps, report, notices, prompt.id, not_before)


async def give(tx: Transaction, report: Report, prompt: Prompt) -> frozenset[int]:
    """Give a reply's photos and clips to the report but for the stills of its videos, and return those."""
    stills: set[int] = set()
    for clip_id in prompt.clip_ids:
        await tx.clips.give(clip_id, report.id)
        clip = await tx.clips.get(clip_id)
        if clip is not None:
            stills.update(photo.id for photo in await tx.photos.of_message(prompt.photo_ids, clip.message_id))
    for photo_id in prompt.photo_ids:
        if photo_id not in stills:
            await tx.photos.give(photo_id, report.id, PhotoRole.SAID)
    return frozenset(stills)


async def _queue(
    tx: Transaction, deps: Deps, report: Report, notices: list[Notice], cause: int, not_before: int = 0
) -> None:
    for rider in await tx.riders.of_report(report.id) if notices else ():
        for number, notice in enumerate(notices):
            key = from_staff_key(cause, rider.id, number)
            await tx.outbox.put(to_rider(deps, rider, notice, key, Precedence.STATUS, not_before))
