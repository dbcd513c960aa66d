"""The handler of photos in a group that reply to nothing: most are the colleagues' own business."""

from telegram import Message

from domain.errors import Refused
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.staff import Prompt
from handlers.context import Context
from handlers.staff import contents
from handlers.staff.groups import refuse_in_group, topic_of
from handlers.staff.standing import is_staff, staff_of
from services.ports.transaction import Transaction
from services.tickets import unreplied


def is_unreplied(message: Message) -> bool:
    """Return whether a message replies to nothing; each in a forum topic replies to the topic itself."""
    replied = message.reply_to_message
    return replied is None or replied.forum_topic_created is not None


async def take_photo(context: Context, message: Message) -> None:
    """Take a photo for the question that waits for it, if it is who was asked that sends it; keep nothing otherwise."""
    user = message.from_user
    if user is None or message.sender_chat is not None or message.forward_origin is not None:
        return
    prompt = await _wanted(context, message, user.id)
    if prompt is None or not await is_staff(context, message.chat_id, user.id):
        await context.pass_over()
        return
    try:
        incoming = await contents.read(context, message)

        async def work(tx: Transaction) -> None:
            await unreplied.take(tx, context.deps, staff_of(user), prompt, incoming)

        await context.transact(work)
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _wanted(context: Context, message: Message, user_id: int) -> Prompt | None:
    sent_at = int(message.date.timestamp() * 1000)
    sent = IncomingMessage(message.message_id, album=message.media_group_id or "", sent_at=sent_at)

    async def look(tx: Transaction) -> Prompt | None:
        return await unreplied.wanted(tx, message.chat_id, topic_of(message), user_id, sent)

    return await context.tools.database.read(look)
