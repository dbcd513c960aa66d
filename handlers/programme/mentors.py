"""The command that shows a rider's own invite."""

from telegram import Update

from domain.people.riders import Rider
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.commands import answer_command
from services.ports.transaction import Transaction
from services.programme import mentors


@command("invite", Scope.RIDERS)
async def show_invite(update: Update, context: Context) -> None:
    """Show the rider's own invite, and how far those are who came by it."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await mentors.show(tx, context.deps, rider)

    await answer_command(update, context, work)
