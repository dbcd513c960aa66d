"""A shelf of toys: all that a new meaning, a notice, a nudge and a command need in code, and nothing besides."""

from dataclasses import dataclass

from telegram import Update

from domain.messages import FixedNotice, Manner, Meaning
from domain.tickets.messages import Nudge
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of, met
from services.gathering import Reading, gather
from services.outgoing import answer, to_rider
from services.ports.transaction import Transaction
from services.tickets import cards
from texts.base.locale import Locale
from texts.base.screen import Screen
from texts.base.telling import screen

WORDING = {
    "toy_card": "toy card {number}",
    "toy_notice": "toy notice",
    "nudge_toy": "toy nudge {number}",
    "command.toy": "toys",
}


@dataclass(frozen=True, slots=True)
class ToyCard(Meaning, name="toy_card", manner=Manner.CARD):
    """A meaning with a view and a screen of its own."""

    number: int


@dataclass(frozen=True, slots=True)
class ToyNotice(FixedNotice, name="toy_notice"):
    """A notice that always says the same."""


@dataclass(frozen=True, slots=True)
class ToyNudge(Nudge, name="nudge_toy"):
    """What staff must notice of a ticket."""


@dataclass(frozen=True, slots=True)
class ToyView:
    """What the card shows."""

    number: int


@gather.register
async def toy_view(meaning: ToyCard, reading: Reading) -> ToyView:
    """The number on the card, and nothing from the database."""
    del reading
    return ToyView(meaning.number)


@screen.register(ToyCard)
def toy_card(view: ToyView, locale: Locale) -> Screen:
    """The number in words."""
    return Screen(locale.say("toy_card", number=view.number))


@command("toy", Scope.RIDERS)
async def show_toys(update: Update, context: Context) -> None:
    """A notice and a card to whoever asks, and a nudge to the queue of their newest report."""
    message = message_of(update)

    async def work(tx: Transaction) -> None:
        rider = await met(tx, context, message)
        await answer(tx, context.deps, rider, ToyNotice())
        await tx.outbox.put(to_rider(context.deps, rider, ToyCard(7), "toy:7"))
        for report in await tx.reports.of_rider(rider.id, 1, 0):
            await cards.nudge(tx, context.deps, report, ToyNudge(report.id, report.queue), "toy")

    await context.transact(work)
