"""What staff do when asked about a doubtful proof: use it, say why there is no photo, or send another one."""

from dataclasses import replace
from typing import Any, Final

from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.reports import Report
from domain.tickets.lifecycle import Action
from domain.tickets.proof import NoPhoto
from domain.tickets.staff import Prompt, PromptStage
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import prompting, proof
from services.tickets.ticket_actions import Staff


async def use(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, why: NoPhoto | None = None) -> Report:
    """Resolve the ticket with what made doubtful, or without a photo as `why` says.

    Raises:
        NotAllowed, AlreadyDone, NoLongerPossible, OwnTicket: See `services.tickets.prompting.answer`.
    """
    report = await prompting.asked(tx, deps, prompt, staff.user_id)
    role = staff.role(deps, report.queue)
    given = prompting.Answer(
        staff.user_id, role, Action.RESOLVE, prompt.reply_to, confirmed=proof.confirmed(prompt, why)
    )
    return await prompting.carry_out_answer(tx, deps, prompt, given)


async def change(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt) -> None:
    """Ask for another photo in place of what made doubtful; the words stay.

    Raises NotAllowed, AlreadyDone, NoLongerPossible or OwnTicket, as `services.tickets.prompting.asked`.
    """
    await prompting.asked(tx, deps, prompt, staff.user_id)
    await prompting.close(tx, deps, prompt, PromptStage.ANSWERED)
    await prompting.ask_in_place(tx, deps, replace(prompt, **_WITHOUT_FILES), action=Action.RESOLVE.value)


async def send_another(tx: Transaction, deps: Deps, staff: Staff, prompt: Prompt, message: IncomingMessage) -> Report:
    """Resolve the ticket with a photo in place of what made doubtful, unless it is doubtful, too; the words stay.

    Raises:
        NotAllowed, AlreadyDone, NoLongerPossible, OwnTicket: See `services.tickets.prompting.answer`.
    """
    report = await prompting.asked(tx, deps, prompt, staff.user_id)
    anew = await prompting.add_part(tx, replace(prompt, **_WITHOUT_FILES), message)
    return await prompting.carry_out_answer(
        tx, deps, anew, prompting.answer_of(message, staff.user_id, staff.role(deps, report.queue), Action.RESOLVE)
    )


_WITHOUT_FILES: Final[dict[str, Any]] = {
    "photo_ids": (), "clip_ids": (), "away_m": None, "doubts": (), "late_for": "",
}  # fmt: skip
