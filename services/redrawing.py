"""Bringing a card up to date whose press was refused, as after a restored backup what people see may be newer."""

from dataclasses import dataclass, replace

from domain.people.riders import Rider
from domain.reporting.messages import CardBelow, CardUnknown, FormerCard
from domain.reporting.reports import Report
from services.deps import Deps
from services.outgoing import card_left, draft_card, draft_key, former_card, queue_of_ticket_key, ticket_key
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets.cards import show_card
from services.tickets.standing_in import group_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of ours as a person sees it, also one that we do not know; `shape` as in `LiveMessage`."""

    chat_id: int
    message_id: int
    shape: str

    def kept(self, key: str, report_id: int | None, draft_id: int | None, *, live: bool) -> LiveMessage:
        """Return it as the card of a key; nothing is known of its content."""
        return LiveMessage(key, self.chat_id, self.message_id, report_id, draft_id, self.shape, "", live)


async def redraw_ticket(tx: Transaction, deps: Deps, seen: Seen, report_id: int) -> None:
    """Show a ticket as it stands now on the card that was pressed, or say there where the card is."""
    known = await tx.messages.at(seen.chat_id, seen.message_id)
    report = await tx.reports.get(report_id)
    stranger = known is None and not await tx.queues.of_chat(seen.chat_id)  # whose press may name any report
    if report is None or stranger:
        await _end(tx, deps, seen, known, CardUnknown(edits=seen.message_id))
        return
    queue = queue_of_ticket_key(known.key, report_id) if known is not None else report.queue
    if queue is None:  # another message of the ticket, not its card
        return
    group = await group_of(tx, deps, queue)
    if group is None or group.chat_id != seen.chat_id:
        if known is None or not known.live:
            await _keep(tx, deps, seen.kept(ticket_key(report_id, queue), report_id, None, live=False))
            await tx.outbox.put(card_left(deps, seen.kept("", None, None, live=False), report_id, queue))
        return
    if await _is_card(tx, deps, seen, ticket_key(report_id, queue), report):
        await show_card(tx, deps, report, queue)
    else:
        await _end(tx, deps, seen, known, CardBelow(edits=seen.message_id))


async def redraw_draft(tx: Transaction, deps: Deps, rider: Rider, seen: Seen, draft_id: int) -> None:
    """Show a rider's draft or receipt as it stands now on the card that was pressed, or say there where it is."""
    known = await tx.messages.at(seen.chat_id, seen.message_id)
    draft = await tx.drafts.get(draft_id)
    if draft is None:
        await _end(tx, deps, seen, known, CardUnknown(edits=seen.message_id))
    elif draft.rider_id == rider.id and (known is None or known.key == draft_key(draft_id)):
        report = await tx.reports.get(draft_id)
        if await _is_card(tx, deps, seen, draft_key(draft_id), report, draft_id):
            await tx.outbox.put(draft_card(deps, rider, draft_id))
        else:
            await _end(tx, deps, seen, known, CardBelow(edits=seen.message_id))


async def _is_card(
    tx: Transaction, deps: Deps, seen: Seen, key: str, report: Report | None, draft_id: int | None = None
) -> bool:
    """Return whether this message is the card of the key, or becomes it as the newest one that anybody has seen."""
    live = await tx.messages.of_key(key)
    about = report.id if report is not None else None
    if live is not None and live.chat_id == seen.chat_id and live.message_id > seen.message_id:
        return False
    if live is not None and (live.chat_id, live.message_id) == (seen.chat_id, seen.message_id):
        pictures = live.content_hash.partition(":")[2]
        await _keep(tx, deps, replace(live, content_hash=f":{pictures}"))
        return True
    await _keep(tx, deps, seen.kept(key, about, draft_id, live=True))
    if live is not None:
        await tx.outbox.put(former_card(live.chat_id, CardBelow(edits=live.message_id)))
    return True


async def _end(tx: Transaction, deps: Deps, seen: Seen, known: LiveMessage | None, why: FormerCard) -> None:
    """Take the keys off a message that is no card, and say why; one that is something else stays as it is."""
    if known is not None and known.live:
        return
    if known is None:
        await _keep(tx, deps, seen.kept(f"former:{seen.chat_id}:{seen.message_id}", None, None, live=False))
    await tx.outbox.put(former_card(seen.chat_id, why))


async def _keep(tx: Transaction, deps: Deps, message: LiveMessage) -> None:
    await tx.messages.put(message, deps.clock.now())
