"""Handlers of a queue's group: linking, migration, who comes and goes, and the bot's removal."""

from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import filters

from domain.errors import (
    AdministratorNeeded,
    AdminsOnly,
    CodeUnknown,
    GroupUnfit,
    NoSuchQueue,
    Refused,
    SupervisorsOnly,
)
from domain.messages import Notice
from domain.tickets.group_commands import meant
from domain.tickets.messages import CommandRefused, GroupLinked, StrayCommand
from handlers.command import Scope, command, stray
from handlers.context import Context
from handlers.riders.arrivals import message_of, refusal_notice, words_of
from handlers.staff.standing import administrates, is_inside
from services.group_keys import refused_command_key, stray_key
from services.outgoing import refusal_key
from services.people import riders
from services.ports.transaction import Transaction
from services.tickets import fitness, groups, linking, members
from services.tickets.supervisors import supervisors_group

_GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


@command("link", Scope.ADMINISTRATORS)
async def link(update: Update, context: Context) -> None:
    """Link the group to a queue, for `/link CODE` from an administrator; answer a refusal.

    In the supervisors' group `/link QUEUE` gives an admin the code that links another one.
    """
    message = update.effective_message
    if message is None:
        return
    try:
        if await _names_queue(context, message):
            await _offer_code(context, message)
            return
        await _check_fit(context, message)

        async def work(tx: Transaction) -> None:
            queue = await groups.link(tx, context.deps, words_of(message), message.chat_id, topic_of(message))
            notice = GroupLinked(queue, reply_to=message.message_id)
            await groups.tell(tx, context.deps, message.chat_id, topic_of(message), notice)

        await context.transact(work)
    except CodeUnknown as error:
        await refuse_command(context, message, NoSuchQueue() if await _supervises(context, message) else error)
    except GroupUnfit as error:
        await refuse_in_group(context, message, error)  # it stands while somebody mends what the group lacks
    except Refused as error:
        await refuse_command(context, message, error)


async def _names_queue(context: Context, message: Message) -> bool:
    """Return whether a queue is named in the supervisors' group, in place of a code."""
    try:
        linking.named(context.deps, words_of(message))
    except NoSuchQueue:
        return False
    return await _supervises(context, message)


async def _supervises(context: Context, message: Message) -> bool:
    """Return whether a message stands in the supervisors' group."""
    try:
        await context.tools.database.read(lambda tx: supervisors_group(tx, context.deps, message.chat_id))
    except SupervisorsOnly:
        return False
    return True


async def _offer_code(context: Context, message: Message) -> None:
    if not await administrates(context, message):
        raise AdminsOnly
    words, code = words_of(message), context.deps.ids.code()
    await context.transact(lambda tx: linking.offer(tx, context.deps, message.chat_id, words, code, message.message_id))


def topic_of(message: Message) -> int | None:
    """Return the forum topic of a message; reply threads in plain groups also have an id, which is ignored."""
    return message.message_thread_id if message.is_topic_message else None


async def _check_fit(context: Context, message: Message) -> None:
    """Check that an administrator asks and that the group is suitable.

    Raises:
        AdministratorNeeded: The sender is none.
        GroupUnfit: The group is public, or the bot lacks the rights that it needs.
    """
    if not await administrates(context, message):
        raise AdministratorNeeded
    if await context.tools.members.lacks(message.chat_id):
        raise GroupUnfit


async def refuse_in_group(context: Context, message: Message, error: Refused) -> None:
    """Answer a message of a group with why it was refused."""
    await answer_in_group(context, message, refusal_notice(error, message.message_id), refusal_key(error))


async def refuse_command(context: Context, message: Message, error: Refused) -> None:
    """Answer a command in a group with why it was refused, silently, for a minute and once in it."""
    reason = type(error).__name__
    told = CommandRefused(reason, reply_to=message.message_id)
    key = refused_command_key(message.chat_id, reason, context.deps.clock.now())
    await answer_in_group(context, message, told, key, silent=True)


async def answer_in_group(
    context: Context, message: Message, notice: Notice, key: str = "", *, silent: bool = False
) -> None:
    """Answer a message of a group and do nothing else."""

    async def work(tx: Transaction) -> None:
        await groups.tell(tx, context.deps, message.chat_id, topic_of(message), notice, key, silent=silent)

    await context.transact(work)


class Stray(filters.MessageFilter):
    """Commands in a group that nobody answers there, though they are meant for this bot."""

    def filter(self, message: Message) -> bool:
        """Return whether the message is one."""
        return stray(message.text or "", message.get_bot().username) is not None


class InCaption(filters.MessageFilter):
    """Photos and files with one of this bot's commands of groups in their caption, where Telegram marks none."""

    def filter(self, message: Message) -> bool:
        """See the library's base class."""
        return _captioned(message) is not None


def _captioned(message: Message) -> str | None:
    command = meant(message.caption or "", message.get_bot().username)
    return command[0] if command is not None else None


async def answer_captioned(update: Update, context: Context) -> None:
    """Say that a command stands alone: a photo beside it would be lost."""
    message = message_of(update)
    notice = StrayCommand(_captioned(message) or "", "caption", reply_to=message.message_id)
    key = stray_key(message.chat_id, context.deps.clock.now())
    await answer_in_group(context, message, notice, key, silent=True)


async def answer_stray(update: Update, context: Context) -> None:
    """Say where a command belongs, or that there is none; one such answer a minute is enough for a group."""
    message = update.effective_message
    if message is None:
        return
    notice = StrayCommand(stray(message.text or "", context.bot.username) or "", reply_to=message.message_id)
    key = stray_key(message.chat_id, context.deps.clock.now())
    await answer_in_group(context, message, notice, key, silent=True)


async def migrate(update: Update, context: Context) -> None:
    """Move the group to its new chat id after it became a supergroup; Telegram says so in both chats."""
    message = update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id

    async def work(tx: Transaction) -> None:
        await groups.move(tx, context.deps, old, new)

    await context.transact(work)


async def topic_reopened(update: Update, context: Context) -> None:
    """Send at once what waited for a closed topic."""
    message = update.effective_message
    if message is not None:
        await context.transact(lambda tx: groups.look_again(tx, message.chat_id))


async def membership(update: Update, context: Context) -> None:
    """Handle that a rider blocked or unblocked the bot, or that a group removed it, added it or changed its rights."""
    changed = update.my_chat_member
    if changed is None:
        return

    if changed.chat.type == ChatType.PRIVATE:
        await context.transact(lambda tx: _reachable(tx, changed))
    elif changed.new_chat_member.status in _GONE:
        await context.transact(lambda tx: groups.lose(tx, context.deps, changed.chat.id))
    else:
        await _tended(context, changed)


async def _tended(context: Context, changed: ChatMemberUpdated) -> None:
    """Handle that the bot is in a group; what it may do there is asked for, as an update may come late."""
    chat_id = changed.chat.id
    try:
        lacks = await context.tools.members.lacks(chat_id)
    except (BadRequest, Forbidden):  # gone again already, which another update tells
        lacks = None

    async def work(tx: Transaction) -> None:
        if changed.old_chat_member.status in _GONE:
            await groups.regain(tx, context.deps, chat_id)
        else:
            await groups.look_again(tx, chat_id)
        if lacks is not None:
            await fitness.judge(tx, context.deps, chat_id, lacks)

    await context.transact(work)


async def _reachable(tx: Transaction, changed: ChatMemberUpdated) -> None:
    reachable = changed.new_chat_member.status not in _GONE
    await riders.set_reachable(tx, changed.chat.id, reachable=reachable)
    if not reachable:
        await tx.outbox.drop(changed.chat.id)


async def member_changed(update: Update, context: Context) -> None:
    """Keep that somebody joined or left a group, or may do more or less in it; this takes effect at once."""
    changed = update.chat_member
    if changed is None or changed.chat.type == ChatType.CHANNEL:
        return
    chat_id, user_id = changed.chat.id, changed.new_chat_member.user.id
    inside = is_inside(changed.new_chat_member)
    is_public = bool(changed.chat.username)

    async def work(tx: Transaction) -> None:
        await members.heard(tx, context.deps, chat_id, user_id, inside=inside)
        if is_public:
            await fitness.seen_public(tx, context.deps, chat_id)

    await context.transact(work)


async def come_or_gone(update: Update, context: Context) -> None:
    """Have those asked for anew who are said to have joined or left; a bot that is no administrator hears no more."""
    message = update.effective_message
    if message is None:
        return
    gone = (message.left_chat_member,) if message.left_chat_member else ()
    user_ids = [user.id for user in (*message.new_chat_members, *gone)]

    async def work(tx: Transaction) -> None:
        for user_id in user_ids:
            await members.heard(tx, context.deps, message.chat_id, user_id, inside=None)

    await context.transact(work)
