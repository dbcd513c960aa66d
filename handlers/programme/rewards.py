"""What points buy, for riders, and vouchers at desks."""

from telegram import Update

from domain.people.riders import Rider
from domain.programme.desks import Desk
from handlers.command import Scope, command
from handlers.context import Context
from handlers.programme.desks import answer_at_desk
from handlers.riders.arrivals import message_of, words_of
from handlers.riders.commands import answer_command
from handlers.staff.lookups import asker_of
from services.ports.transaction import Transaction
from services.programme import handing_out, rewards


@command("rewards", Scope.RIDERS, looks=True)
async def show_rewards(update: Update, context: Context) -> None:
    """Show the price list, and the rider's open vouchers."""

    async def work(tx: Transaction, rider: Rider) -> None:
        await rewards.show_list(tx, context.deps, rider)

    await answer_command(update, context, work)


@command("voucher", Scope.RIDERS)
async def show_voucher(update: Update, context: Context) -> None:
    """Show the voucher whose code stands behind the command: to its rider, and to who may hand it out."""
    message = message_of(update)

    async def work(tx: Transaction, rider: Rider, desk: Desk | None) -> None:
        await handing_out.look_up(tx, context.deps, rider, words_of(message), desk)

    await answer_at_desk(context, message, work)


@command("voucher", Scope.GROUPS)
async def look_voucher_up(update: Update, context: Context) -> None:
    """Show a voucher in the group of a queue that hands it out."""
    message = message_of(update)
    await context.transact(
        lambda tx: handing_out.look_up_in_group(tx, context.deps, asker_of(message), words_of(message))
    )
