"""Who somebody in a queue's group is: a member of its staff, and under which name."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from telegram import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    Message,
    User,
)
from telegram.constants import ChatMemberStatus

from domain.errors import SupervisorNeeded
from domain.tickets.fitness import Lack
from handlers.context import Context
from services.tickets.ticket_actions import Staff
from texts.base.inert import one_line

_INSIDE = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER})


def is_inside(member: ChatMember) -> bool:
    """Return whether this person is in the group and may speak there; who was muted acts for nobody."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status in _INSIDE


def lacks_of(username: str | None, bot: ChatMember) -> tuple[Lack, ...]:
    """Return what a group lacks to be a queue's, by its public name and the bot's own membership."""
    public = (Lack.PRIVACY,) if username else ()
    if not isinstance(bot, ChatMemberAdministrator):
        return (*public, Lack.ADMINISTRATOR)
    rights = {Lack.DELETE: bot.can_delete_messages, Lack.PIN: bot.can_pin_messages is not False}
    return (*public, *(lack for lack, has in rights.items() if not has))


async def is_staff(context: Context, chat_id: int, user_id: int) -> bool:
    """Return whether this person is in the group now, by the id that the group has now."""
    present = await context.tools.database.read(lambda tx: tx.queues.present_chat(chat_id))
    return await context.tools.members.is_member(present, user_id)


T = TypeVar("T")


async def with_standing(context: Context, staff: Staff, work: Callable[[Staff], Awaitable[T]]) -> T:
    """Do what this person asks for; where only a supervisor may, see whether they are one, and do it as such.

    Raises:
        SupervisorNeeded: They are not in the supervisors' group.
    """
    try:
        return await work(staff)
    except SupervisorNeeded:
        if not await _supervises(context, staff.user_id):
            raise
        return await work(replace(staff, supervises=True))


async def _supervises(context: Context, user_id: int) -> bool:
    supervisors = context.deps.district.supervisors
    if supervisors is None:
        return False
    group = await context.tools.database.read(lambda tx: tx.queues.chat(supervisors.id))
    return group is not None and await context.tools.members.is_member(group.chat_id, user_id)


async def is_administrator(context: Context, chat_id: int, user_id: int) -> bool:
    """Return whether this person is an administrator of the group, by the id that the group has now."""
    present = await context.tools.database.read(lambda tx: tx.queues.present_chat(chat_id))
    return await context.tools.members.is_administrator(present, user_id)


async def administrates(context: Context, message: Message) -> bool:
    """Return whether an administrator of the group writes, be it in the group's name."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat_id
    return message.from_user is not None and await is_administrator(context, message.chat_id, message.from_user.id)


def staff_of(user: User) -> Staff:
    """Return a member of the staff under their name, else their @username, else none: a deleted account has neither."""
    name = " ".join(part for part in (user.first_name, user.last_name) if part)
    return Staff(user.id, name if one_line(name) else f"@{user.username}" if user.username else "")
