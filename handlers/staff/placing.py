"""Commands of groups are answered in those to which they belong; elsewhere it is said where that is."""

from telegram import Message, Update

from domain.messages import Notice
from domain.tickets.group_commands import GROUP_COMMANDS, GroupKind, belongs
from domain.tickets.lookups import NoQueueHere
from domain.tickets.messages import StrayCommand
from handlers.command import Callback
from handlers.context import Context
from handlers.riders.arrivals import message_of
from handlers.staff.groups import answer_in_group, topic_of
from handlers.staff.standing import is_staff
from services.group_keys import stray_key
from services.tickets.asking import asking_of


def in_its_group(name: str, callback: Callback) -> Callback:
    """Return a command's handler that first looks who asks, and in which group, where that makes a difference."""
    kinds = GROUP_COMMANDS[name].kinds
    if kinds == frozenset(GroupKind):
        return callback

    async def answer(update: Update, context: Context) -> None:
        message = message_of(update)
        if not await _speaks_there(context, message):
            return
        asking = await context.tools.database.read(
            lambda tx: asking_of(tx, context.deps, message.chat_id, topic_of(message))
        )
        if kinds & asking.kinds:
            await callback(update, context)
            return
        where: Notice = NoQueueHere(reply_to=message.message_id)
        if asking.is_linked:
            where = StrayCommand(name, belongs(name).value, reply_to=message.message_id)
        key = stray_key(message.chat_id, context.deps.clock.now())
        await answer_in_group(context, message, where, key, silent=True)

    return answer


async def _speaks_there(context: Context, message: Message) -> bool:
    """Return whether a member of the group asks, or an administrator in its name; no channel, nor who has left."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat_id
    return message.from_user is not None and await is_staff(context, message.chat_id, message.from_user.id)
