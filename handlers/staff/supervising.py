"""The commands of the supervisors' group."""

from telegram import Message, Update

from domain.errors import Nameless, NotStaff, Refused
from domain.tickets.staff import NAMELESS
from domain.week.messages import ExportChoice, ExportUnknown
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of, words_of
from handlers.staff.groups import answer_in_group, refuse_command, topic_of
from handlers.staff.lookups import asker_of, number_for
from handlers.staff.standing import is_staff, staff_of
from services.ports.transaction import Transaction
from services.tickets import rider_sheets
from services.tickets.ticket_actions import Staff
from services.week import asked_exports


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


@command("export", Scope.GROUPS)
async def export(update: Update, context: Context) -> None:
    """Export what stands behind the command; let choose what is left open there, and answer a refusal."""
    message = message_of(update)
    asked, group = asked_exports.asked_of(context.deps, words_of(message)), (message.chat_id, topic_of(message))
    if asked is None:
        await answer_in_group(context, message, ExportUnknown(reply_to=message.message_id), silent=True)
        return
    if not asked.is_whole:
        by = asker_of(message)
        choice = ExportChoice(
            subject=asked.subject.value, form=asked.form.value, period=asked.period, chat_id=by.chat_id,
            thread_id=by.thread_id, by=by.user_id, reply_to=by.message_id,
        )  # fmt: skip
        await answer_in_group(context, message, choice, silent=True)
        return
    try:
        staff = await asker(context, message)
        await context.transact(
            lambda tx: asked_exports.make(tx, context.deps, staff, asked, *group, message.message_id)
        )
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
