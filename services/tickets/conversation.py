"""What a reply to a card is for, once whoever wrote it has said: the riders, staff alone, or the ticket itself."""

from domain.errors import RiderLeft, TalkOver
from domain.people.paces import Pace
from domain.reporting.reports import Actor, ActorKind, Event, Report
from domain.tickets.lifecycle import is_heard
from domain.tickets.staff import NAMELESS, Prompt, PromptStage
from services.deps import Deps
from services.outgoing import acknowledgement
from services.people import pacing
from services.ports.transaction import Transaction
from services.tickets import prompting, relaying
from services.tickets.cards import show_card
from services.tickets.events import unmoved
from services.tickets.settling import settle


async def send_to_riders(tx: Transaction, deps: Deps, prompt: Prompt, user_id: int) -> None:
    """Send a reply to the card to the reporter and the witnesses, without the staff member's name.

    Raises:
        NotAllowed, AlreadyDone, NoLongerPossible, OwnTicket: See `services.tickets.prompting.asked`.
        TalkOver: The report was closed more than 30 days ago; the question stays open for another answer.
        RiderLeft: None of them is a rider any more, or all have blocked the bot; likewise.
    """
    report = await prompting.asked(tx, deps, prompt, user_id)
    if not is_heard(report.status, report.closed_at, deps.clock.now()):
        raise TalkOver
    told = await tx.riders.of_report(report.id)
    if not any(rider.reachable for rider in told):
        raise RiderLeft
    await pacing.spend(tx, deps, Pace.TO_RIDERS, report.id)
    event = await _record(tx, deps, prompt, report, "told")
    await relaying.send(tx, deps, report, prompt, event)
    await _end(tx, deps, prompt, report)


async def keep_as_note(tx: Transaction, deps: Deps, prompt: Prompt, user_id: int) -> None:
    """Keep a reply to the card as a note for staff only.

    Raises NotAllowed, AlreadyDone, NoLongerPossible or OwnTicket, as `services.tickets.prompting.asked`.
    """
    report = await prompting.asked(tx, deps, prompt, user_id)
    await _record(tx, deps, prompt, report, "noted")
    await relaying.give(tx, report, prompt)
    await _end(tx, deps, prompt, report)


async def expire(tx: Transaction, deps: Deps, prompt_id: int) -> None:
    """Close a question that was not answered in time; what it was about, or was no answer enough, stays as a note."""
    prompt = await tx.queues.prompt(prompt_id)
    if prompt is None or prompt.stage is not PromptStage.OPEN:
        return
    await prompting.close(tx, deps, prompt, PromptStage.EXPIRED)
    report = await tx.reports.get(prompt.report_id)
    brought = prompt.words or prompt.photo_ids or prompt.clip_ids
    if report is not None and brought and prompt.user_id != NAMELESS:
        await _record(tx, deps, prompt, report, "noted")
        await relaying.give(tx, report, prompt)
        await show_card(tx, deps, report)


async def _record(tx: Transaction, deps: Deps, prompt: Prompt, report: Report, action: str) -> Event:
    await tx.retention.look_again([report.id])
    actor = Actor(ActorKind.STAFF, prompt.user_id, prompt.user_name)
    event = unmoved(deps, report, action, actor, prompt.words)
    await tx.reports.add_events([event])
    await settle(tx, deps, report, report, staff_acted=True)
    return event


async def _end(tx: Transaction, deps: Deps, prompt: Prompt, report: Report) -> None:
    await show_card(tx, deps, report)
    await prompting.close(tx, deps, prompt, PromptStage.ANSWERED)
    await tx.outbox.put(acknowledgement(deps, prompt, prompt.reply_to))
