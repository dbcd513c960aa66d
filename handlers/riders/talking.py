"""Handlers of words that have an answer of their own, in messages and in what they are changed into."""

from domain.language.intents import Intent
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from handlers.context import Context
from services.people import talk
from services.ports.transaction import Transaction
from services.programme import appeal_cards
from services.reporting import receiving


async def talked(
    tx: Transaction, context: Context, rider: Rider, incoming: IncomingMessage, intent: Intent | None
) -> bool:
    """Let words with an answer of their own join the draft that they belong to, or answer them; False for all others.

    Thanks join nothing.
    """
    deps = context.deps
    if intent is None or not await talk.takes(tx, rider, intent, incoming.text):
        return False
    joins = intent not in talk.ONLY_REACTED_TO
    if joins and await receiving.receive_talk(tx, deps, rider, incoming, intent) is not None:
        return True
    if appeal_cards.opens_for(deps, rider, intent):
        await appeal_cards.begin(tx, deps, rider, incoming)
    else:
        await talk.answer_talk(tx, deps, rider, incoming, intent)
    return True


async def passed_on(
    tx: Transaction, context: Context, rider: Rider, incoming: IncomingMessage, intent: Intent | None
) -> bool:
    """Pass words that answer the supervisors' on to them; thanks are reacted to, and no more."""
    if not incoming.text or incoming.replied_to is None or intent in talk.ONLY_REACTED_TO:
        return False
    answering = await talk.answer_of(tx, rider, incoming.replied_to)
    if answering is None:
        return False
    await talk.ask_people(tx, context.deps, rider, incoming, Intent.PERSON, answering)
    return True
