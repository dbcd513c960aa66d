"""The commands of admins, the administrators of the supervisors' group, and of those of a queue's group."""

from collections.abc import Awaitable, Callable

from telegram import Message, Update

from domain.errors import AdministratorNeeded, AdminsOnly, Refused
from domain.reporting.reports import Actor, ActorKind
from domain.tickets.linking import GroupsShown
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of, words_of
from handlers.staff.groups import refuse_command, topic_of
from handlers.staff.lookups import asker_of
from handlers.staff.standing import administrates, staff_of
from services.announcing import announcements
from services.ports.transaction import Transaction
from services.tickets import linking
from services.tickets.supervisors import supervisors_group
from services.upkeep import reloaded
from services.upkeep.reloaded import PROBLEMS_SHOWN, ReloadShown


@command("unlink", Scope.ADMINISTRATORS)
async def ask_to_unlink(update: Update, context: Context) -> None:
    """Ask whether a queue is to leave its group: `/unlink` in that, `/unlink QUEUE` in the supervisors'."""
    message = message_of(update)

    async def work(tx: Transaction) -> None:
        words = words_of(message)
        await linking.ask_to_unlink(tx, context.deps, message.chat_id, topic_of(message), words, message.message_id)

    await _as_administrator(context, message, AdministratorNeeded, work)


@command("groups", Scope.ADMINISTRATORS)
async def show_groups(update: Update, context: Context) -> None:
    """Show which queue works where, and what its group lacks."""
    message = message_of(update)
    asker = asker_of(message)
    shown = GroupsShown(chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id)
    await _as_administrator(context, message, AdminsOnly, lambda tx: linking.show_groups(tx, context.deps, shown))


@command("reload", Scope.ADMINISTRATORS)
async def reload(update: Update, context: Context) -> None:
    """Read the district's files anew, and tell what changes, or what is wrong in them."""
    message = message_of(update)
    asker = asker_of(message)
    try:
        if not await administrates(context, message):
            raise AdminsOnly
        await context.tools.database.read(lambda tx: supervisors_group(tx, context.deps, message.chat_id))
        came = await context.tools.reload()
    except Refused as error:
        await refuse_command(context, message, error)
        return
    shown = ReloadShown(
        chat_id=asker.chat_id, thread_id=asker.thread_id, by=asker.user_id, reply_to=asker.message_id,
        told=came.told(), left_out=max(0, len(came.problems) - PROBLEMS_SHOWN),
    )  # fmt: skip
    await context.transact(lambda tx: reloaded.show(tx, context.deps, shown))


@command("announce", Scope.ADMINISTRATORS)
async def announce(update: Update, context: Context) -> None:
    """Show how an announcement to riders would read, with the keys that send it or not."""
    message = message_of(update)
    writer = staff_of(message.from_user).actor if message.from_user and not message.sender_chat else _NAMELESS

    async def work(tx: Transaction) -> None:
        await announcements.draft(tx, context.deps, writer, message.chat_id, words_of(message))

    await _as_administrator(context, message, AdminsOnly, work)


_NAMELESS = Actor(ActorKind.STAFF, 0)
"""An administrator who writes in the name of the group."""


async def _as_administrator(
    context: Context, message: Message, refusal: type[Refused], work: Callable[[Transaction], Awaitable[None]]
) -> None:
    """Do what an administrator of the group asks for, and answer why not."""
    try:
        if not await administrates(context, message):
            raise refusal
        await context.transact(work)
    except Refused as error:
        await refuse_command(context, message, error)
