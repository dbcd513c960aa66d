"""The commands of the supervisors' group."""

from telegram import Message, Update

from domain.errors import Nameless, NotStaff, Refused
from domain.tickets.staff import NAMELESS
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of
from handlers.staff.groups import refuse_command
from handlers.staff.lookups import number_for
from handlers.staff.standing import is_staff, staff_of
from services.ports.transaction import Transaction
from services.tickets import rider_sheets
from services.tickets.ticket_actions import Staff


@command("rider", Scope.GROUPS)
async def show_rider(update: Update, context: Context) -> None:
    """Show the rider of a report, for `/rider NUMBER` in the supervisors' group; answer a refusal.

    Without a number it is the report of the message that it replies to.
    """
    message = message_of(update)
    deps, chat_id = context.deps, message.chat_id
    try:
        staff = await asker(context, message)

        async def work(tx: Transaction) -> None:
            await rider_sheets.show(tx, deps, staff, chat_id, await number_for(tx, message), message.message_id)

        await context.transact(work)
    except Refused as error:
        await refuse_command(context, message, error)


async def asker(context: Context, message: Message) -> Staff:
    """Return who asks: a member of the group, or one of its administrators, nameless, who writes in its name.

    Raises:
        Nameless: Another group or a channel asks.
        NotStaff: The person is not in the group now.
    """
    if message.sender_chat is not None:
        if message.sender_chat.id != message.chat_id:
            raise Nameless
        return Staff(NAMELESS, "")
    if message.from_user is None or not await is_staff(context, message.chat_id, message.from_user.id):
        raise NotStaff
    return staff_of(message.from_user)
