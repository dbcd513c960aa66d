"""What staff change in a reply that they sent: it counts as it stands now until it is used, and is too late after."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from domain.messages import Notice
from domain.people.paces import Pace
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import PhotoRole
from domain.tickets.messages import StaffEditLate
from domain.tickets.staff import Prompt, PromptStage
from services.deps import Deps
from services.people import pacing
from services.ports.transaction import Transaction
from services.tickets import groups, prompting, proof


class Outcome(StrEnum):
    """What becomes of an edited reply."""

    APPLIED = "applied"
    TOO_LATE = "too_late"


OUTCOMES: Final[Mapping[PromptStage, Outcome]] = {
    PromptStage.OPEN: Outcome.APPLIED,
    PromptStage.ANSWERED: Outcome.TOO_LATE,
    PromptStage.EXPIRED: Outcome.TOO_LATE,
}
"""By what became of the question that the reply brought about, or answered."""


async def hear(
    tx: Transaction, deps: Deps, prompt: Prompt, message: IncomingMessage, refused: Notice | None = None
) -> None:
    """Put the reply's words and photo in place of those before, or tell its group that it is too late.

    One that has become something that can't be taken, as `refused` says, takes back what it brought before.

    Raises:
        TooManyEdits: The person has edited as often as an hour allows.
    """
    await pacing.spend(tx, deps, Pace.EDITS, prompt.user_id, prompt.chat_id)
    if prompt.stage is PromptStage.ANSWERED:
        prompt = await prompting.doubted_of(tx, prompt) or prompt
    if OUTCOMES[prompt.stage] is Outcome.APPLIED and refused is not None:
        await _take_out(tx, deps, prompt, message)
        await groups.tell(tx, deps, prompt.chat_id, prompt.thread_id, refused)
    elif OUTCOMES[prompt.stage] is Outcome.APPLIED:
        photo_ids = await _photo_ids(tx, prompt, message)
        measured = await proof.measured(tx, prompt, message)
        await tx.queues.save_prompt(replace(measured, words=message.text or prompt.words, photo_ids=photo_ids))
    else:
        late = StaffEditLate(reply_to=message.message_id)
        await groups.tell(tx, deps, prompt.chat_id, prompt.thread_id, late)


async def _take_out(tx: Transaction, deps: Deps, prompt: Prompt, message: IncomingMessage) -> None:
    """End the question, unless other photos of an album are left."""
    others = await _others(tx, prompt, message)
    if others:
        await tx.queues.save_prompt(replace(prompt, photo_ids=others))
    else:
        await prompting.close(tx, deps, prompt, PromptStage.EXPIRED)


async def _photo_ids(tx: Transaction, prompt: Prompt, message: IncomingMessage) -> tuple[int, ...]:
    """Return the reply's photos with a new one in place of that of this message; the same one again changes nothing."""
    if message.photo is None:
        return prompt.photo_ids
    before = await tx.photos.of_message(prompt.photo_ids, message.message_id)
    if any(photo.object_key == message.photo.object_key for photo in before):
        return prompt.photo_ids
    await tx.photos.add(replace(message.photo, role=PhotoRole.SAID))
    return (*await _others(tx, prompt, message), message.photo.id)


async def _others(tx: Transaction, prompt: Prompt, message: IncomingMessage) -> tuple[int, ...]:
    """Return the reply's photos that other messages brought."""
    gone = {photo.id for photo in await tx.photos.of_message(prompt.photo_ids, message.message_id)}
    return tuple(each for each in prompt.photo_ids if each not in gone)
