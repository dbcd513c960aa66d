"""What staff look up in their group: lists of tickets, and one by its number."""

from typing import Final

from telegram import Message, Update
from telegram.ext import filters

from domain.reporting.numbers import is_number_alone
from domain.tickets.staff import NAMELESS
from handlers.command import Scope, command, may_be_ours
from handlers.context import Context
from handlers.riders.arrivals import message_of, words_of
from handlers.staff.groups import topic_of
from handlers.staff.standing import staff_of
from handlers.staff.unreplied import is_unreplied
from services.ports.transaction import Transaction
from services.tickets import finding, group_menus, lookups, ticket_lists
from services.tickets.lookups import Asker


@command("tickets", Scope.GROUPS, looks=True)
async def list_tickets(update: Update, context: Context) -> None:
    """List the group's tickets: what needs somebody, or what the words behind the command ask for."""
    message = message_of(update)
    asker = asker_of(message)
    called = staff_of(message.from_user).name if message.from_user is not None and asker.user_id != NAMELESS else ""

    async def work(tx: Transaction) -> None:
        await ticket_lists.list_tickets(tx, context.deps, asker, called, words_of(message))

    await context.transact(work)


@command("ticket", Scope.GROUPS, looks=True)
async def show_ticket(update: Update, context: Context) -> None:
    """Show the ticket whose number stands behind the command; without one, that of the card that it replies to."""
    message = message_of(update)

    async def work(tx: Transaction) -> None:
        await lookups.look_up(tx, context.deps, asker_of(message), await number_for(tx, message))

    await context.transact(work)


async def number_for(tx: Transaction, message: Message) -> str:
    """Return the words behind a command, without any the number of the ticket that its message replies to."""
    words, replied = words_of(message), None if is_unreplied(message) else message.reply_to_message
    if words or replied is None:
        return words
    return await lookups.number_at(tx, message.chat_id, replied.message_id)


@command("find", Scope.GROUPS)
async def find(update: Update, context: Context) -> None:
    """Find the tickets that have the words behind the command."""
    message = message_of(update)
    await context.transact(lambda tx: finding.find(tx, context.deps, asker_of(message), words_of(message)))


async def show_named(update: Update, context: Context) -> None:
    """Show the ticket whose number is all of a message, or stands in its command: `/ticket_2611_0042`."""
    message = message_of(update)

    async def work(tx: Transaction) -> None:
        await lookups.look_up(tx, context.deps, asker_of(message), (message.text or "").split(maxsplit=1)[0])

    await context.transact(work)


@command("help", Scope.GROUPS, looks=True)
async def show_help(update: Update, context: Context) -> None:
    """Say what the group can do."""
    asker = asker_of(message_of(update))
    await context.transact(lambda tx: group_menus.help_group(tx, context.deps, asker))


class NumberInCommand(filters.MessageFilter):
    """A command for this bot that holds a ticket's number."""

    def filter(self, message: Message) -> bool:
        """See the library's base class."""
        text = message.text or ""
        return text[: len(_BEGINS)].lower() == _BEGINS and may_be_ours(text, message.get_bot().username)


_BEGINS: Final = "/ticket_"


class NumberAlone(filters.MessageFilter):
    """A message that is nothing but a ticket's number, and replies to nothing."""

    def filter(self, message: Message) -> bool:
        """See the library's base class."""
        return is_number_alone(message.text or "") and is_unreplied(message) and not message.is_automatic_forward


def asker_of(message: Message) -> Asker:
    """Return who asks where; an administrator who writes as the group is nobody in particular."""
    user = message.from_user.id if message.from_user is not None and message.sender_chat is None else NAMELESS
    return Asker(message.chat_id, topic_of(message), user, message.message_id)
