"""Words that may report something: the rider is asked below them, and the key pressed opens the draft."""

from dataclasses import replace

from domain.errors import AlreadyDone, Stale
from domain.language.suggestion import Opens, Reading
from domain.people.messages import Help
from domain.people.riders import Rider
from domain.reporting.incoming_message import IncomingMessage
from services.deps import Deps
from services.outgoing import help_key, removal, to_rider
from services.ports.transaction import Transaction
from services.reporting import drafts, receiving


async def ask(tx: Transaction, deps: Deps, rider: Rider, message_id: int, reading: Reading) -> None:
    """Ask below a message whether it is to be reported, as what, if the words are half sure; else say what to send.

    Where it was asked before, as the message was edited, that question changes.
    """
    key = help_key(rider.chat_id, message_id)
    before = await tx.messages.of_key(key)
    guesses = tuple(guess.slug for guess in reading.guesses) if reading.opens is Opens.ASK else ()
    notice = Help(guesses, reply_to=message_id, edits=before.message_id if before else None)
    await tx.outbox.put(to_rider(deps, rider, notice, "" if before else key))


async def answered(tx: Transaction, deps: Deps, rider: Rider, message_id: int) -> None:
    """Take away what was asked below a message, as its words have become clear."""
    asked = await tx.messages.of_key(help_key(rider.chat_id, message_id))
    if asked is not None:
        await tx.outbox.put(removal(asked.chat_id, asked.message_id, deps.clock.now()))


async def report_this(
    tx: Transaction, deps: Deps, rider: Rider, message: IncomingMessage, category: str | None, asked_id: int
) -> None:
    """Report a message's words as the rider says, in a category of the catalogue if one was pressed.

    They join the draft that they belong to, whose category stays if the rider chose it, or open one. The question, our
    message `asked_id`, is taken away.

    Raises:
        AlreadyDone: The words were reported already.
        Stale: The message pressed asks no such thing; a forged press may name a card.
        TooManyMessages, TooManyDrafts: See `services.reporting.receiving.receive`.
    """
    asked = await tx.messages.at(rider.chat_id, asked_id)
    if asked is not None and asked.draft_id is not None:
        raise Stale
    if await tx.heard.of(rider.chat_id, message.message_id) is not None:
        raise AlreadyDone
    draft = await receiving.receive(tx, deps, rider, message, category)
    if category is not None and not draft.category_chosen:
        await drafts.settle(tx, deps, rider, replace(draft, category=category, category_chosen=True))
    if asked is not None:
        await tx.outbox.put(removal(asked.chat_id, asked.message_id, deps.clock.now()))
