"""Voice messages and videos of drafts and reports: taken in, kept with what they belong to, and shown to staff."""

from dataclasses import dataclass, replace
from typing import Protocol

from domain.people.riders import Rider
from domain.reporting.clips import CLIPS_OF_A_DRAFT, CLIPS_OF_A_REPORT, Clip, ClipKind
from domain.reporting.drafts import Draft
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from services.deps import Deps
from services.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TakenClip:
    """A voice message or video after intake: cleaned and stored under `object_key`.

    `data` are the cleaned bytes; `still` is a JPEG of a video's middle, empty for a voice message; the rest as in
    `domain.reporting.clips.Clip`.
    """

    object_key: str
    mime: str
    seconds: int
    width: int
    height: int
    data: bytes
    still: bytes


class ClipIntake(Protocol):
    """The port that cleans and stores voice messages and videos."""

    async def take(self, data: bytes, kind: ClipKind, *, hold: bool) -> TakenClip:
        """Clean and store a clip; its bytes are durable when this returns. `hold` as for photos.

        Raises:
            domain.errors.ClipRefused: The bytes are not a clip that we accept; `reason` says why.
        """


def clip_row(deps: Deps, taken: TakenClip, kind: ClipKind, message_id: int) -> Clip:
    """Return the row of a stored clip, which belongs to no draft or report yet."""
    return Clip(
        id=deps.ids.new(),
        draft_id=None,
        report_id=None,
        kind=kind,
        message_id=message_id,
        object_key=taken.object_key,
        mime=taken.mime,
        seconds=taken.seconds,
        width=taken.width,
        height=taken.height,
        added_at=deps.clock.now(),
    )


def has_room(draft: Draft, message: IncomingMessage) -> bool:
    """Return whether the draft can take the message's clip, if it brings one."""
    return message.clip is None or len(draft.clips) < CLIPS_OF_A_DRAFT or _has_one_of(draft, message)


def _has_one_of(draft: Draft, message: IncomingMessage) -> bool:
    return any(mark.message_id == message.message_id for mark in draft.clips)


def with_clip(draft: Draft, message: IncomingMessage) -> Draft:
    """Return the draft with the message's clip in mind, if it brings one that the draft has not got from it before."""
    if message.clip is None or _has_one_of(draft, message):
        return draft
    return replace(draft, clips=(*draft.clips, message.clip.mark))


async def keep(tx: Transaction, rider: Rider, draft: Draft, message: IncomingMessage) -> None:
    """Store the message's clip, if it brings one, with a draft that is stored and has it in mind."""
    if message.clip is not None and message.clip.mark in draft.clips:
        await tx.clips.add(replace(message.clip, draft_id=draft.id, rider_id=rider.id))


async def moved(tx: Transaction, draft: Draft) -> Draft:
    """Give a stored draft the clips that it has in mind, and return it with the photos that it shows now."""
    for mark in draft.clips:
        await tx.clips.move(mark.id, draft.id)
    return await shown(tx, draft)


async def taken_out(tx: Transaction, draft: Draft, message_id: int) -> Draft:
    """Return the draft without the clip of this message, if there is one, which is abandoned."""
    for mark in draft.clips:
        if mark.message_id == message_id:
            await tx.clips.move(mark.id, None)
    return replace(draft, clips=tuple(each for each in draft.clips if each.message_id != message_id))


async def shown(tx: Transaction, draft: Draft) -> Draft:
    """Return the draft with the photos that it shows now, after one of them went: a still may stand in again."""
    stored = await tx.drafts.get(draft.id) if draft.clips else None
    return draft if stored is None else replace(draft, photos=stored.photos)


async def attach(tx: Transaction, draft: Draft, report: Report) -> None:
    """Give the clips of a draft to the report that it became or joined."""
    if draft.clips:
        await tx.clips.attach(draft.id, report.id)


async def fits_report(tx: Transaction, report: Report) -> bool:
    """Return whether a report can take another clip."""
    return len(await tx.clips.of_report(report.id)) < CLIPS_OF_A_REPORT


async def add_to_report(tx: Transaction, rider: Rider, report: Report, clip: Clip) -> None:
    """Store a clip with the report."""
    await tx.clips.add(replace(clip, report_id=report.id, rider_id=rider.id))
