"""A message that names a danger to life: answered before anything else is done with it, and reported afterwards."""

from collections.abc import Sequence
from dataclasses import replace

from domain.errors import AlreadyDone, DraftGone, NotTheirs, TooManyMessages
from domain.language.dangers import Danger
from domain.people.paces import Pace
from domain.people.riders import Rider
from domain.reporting.drafts import UNFINISHED, Draft, DraftStage
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.joining import Kind, belongs
from domain.reporting.messages import DangerTold
from services.deps import Deps
from services.outgoing import danger_again_key, danger_key, to_rider
from services.people import pacing
from services.ports.transaction import Transaction
from services.reporting import additions, drafts, joining, receiving, waiting


async def answer(tx: Transaction, deps: Deps, rider: Rider, danger: Danger, message: IncomingMessage) -> None:
    """Answer a message before its photo is fetched, once for each danger that it names.

    Whoever sends more than an hour allows is answered once a minute, and what came by then is not added to.

    In danger to a person the rider hears whom to call, and the message waits for them. Gas or a missing person opens
    its card, which says whom to call first.
    """
    if not danger.to_person:
        await _open_card(tx, deps, rider, danger, message)
        return
    key = danger_key(rider.id, message.message_id, danger.kind)
    if await tx.outbox.knows(key):
        return
    draft, is_too_much = await _draft_for(tx, deps, rider, danger), await _is_too_much(tx, deps, rider)
    told = DangerTold(danger.kind, draft.id, draft.stage is DraftStage.WAITING, reply_to=message.message_id)
    again = danger_again_key(rider.id, danger.kind, deps.clock.now())
    await tx.outbox.put(to_rider(deps, rider, told, again if is_too_much else key))
    if not (is_too_much and draft.stood):
        await receiving.grown(tx, deps, rider, draft, message)


async def _is_too_much(tx: Transaction, deps: Deps, rider: Rider) -> bool:
    """Count a message, and return whether it is more than an hour allows."""
    try:
        await pacing.spend(tx, deps, Pace.MESSAGES, rider.id)
    except TooManyMessages:
        return True
    return False


async def _draft_for(tx: Transaction, deps: Deps, rider: Rider, danger: Danger) -> Draft:
    """Return the draft that takes the message: what its rider reports of a danger already, what waits, or a new one."""
    unfinished, now = await tx.drafts.unfinished_of(rider.id), deps.clock.now()
    opened = [each for each in unfinished if each.stage is DraftStage.OPEN]
    hurried = next((each for each in opened if waiting.hurries(deps, each)), None)
    if hurried is not None:
        return hurried
    waits = next((each for each in unfinished if each.stage is DraftStage.WAITING), None)
    if waits is not None:
        return replace(waits, touched_at=now)
    begun = Draft(deps.ids.new(), rider.id, opened_at=now, touched_at=now, stage=DraftStage.WAITING)
    return _as_reported(begun, danger)


def _as_reported(draft: Draft, danger: Danger) -> Draft:
    """Return the draft as one of this danger; the danger that it had stays."""
    category = danger.category or draft.category
    chosen = draft.category_chosen or danger.category is not None
    return replace(draft, danger=draft.danger or danger.kind, category=category, category_chosen=chosen)


async def _open_card(tx: Transaction, deps: Deps, rider: Rider, danger: Danger, message: IncomingMessage) -> None:
    heard = await tx.heard.of(rider.chat_id, message.message_id)
    had = await tx.drafts.get(heard.draft_id) if heard is not None and heard.draft_id is not None else None
    if had is not None and had.danger is danger.kind:  # tried again, or edited
        return
    opened = await tx.drafts.open_of(rider.id)
    if await _is_too_much(tx, deps, rider) and any(each.danger is danger.kind for each in opened):
        return
    joins = await _joined(tx, deps, rider, danger, message, opened)
    draft = _as_reported(joins or drafts.begun(deps, rider), danger)
    if not rider.agreed(deps.terms):  # no card is shown before that
        told = DangerTold(danger.kind, draft.id, waits=False, reply_to=message.message_id)
        await tx.outbox.put(to_rider(deps, rider, told, danger_key(rider.id, message.message_id, danger.kind)))
    await receiving.grown(tx, deps, rider, draft, message)


async def _joined(
    tx: Transaction, deps: Deps, rider: Rider, danger: Danger, message: IncomingMessage, opened: Sequence[Draft]
) -> Draft | None:
    """Return the open draft that a danger joins, if one is of the same, or still of nothing; the newest of several.

    That is the one to which its message replies, else one that is fresh and not of another place.
    """
    arrival = await joining.arrival_of(tx, deps, rider, message)
    arrival = replace(arrival, kind=Kind.PROBLEM, problem=None)
    fitting = [each for each in opened if _is_of(each, danger, message)]
    replied = [each for each in fitting if each.id == arrival.replied_draft]
    near = [each for each in fitting if belongs(arrival, each)]
    return next(reversed(replied or near), None)


def _is_of(draft: Draft, danger: Danger, message: IncomingMessage) -> bool:
    """Return whether a draft is of this danger, or of nothing yet: a photo without words, or this very message."""
    said = any(part.text for part in draft.note_parts if part.message_id != message.message_id)
    return draft.category == danger.category or not (said or draft.category_chosen)


async def add_rest(tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage) -> None:
    """Put what an answered message brings besides its words, and words that were edited, in its draft or report.

    A draft that has ended takes it along.

    Raises:
        TooManyPhotos, TooManyClips: See `services.reporting.receiving.grown`.
        NoSuchReport, ReportClosed, TooManyPhotos, TooManyAdditions, ActedAsStaff: See
            `services.reporting.additions.add`.
    """
    draft = await _draft_of(tx, rider, message.message_id)
    if draft is None:
        return
    words = next((part.text for part in draft.note_parts if part.message_id == message.message_id), "")
    if not message.brings and message.text == words:
        return
    if draft.stage in UNFINISHED:
        await receiving.grown(tx, deps, rider, draft, message)
    elif draft.report_id is not None:
        news = replace(message, text="") if message.text == words else message
        await additions.add(tx, deps, rider, draft.report_id, news)


async def _draft_of(tx: Transaction, rider: Rider, message_id: int) -> Draft | None:
    """Return the draft with the message's words; an edited message may have brought others to another one before."""
    for known in await tx.drafts.unfinished_of(rider.id):
        if known.danger is not None and drafts.brought(known, message_id):
            return known
    heard = await tx.heard.of(rider.chat_id, message_id)
    return await tx.drafts.get(heard.draft_id) if heard is not None and heard.draft_id is not None else None


async def report_place(tx: Transaction, deps: Deps, rider: Rider, draft_id: int) -> None:
    """Open the draft that waited, now that its rider is safe.

    Raises:
        AlreadyDone: It is open already.
        DraftGone: It was submitted or cancelled, or has expired.
        NotTheirs: It is another rider's.
    """
    draft = await tx.drafts.get(draft_id)
    if draft is None:
        raise DraftGone
    if draft.rider_id != rider.id:
        raise NotTheirs
    if draft.stage in {DraftStage.OPEN, DraftStage.ASIDE}:
        raise AlreadyDone
    if draft.stage is not DraftStage.WAITING:
        raise DraftGone
    waited = replace(draft, stage=DraftStage.OPEN, opened_at=deps.clock.now())
    opened = await drafts.settle(tx, deps, rider, waited)
    await tx.timers.put(waiting.reminder_of(deps, opened))
