"""Who somebody in a queue's group is: a member of its staff, and under which name."""

from telegram import ChatMember, ChatMemberRestricted, User
from telegram.constants import ChatMemberStatus

from handlers.context import Context
from services.tickets.ticket_actions import Staff
from texts.base.inert import one_line

_INSIDE = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER})


def is_inside(member: ChatMember) -> bool:
    """Return whether this person is in the group and may speak there; who was muted acts for nobody."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status in _INSIDE


async def is_staff(context: Context, chat_id: int, user_id: int) -> bool:
    """Return whether this person is in the group now, by the id that the group has now."""
    present = await context.tools.database.read(lambda tx: tx.queues.present_chat(chat_id))
    return await context.tools.members.is_member(present, user_id)


async def is_administrator(context: Context, chat_id: int, user_id: int) -> bool:
    """Return whether this person is an administrator of the group, by the id that the group has now."""
    present = await context.tools.database.read(lambda tx: tx.queues.present_chat(chat_id))
    return await context.tools.members.is_administrator(present, user_id)


def staff_of(user: User) -> Staff:
    """Return a member of the staff under their name, else their @username, else none: a deleted account has neither."""
    name = " ".join(part for part in (user.first_name, user.last_name) if part)
    return Staff(user.id, name if one_line(name) else f"@{user.username}" if user.username else "")
