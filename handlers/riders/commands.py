"""The commands of a rider's private chat."""

from collections.abc import Awaitable, Callable
from typing import Final

from telegram import Update

from domain.errors import NoNumber, NoSuchReport
from domain.messages import Notice
from domain.people.messages import HowTo, LanguageAsked, PointsShown
from domain.people.riders import Rider
from domain.reporting.messages import ReportShown, ReportsList
from domain.reporting.numbers import ReportNumber, parse_number
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of, met, read, tell_of_link, transact_or_refuse, words_of
from services.outgoing import answer
from services.ports.transaction import Transaction
from services.reporting import cancelling, receiving, witnessing
from services.tickets import spot_checks
from services.week import digests, rider_years

Answer = Callable[[Transaction, Rider], Awaitable[None]]
"""The work of a command for its sender."""


@command("report", Scope.RIDERS)
async def report(update: Update, context: Context) -> None:
    """Open a draft, with the words after the command as its note; a report's number shows that report.

    Words may belong to an open draft; the bare command, which replies to nothing, begins another one.
    """
    if _number(context, words_of(message_of(update))) is not None:
        await show_report(update, context)
        return
    incoming = await read(context, message_of(update))
    is_bare = not words_of(message_of(update)) and incoming.replied_to is None
    take = receiving.begin if is_bare else receiving.receive

    async def work(tx: Transaction, rider: Rider) -> None:
        await take(tx, context.deps, rider, incoming)
        await tell_of_link(tx, context, rider, incoming)

    await answer_command(update, context, work)


@command("my", Scope.RIDERS, looks=True)
async def show_reports(update: Update, context: Context) -> None:
    """Show the rider's own reports and those they witnessed."""
    await answer_command(update, context, _answering(context, ReportsList()))


@command("points", Scope.RIDERS, looks=True)
async def show_points(update: Update, context: Context) -> None:
    """Show the balance and the newest ledger entries."""
    await answer_command(update, context, _answering(context, PointsShown()))


@command("digest", Scope.RIDERS, looks=True)
async def show_digest(update: Update, context: Context) -> None:
    """Show last week's digest, with the button that mutes it."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await digests.show_last(tx, context.deps, rider)

    await answer_command(update, context, work)


@command("year", Scope.RIDERS, looks=True)
async def show_year(update: Update, context: Context) -> None:
    """Show the rider's year so far, or the one that is named behind the command."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await rider_years.show_year(tx, context.deps, rider, words_of(message_of(update)))

    await answer_command(update, context, work)


@command("checks", Scope.RIDERS)
async def turn_checks(update: Update, context: Context) -> None:
    """Ask the rider about repairs near by, for `/checks on`, or no more; the bare command says which it is."""
    said = words_of(message_of(update)).lower()

    async def work(tx: Transaction, rider: Rider) -> None:
        await spot_checks.turn(tx, context.deps, rider, on=_SWITCH.get(said, rider.checks))

    await answer_command(update, context, work)


_SWITCH: Final = {"on": True, "off": False}


@command("help", Scope.RIDERS, looks=True)
async def show_help(update: Update, context: Context) -> None:
    """Explain how the bot works and list its commands."""
    await answer_command(update, context, _answering(context, HowTo()))


@command("language", Scope.RIDERS, looks=True)
async def choose_language(update: Update, context: Context) -> None:
    """Ask for the rider's language."""
    await answer_command(update, context, _answering(context, LanguageAsked()))


@command("cancel", Scope.RIDERS)
async def cancel(update: Update, context: Context) -> None:
    """Cancel the only unfinished draft; of several, ask which."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await cancelling.cancel_one(tx, context.deps, rider)

    await answer_command(update, context, work)


async def show_report(update: Update, context: Context) -> None:
    """Show one report to its reporter or a witness; answer anybody else that there is none.

    The number stands in the command, or behind it.
    """
    text = message_of(update).text or ""
    number = _number(context, text.split(maxsplit=1)[0]) or _number(context, words_of(message_of(update)))

    async def work(tx: Transaction, rider: Rider) -> None:
        if number is None:
            raise NoNumber
        found = await tx.reports.by_number(number.month, number.serial)
        if found is None:
            raise NoSuchReport
        await witnessing.visible(tx, rider, found.id)
        await answer(tx, context.deps, rider, ReportShown(found.id))

    await answer_command(update, context, work)


def _number(context: Context, text: str) -> ReportNumber | None:
    return parse_number(text, context.deps.district.prefix)


def _answering(context: Context, notice: Notice) -> Answer:
    async def work(tx: Transaction, rider: Rider) -> None:
        await answer(tx, context.deps, rider, notice)

    return work


async def answer_command(update: Update, context: Context, use_case: Answer) -> None:
    """Run the work of a command for its sender; if it is refused, answer why."""
    message = message_of(update)

    async def work(tx: Transaction) -> None:
        await use_case(tx, await met(tx, context, message))

    await transact_or_refuse(context, message, work)
