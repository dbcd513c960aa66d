"""What is known of a message before it is sent, read in the transaction that claims it: its screen, what stands."""

from dataclasses import dataclass

from domain.messages import Album, DraftCard, LocationKey, Notice, Nudge, Outgoing, Pin, Removal, TicketCard
from services.deps import Deps
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets.cards import card_key, nudge_key
from texts.base.screen import Screen
from texts.rendering import render


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message ready to be sent.

    Attributes:
        standing: the message of ours that this one edits or replaces.
        beside: the card in the same chat that this one replies to, by its message id.
        plain: without markup, after Telegram refused the markup.
    """

    outgoing: Outgoing
    screen: Screen
    standing: LiveMessage | None = None
    beside: int | None = None
    plain: bool = False


async def prepare(tx: Transaction, deps: Deps, outgoing: Outgoing) -> Delivery | None:
    """The message as things stand now; None where there is nothing to say any more."""
    screen = Screen("") if isinstance(outgoing.meaning, Removal) else await render(tx, deps, outgoing)
    if screen is None:
        return None
    return Delivery(outgoing, screen, await _standing(tx, outgoing), await _card_beside(tx, outgoing))


async def _standing(tx: Transaction, outgoing: Outgoing) -> LiveMessage | None:
    match outgoing.meaning:
        case DraftCard() | TicketCard() | LocationKey():
            return await tx.messages.of_key(outgoing.key)
        case Nudge(report_id=report_id):
            return await tx.messages.of_key(nudge_key(report_id))
        case Notice(edits=int(message_id)):
            return await tx.messages.at(outgoing.chat_id, message_id)
        case _:
            return None


async def _card_beside(tx: Transaction, outgoing: Outgoing) -> int | None:
    meaning = outgoing.meaning
    if not isinstance(meaning, Nudge | Album | Pin):
        return None
    card = await tx.messages.of_key(card_key(meaning.report_id, meaning.queue))
    return card.message_id if card is not None and card.chat_id == outgoing.chat_id else None
