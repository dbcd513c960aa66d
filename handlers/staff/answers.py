"""Replies of staff to a rider: of the supervisors to what was asked, of who searches to a sighting; in words alone."""

from collections.abc import Awaitable, Callable

from telegram import Message

from domain.errors import Nameless, Refused
from domain.people.messages import AskedEditLate, AskedSent, AskedWordsOnly
from handlers.context import Context
from handlers.staff.groups import answer_in_group, refuse_in_group, topic_of
from handlers.staff.standing import is_staff
from services.people import talk
from services.ports.transaction import Transaction
from services.programme import sighting_views
from services.tickets import groups


async def answer(context: Context, message: Message, asked: tuple[int, int]) -> None:
    """Send a reply to the rider who asked, and say that it was sent; each is sent once, so an edited one is not."""

    async def send(tx: Transaction, words: str) -> bool:
        return await talk.answer_asked(tx, context.deps, asked, message.chat_id, message.message_id, words)

    await _send(context, message, send)


async def answer_sighting(context: Context, message: Message, sighting_id: int) -> None:
    """Send a reply to the rider who saw a missing person, as `answer`."""

    async def send(tx: Transaction, words: str) -> bool:
        place = message.chat_id, message.message_id
        return await sighting_views.answer_rider(tx, context.deps, sighting_id, *place, words)

    await _send(context, message, send)


async def _send(context: Context, message: Message, send: Callable[[Transaction, str], Awaitable[bool]]) -> None:
    if message.sender_chat is not None and message.sender_chat.id != message.chat_id:
        await refuse_in_group(context, message, Nameless())
        return
    if not await _may_answer(context, message):
        return
    words = (message.text or "").strip()
    if not words:
        await answer_in_group(context, message, AskedWordsOnly(reply_to=message.message_id))
        return

    async def work(tx: Transaction) -> None:
        sent = await send(tx, words)
        notice = AskedSent(reply_to=message.message_id) if sent else AskedEditLate(reply_to=message.message_id)
        await groups.tell(tx, context.deps, message.chat_id, topic_of(message), notice)

    try:
        await context.transact(work)
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _may_answer(context: Context, message: Message) -> bool:
    """Return whether the writer is in the group, or an administrator who writes in its name."""
    if message.sender_chat is not None:
        return True
    return message.from_user is not None and await is_staff(context, message.chat_id, message.from_user.id)
