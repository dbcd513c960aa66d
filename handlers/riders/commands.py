"""The commands of a rider's private chat."""

from collections.abc import Awaitable, Callable

from telegram import Message, Update

from domain.errors import NoSuchReport, Refused
from domain.messages import Notice
from domain.people.messages import HowTo, LanguageAsked, PointsShown
from domain.people.riders import Rider
from domain.reporting.drafts import DraftStage
from domain.reporting.messages import NothingToCancel, ReportShown, ReportsList
from domain.reporting.numbers import parse_number
from handlers.context import Context
from handlers.riders.arrivals import as_arrival, message_of, read, refusal_notice, tell_of_link
from services.outgoing import answer
from services.people.riders import meet, welcome
from services.ports.transaction import Transaction
from services.reporting import drafts, witnessing
from services.week import digests

Command = Callable[[Transaction, Rider, Message], Awaitable[None]]


async def start(update: Update, context: Context) -> None:
    """The first screen."""

    async def work(tx: Transaction, rider: Rider, _: Message) -> None:
        await welcome(tx, context.deps, rider)

    await _run(update, context, work)


async def show_help(update: Update, context: Context) -> None:
    """How it works, and the commands."""
    await _run(update, context, _answering(context, HowTo()))


async def choose_language(update: Update, context: Context) -> None:
    """The question in which language to write."""
    await _run(update, context, _answering(context, LanguageAsked()))


async def show_reports(update: Update, context: Context) -> None:
    """The rider's own reports and those they witnessed."""
    await _run(update, context, _answering(context, ReportsList()))


async def show_points(update: Update, context: Context) -> None:
    """Balance and the last points."""
    await _run(update, context, _answering(context, PointsShown()))


async def show_digest(update: Update, context: Context) -> None:
    """Last week, and the key that mutes it."""

    async def work(tx: Transaction, rider: Rider, _: Message) -> None:
        await digests.show_last(tx, context.deps, rider)

    await _run(update, context, work)


async def report(update: Update, context: Context) -> None:
    """Open a draft, with the words behind the command as its note."""
    brought = await read(context, message_of(update))

    async def work(tx: Transaction, rider: Rider, message: Message) -> None:
        await drafts.receive(tx, context.deps, rider, as_arrival(message, brought))
        await tell_of_link(tx, context, rider, message, brought)

    await _run(update, context, work)


async def show_report(update: Update, context: Context) -> None:
    """One report, to its reporter and witnesses only."""

    async def work(tx: Transaction, rider: Rider, message: Message) -> None:
        number = parse_number(message.text or "", context.deps.district.prefix)
        found = await tx.reports.by_number(number.month, number.serial) if number else None
        if found is None:
            raise NoSuchReport
        await witnessing.visible(tx, rider, found.id)
        await answer(tx, context.deps, rider, ReportShown(found.id))

    await _run(update, context, work)


async def cancel(update: Update, context: Context) -> None:
    """End the open draft without a report."""

    async def work(tx: Transaction, rider: Rider, _: Message) -> None:
        draft = await tx.drafts.open_of(rider.id)
        if draft is None:
            await answer(tx, context.deps, rider, NothingToCancel())
        else:
            await drafts.end(tx, context.deps, rider, draft, DraftStage.CANCELLED)

    await _run(update, context, work)


def _answering(context: Context, notice: Notice) -> Command:
    async def work(tx: Transaction, rider: Rider, _: Message) -> None:
        await answer(tx, context.deps, rider, notice)

    return work


async def _run(update: Update, context: Context, command: Command) -> None:
    message = update.effective_message
    if message is None:
        return
    sender = message.from_user

    async def work(tx: Transaction) -> None:
        rider = await meet(tx, context.deps, message.chat_id, sender.language_code if sender else None)
        try:
            await command(tx, rider, message)
        except Refused as error:
            await answer(tx, context.deps, rider, refusal_notice(error))

    await context.transact(work)
