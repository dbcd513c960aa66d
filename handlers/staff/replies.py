"""Replies in a queue's group: the answer to a question, or words and photos for a ticket."""

from dataclasses import dataclass

from telegram import Message, Update

from domain.errors import Nameless, Refused
from domain.messages import Notice
from domain.reporting.incoming_message import IncomingMessage
from domain.reporting.photos import Photo
from domain.tickets.messages import FileNotTaken, MediaNotTaken
from domain.tickets.staff import NAMELESS, Prompt
from handlers.context import Context
from handlers.ours import our_words
from handlers.riders.arrivals import fetch_photo, is_image
from handlers.staff import answers
from handlers.staff.groups import answer_in_group, refuse_in_group
from handlers.staff.standing import is_administrator, is_staff, staff_of, with_standing
from services.outgoing import asked_of_key, prompt_of_key
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.reporting.photos import as_row
from services.tickets import copies, prompting, ticket_actions
from services.tickets.ticket_actions import Staff


@dataclass(frozen=True, slots=True)
class _Replied:
    """Our message that somebody answered, and the question that it puts if it asks for words."""

    message: LiveMessage
    question: Prompt | None


async def reply(update: Update, context: Context) -> None:
    """Handle a reply to one of our messages; what can't be taken is answered, and nothing is passed over in silence."""
    message = update.effective_message
    if message is None or message.is_automatic_forward:
        return
    replied = await _replied(context, message)
    if replied is None:
        return
    asked = asked_of_key(replied.message.key)
    if asked is not None:
        await answers.answer(context, message, asked)
    if replied.message.report_id is None:
        return
    try:
        staff = await _writer(context, message, replied.question)
        if staff is not None:
            await _take(context, message, replied, staff)
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _replied(context: Context, message: Message) -> _Replied | None:
    replied = message.reply_to_message
    if replied is None:
        return None
    message_id, words = replied.message_id, our_words(replied, context.bot.id)
    asker = 0 if replied.photo or replied.reply_markup or message.from_user is None else message.from_user.id

    async def look(tx: Transaction) -> _Replied | None:
        ours = await copies.message_of(tx, context.deps, message.chat_id, message_id, words)
        if ours is None:
            return None
        if await tx.messages.at(message.chat_id, message_id) is None:
            return _Replied(ours, await prompting.newest(tx, message.chat_id, asker, ours.report_id))
        prompt_id = prompt_of_key(ours.key)
        prompt = await tx.queues.prompt(prompt_id) if prompt_id is not None else None
        return _Replied(ours, prompt if prompt is not None and prompt.action != prompting.REPLY else None)

    return await context.tools.database.read(look)


async def _writer(context: Context, message: Message, question: Prompt | None) -> Staff | None:
    """Return who writes; None for somebody who is not in the group.

    An administrator who writes as the group answers a question as the one who pressed for it. Other words of the group
    or of a channel are nobody's, until somebody presses what they are meant for.

    Raises:
        Nameless: A question was answered by nobody's words.
    """
    sender = message.sender_chat
    if sender is None:
        user = message.from_user
        return staff_of(user) if user is not None and await is_staff(context, message.chat_id, user.id) else None
    if question is None:
        return Staff(NAMELESS, "")
    if sender.id == message.chat_id and await is_administrator(context, message.chat_id, question.user_id):
        return Staff(question.user_id, question.user_name)
    raise Nameless


async def _take(context: Context, message: Message, replied: _Replied, staff: Staff) -> None:
    """Take the words and the photo of a reply; a reply that brings anything else is not taken at all."""
    refused = not_taken(message)
    if refused is not None:
        await answer_in_group(context, message, refused)
        return
    text = (message.text or message.caption or "").strip()
    photo, album = await photo_of(context, message), message.media_group_id or ""
    incoming = IncomingMessage(message.message_id, text, photo=photo, album=album)

    async def work(tx: Transaction, staff: Staff) -> None:
        if replied.question is not None:
            await ticket_actions.answer_prompt(tx, context.deps, staff, replied.question, incoming)
        else:
            await ticket_actions.reply_to_card(tx, context.deps, staff, replied.message, incoming)

    await with_standing(context, staff, lambda staff: context.transact(lambda tx: work(tx, staff)))


def not_taken(message: Message) -> Notice | None:
    """Return what to say of a message that is neither words nor a photo; None for one that is."""
    if message.document is not None and not is_image(message.document):
        return FileNotTaken(reply_to=message.message_id)
    if message.text or message.photo or (message.document and not message.animation):
        return None
    return MediaNotTaken(reply_to=message.message_id)


async def photo_of(context: Context, message: Message) -> Photo | None:
    """Return the stored photo of a staff member's message, compressed or as a file."""
    document = message.document
    if message.photo:
        taken = await fetch_photo(context, message.photo[-1].file_id)
        return as_row(context.deps, taken, message.message_id, message.photo[-1].file_id)
    if document is not None:
        return as_row(context.deps, await fetch_photo(context, document.file_id), message.message_id, None)
    return None
