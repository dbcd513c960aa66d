"""A photo that a member of staff sends without a reply, just after a press of theirs that wants one."""

from typing import Final

from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.lifecycle import Action
from domain.tickets.staff import Prompt, PromptStage
from services.deps import Deps
from services.outgoing import acknowledgement
from services.ports.transaction import Transaction
from services.tickets import prompting, proof, proving
from services.tickets.ticket_actions import Staff, answer_prompt

WITHIN_MS: Final = 120_000
_SECOND: Final = 1000
"""What Telegram's times are exact to."""

_TAKES_PHOTO: Final = frozenset({Action.RESOLVE.value, prompting.REPLY, proof.PROOF})
"""Questions to which a photo can be sent without a reply."""


async def wanted(
    tx: Transaction, chat_id: int, thread_id: int | None, user_id: int, message: IncomingMessage
) -> Prompt | None:
    """Return the question that waits for this person's photo; None if there is none, or which one is not certain.

    Another part of an album goes where the first went.
    """
    parts = await tx.heard.of_album(chat_id, message.album)
    begun = next((part.prompt_id for part in parts if part.prompt_id is not None), None)
    if begun is not None:
        prompt = await tx.queues.prompt(begun)
        return prompt if prompt is not None and prompt.user_id == user_id else None
    open_ones = await tx.queues.open_prompts(chat_id, user_id)
    found = [each for each in open_ones if each.thread_id == thread_id and _waits(each, message.sent_at)]
    put = {each.id if each.action == prompting.REPLY else each.report_id for each in found}
    return found[0] if len(put) == 1 else None


def _waits(prompt: Prompt, sent_at: int) -> bool:
    """Return whether a question takes a photo, and was put within two minutes before this time."""
    return prompt.action in _TAKES_PHOTO and prompt.asked_at - _SECOND <= sent_at <= prompt.asked_at + WITHIN_MS


async def take(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, message: IncomingMessage) -> None:
    """Take the photo as if it replied to the question.

    Raises:
        AlreadyDone, NoLongerPossible, OwnTicket: See `services.tickets.prompting.answer`.
    """
    current = await tx.queues.prompt(prompt.id)
    if current is None:
        return
    if current.action == proof.PROOF and current.stage is PromptStage.OPEN:
        await proving.send_another(tx, deps, staff, current, message)
    elif current.action != prompting.REPLY:
        await answer_prompt(tx, deps, staff, current, message)
    elif current.stage is PromptStage.OPEN:
        await prompting.asked(tx, deps, current, staff.user_id)
        await prompting.add_part(tx, current, message)
        await tx.outbox.put(acknowledgement(deps, current, message.message_id))
