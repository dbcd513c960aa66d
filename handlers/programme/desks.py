"""Who stands at the desk of a queue: in a private chat that is asked for what only they may do."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Message, User

from domain.errors import Refused
from domain.people.riders import Rider
from domain.programme.desks import Desk
from domain.programme.errors import DeskNeeded
from handlers.context import Context
from handlers.riders.arrivals import met, refusal_notice, refuse
from handlers.staff.standing import staff_of
from services.outgoing import refusal_key
from services.ports.transaction import Transaction

T = TypeVar("T")


async def with_desk(context: Context, user: User, work: Callable[[Desk | None], Awaitable[T]]) -> T:
    """Do what this person asks for; where only who stands at a desk may, see whether they do, and do it as such.

    Raises:
        DeskNeeded: They are in no group of the queues.
    """
    try:
        return await work(None)
    except DeskNeeded as needed:
        desk = await _desk_of(context, user, needed.queues)
        if desk is None:
            raise
        return await work(desk)


async def answer_at_desk(
    context: Context, message: Message, work: Callable[[Transaction, Rider, Desk | None], Awaitable[None]]
) -> None:
    """Do what a message in a private chat asks for, by who stands at a desk where it needs that; or answer why not.

    Raises ClaimLost, as `handlers.context.Context.transact`.
    """
    user = message.from_user

    async def do(tx: Transaction, desk: Desk | None) -> None:
        await work(tx, await met(tx, context, message), desk)

    if user is None:
        return
    try:
        await with_desk(context, user, lambda desk: context.transact(lambda tx: do(tx, desk)))
    except Refused as error:
        await refuse(context, message, refusal_notice(error), refusal_key(error))


async def _desk_of(context: Context, user: User, queues: tuple[str, ...]) -> Desk | None:
    groups = await context.tools.database.read(lambda tx: tx.queues.chats())
    for group in (each for each in groups if each.queue in queues):
        if await context.tools.members.is_member(group.chat_id, user.id):
            return Desk(user.id, staff_of(user).name, group.queue)
    return None
