"""What riders change in messages that they sent: one table says what is applied, passed on or too late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from domain.errors import Refused
from domain.geo.positions import Position
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.reporting.clips import Clip
from domain.reporting.drafts import Draft, DraftMenu, DraftStage, NotePart, with_trace
from domain.reporting.evidence import Trace
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.messages import EditedLate, EditedOver, RefusalTold
from domain.reporting.photos import standing
from domain.reporting.reports import Actor, ActorKind
from domain.reporting.spots import rooted
from services.deps import Deps
from services.outgoing import answer, refusal_key, to_rider
from services.people import pacing
from services.ports.transaction import Transaction
from services.reporting import additions, clips, drafts, evidence, place_names, position_conflict, receiving, relocating
from services.reporting.position_conflict import mark


class Edit(StrEnum):
    """What an edit changes."""

    WORDS = "words"
    PHOTO = "photo"  # or a voice message or video
    PLACE = "place"


class Stage(StrEnum):
    """What the edited message belongs to."""

    OPEN = "open"  # a draft that is not finished
    SUBMITTED = "submitted"  # a report of the rider's own
    JOINED = "joined"  # a draft that joined another report
    ENDED = "ended"  # a draft that was cancelled or has expired
    ADDED = "added"  # an addition to a report


class Outcome(StrEnum):
    """What becomes of an edit."""

    APPLIED = "applied"
    PUT_RIGHT = "put_right"
    PASSED_ON = "passed_on"
    TOO_LATE = "too_late"
    OVER = "over"


OUTCOMES: Final[Mapping[tuple[Stage, Edit], Outcome]] = {
    **{(Stage.OPEN, edit): Outcome.APPLIED for edit in Edit},
    (Stage.SUBMITTED, Edit.WORDS): Outcome.TOO_LATE,
    (Stage.SUBMITTED, Edit.PHOTO): Outcome.TOO_LATE,
    (Stage.SUBMITTED, Edit.PLACE): Outcome.PUT_RIGHT,
    **{(Stage.JOINED, edit): Outcome.TOO_LATE for edit in Edit},
    **{(Stage.ENDED, edit): Outcome.OVER for edit in Edit},
    **{(Stage.ADDED, edit): Outcome.PASSED_ON for edit in Edit},
}
"""What becomes of each edit; a message that came to nothing is taken as if it were sent now."""

_STAGES: Final[Mapping[DraftStage, Stage]] = {
    DraftStage.OPEN: Stage.OPEN,
    DraftStage.SUBMITTED: Stage.SUBMITTED,
    DraftStage.JOINED: Stage.JOINED,
    DraftStage.CANCELLED: Stage.ENDED,
    DraftStage.EXPIRED: Stage.ENDED,
    DraftStage.WAITING: Stage.OPEN,
    DraftStage.ASIDE: Stage.OPEN,
    DraftStage.MERGED: Stage.ENDED,
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What an edited message belongs to."""

    stage: Stage
    draft: Draft | None
    report_id: int


async def hear(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, *, photo_lost: bool = False
) -> bool:
    """Do with an edited message what the table says; return False if it came to nothing before.

    `photo_lost` says that its new photo could not be taken, so that the old one goes all the same. Refusals are told.
    """
    known = await _known(tx, rider, message.message_id)
    if known is None:
        return False
    if message.clip is not None and await _has_clip(tx, known, message.clip):  # only its caption is changed
        message = replace(message, clip=None, photo=None)
    changed = await _changed(tx, rider, known, message)
    if photo_lost:
        changed |= {Edit.PHOTO}
    try:
        if changed:
            await pacing.spend(tx, deps, Pace.EDITS, rider.id)
            await _carry_out(tx, deps, rider, known, message, changed)
    except Refused as error:
        told = RefusalTold(type(error).__name__, reply_to=message.message_id)
        await tx.outbox.put(to_rider(deps, rider, told, refusal_key(error)))
    return True


async def _carry_out(
    tx: Transaction, deps: Deps, rider: Rider, known: _Known, message: IncomingMessage, changed: set[Edit]
) -> None:
    outcomes, new_files = {OUTCOMES[known.stage, edit] for edit in changed}, Edit.PHOTO in changed
    if Outcome.APPLIED in outcomes and known.draft is not None:
        draft = await _with_files(tx, deps, rider, known.draft, message) if new_files else known.draft
        await _apply(tx, deps, rider, draft, message)
    if Outcome.PASSED_ON in outcomes and not await additions.is_withheld(tx, deps, rider, message):
        await additions.add(tx, deps, rider, known.report_id, await _news_of(tx, known, message))
    if Outcome.PUT_RIGHT in outcomes:
        await additions.add(tx, deps, rider, known.report_id, replace(message, text="", photo=None, clip=None))
    if Outcome.TOO_LATE in outcomes:
        await answer(tx, deps, rider, EditedLate(known.report_id, reply_to=message.message_id))
    if Outcome.OVER in outcomes:
        await answer(tx, deps, rider, EditedOver(reply_to=message.message_id))


async def _known(tx: Transaction, rider: Rider, message_id: int) -> _Known | None:
    """Return what the message belongs to; those of before it was noted are looked for in the newest drafts."""
    heard = await tx.heard.of(rider.chat_id, message_id)
    if heard is not None and heard.report_id is not None:
        return _Known(Stage.ADDED, None, heard.report_id)
    if heard is not None and heard.draft_id is not None:
        draft = await tx.drafts.get(heard.draft_id)
    else:
        draft = await _draft_of(tx, rider, message_id)
    if draft is None or draft.rider_id != rider.id:
        return None
    return _Known(_STAGES[draft.stage], draft, draft.report_id or 0)


async def _draft_of(tx: Transaction, rider: Rider, message_id: int) -> Draft | None:
    newest = [report.id for report in await tx.reports.of_rider(rider.id, 1, 0)]
    candidates = [*await tx.drafts.unfinished_of(rider.id), *[await tx.drafts.get(each) for each in newest]]
    return next((each for each in candidates if each is not None and drafts.brought(each, message_id)), None)


async def _changed(tx: Transaction, rider: Rider, known: _Known, message: IncomingMessage) -> set[Edit]:
    if known.draft is None:
        fresh = await _news_of(tx, known, message)
        is_said = fresh.text == await _last_said(tx, rider, known.report_id)
        found = {
            Edit.WORDS: fresh.text and not is_said,
            Edit.PHOTO: fresh.photo or fresh.clip,
            Edit.PLACE: relocating.gives_place(fresh),
        }
    else:
        found = {
            Edit.WORDS: message.text != _words(known.draft, message),
            Edit.PHOTO: message.clip or (message.photo is not None and not _has(known.draft, message)),
            Edit.PLACE: _given(_trace(known.draft, message.message_id)) != _given(evidence.trace_of(message)),
        }
    return {edit for edit, is_new in found.items() if is_new}


async def _last_said(tx: Transaction, rider: Rider, report_id: int) -> str:
    """Return what the rider added last; Telegram also tells of edits in which nothing of the message changed."""
    events = await tx.reports.events(report_id)
    return next((each.words for each in reversed(events) if each.actor == Actor(ActorKind.RIDER, rider.id)), "")


async def _news_of(tx: Transaction, known: _Known, message: IncomingMessage) -> IncomingMessage:
    """Return an edited addition without a photo that its report has already."""
    report = await tx.reports.get(known.report_id)
    keys = {photo.object_key for photo in report.photos} if report is not None else set()
    return replace(message, photo=None) if message.photo and message.photo.object_key in keys else message


async def _apply(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> None:
    """Put what the message brings now in place of what it brought before: words, photo and positions.

    An open menu asks for what comes next, and of what came for the words alone that named no known place.
    """
    is_answer = draft.menu is DraftMenu.PLACE_UNKNOWN and draft.last_message_id == message.message_id
    menu, draft = draft.menu, draft if is_answer else replace(draft, menu=DraftMenu.CARD)
    before, now = _trace(draft, message.message_id), evidence.trace_of(message)
    draft = rooted(draft)
    stay = {mark(position) for position in now.positions}
    draft = position_conflict.without(draft, [each for each in before.positions if mark(each) not in stay])
    position, text = place_names.place_of(deps, rider, place_names.unnamed(draft), message.position, message.text)
    draft = await receiving.noted(
        tx, deps, rider, with_trace(draft, now), NotePart(message.message_id, text, message.dictated)
    )
    stood = {mark(each) for each in before.positions}
    for told in (message.photo_position, position):
        if told is not None and mark(told) not in stood:
            way = place_names.making_way(draft, told)
            draft = position_conflict.replaced(way, told, deps.clock.now())
            menu = DraftMenu.CARD if is_answer else menu
    await drafts.settle(tx, deps, rider, replace(draft, menu=menu))


async def _with_files(tx: Transaction, deps: Deps, rider: Rider, draft: Draft, message: IncomingMessage) -> Draft:
    """Return the draft with the message's photo or clip in place of what it brought before.

    Raises TooManyPhotos, TooManyClips, as `services.reporting.receiving.grown`.
    """
    message = await receiving.fitting(tx, deps, rider, draft, message)
    for photo in draft.photos:
        if photo.message_id == message.message_id:
            await tx.photos.detach(photo.id)
    left = tuple(each for each in draft.photos if each.message_id != message.message_id)
    draft = replace(draft, photos=left, seen=None)
    new = await receiving.new_photo(tx, deps, rider, draft, message)
    draft = await clips.taken_out(tx, draft, message.message_id)
    if new is not None:
        draft = replace(draft, photos=standing((*draft.photos, await tx.photos.add(new))))
    draft = clips.with_clip(draft, message)
    await clips.keep(tx, rider, draft, message)
    return await clips.shown(tx, draft)


async def _has_clip(tx: Transaction, known: _Known, clip: Clip) -> bool:
    """Return whether the message brought this very clip before."""
    if known.draft is None:
        kept: Sequence[Clip | None] = await tx.clips.of_report(known.report_id)
    else:
        kept = [await tx.clips.get(mark.id) for mark in known.draft.clips if mark.message_id == clip.message_id]
    return any(each is not None and each.object_key == clip.object_key for each in kept)


def _words(draft: Draft, message: IncomingMessage) -> str:
    """Return what a message said before, in writing or as a recording, whose words stand below its caption."""
    mine = [part for part in draft.note_parts if part.message_id == message.message_id]
    if [part.dictated for part in mine] == [True] and f"{mine[0].text}\n".startswith(f"{message.text}\n"):
        return message.text
    return next((part.text for part in mine if part.dictated == message.dictated), "")


def _has(draft: Draft, message: IncomingMessage) -> bool:
    """Return whether the draft has the message's photo from this very message."""
    mine = {photo.object_key for photo in draft.photos if photo.message_id == message.message_id}
    return message.photo is not None and message.photo.object_key in mine


def _trace(draft: Draft, message_id: int) -> Trace:
    return next((trace for trace in draft.traces if trace.message_id == message_id), Trace(message_id))


def _given(trace: Trace) -> set[str]:
    """Return the marks of the positions that a message gave on purpose."""
    return {mark(each) for each in trace.positions if _is_given(each)}


def _is_given(position: Position) -> bool:
    return position.source in relocating.SOURCES
