"""Replies in a queue's group: the answer to a question, or words and photos for a ticket."""

from dataclasses import dataclass

from telegram import Message, Update

from domain.errors import Nameless, Refused
from domain.tickets.staff import NAMELESS, Prompt, PromptStage
from handlers.context import Context
from handlers.ours import our_words
from handlers.staff import answers, appeals, contents, holding, missing, wishing
from handlers.staff.groups import answer_in_group, refuse_in_group
from handlers.staff.standing import is_administrator, is_staff, staff_of, with_standing
from handlers.staff.unreplied import is_unreplied, take_photo
from services.outgoing import asked_of_key, prompt_of_key, sighting_of_key
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.programme import appeal_staff, missing_asking
from services.programme.holding_door import question_of_key
from services.rider_keys import appeal_in_group
from services.tickets import choosing_queues, copies, prompting, proof, proving, ticket_actions
from services.tickets.choosing_queues import FIND_QUEUE
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
    if contents.shows_photo(message) and is_unreplied(message):
        await take_photo(context, message)
        return
    replied = await _replied(context, message)
    if replied is None:
        return
    await _answer_by_key(context, message, replied.message.key)
    if replied.message.report_id is None:
        return
    try:
        staff = await _writer(context, message, replied.question)
        if staff is not None:
            await _take(context, message, replied, staff)
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _answer_by_key(context: Context, message: Message, key: str) -> None:
    """Take the answer to what its key tells: a rider's question or sighting, or a question below a programme's card."""
    asked, seen, held = asked_of_key(key), sighting_of_key(key), question_of_key(key)
    appeal = appeal_staff.question_of_key(key) or appeal_in_group(key)
    if appeal is not None:
        await appeals.reply(context, message, appeal)
    if seen is not None:
        await answers.answer_sighting(context, message, seen)
    if asked is not None:
        await answers.answer(context, message, asked)
    if held is not None:
        await holding.answer(context, message, held)
    sought = missing_asking.question_of_key(key)
    if sought is not None:
        await missing.answer(context, message, sought)
    await wishing.answer(context, message, key)


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
        return _Replied(ours, prompt if prompt is not None and _may_answer(prompt, message) else None)

    return await context.tools.database.read(look)


def _may_answer(prompt: Prompt, message: Message) -> bool:
    """Return whether a message can answer a question: to one about a doubtful proof that is another photo."""
    if prompt.action == proof.PROOF and prompt.stage is PromptStage.OPEN:
        return contents.shows_photo(message)
    return prompt.action not in prompting.BY_KEY


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
    """Take what a reply says and shows; a reply that brings anything else is not taken at all."""
    question = replied.question
    is_place = contents.asks_place(question) and bool(message.text or message.location or message.venue)
    refused = None if is_place else contents.not_taken(message) or contents.no_answer(message, question)
    if refused is not None:
        await answer_in_group(context, message, refused)
        return
    incoming = await (contents.read_place if is_place else contents.read)(context, message)

    async def work(tx: Transaction, staff: Staff) -> None:
        if question is None:
            await ticket_actions.reply_to_card(tx, context.deps, staff, replied.message, incoming)
        elif question.action == FIND_QUEUE:
            await choosing_queues.answer(tx, context.deps, staff, question, incoming)
        elif question.action == proof.PROOF:
            await proving.send_another(tx, context.deps, staff, question, incoming)
        elif question.stage is PromptStage.EXPIRED:
            late_for = question.action if question.user_id == staff.user_id else ""
            await ticket_actions.reply_to_card(tx, context.deps, staff, replied.message, incoming, late_for)
        else:
            await ticket_actions.answer_prompt(tx, context.deps, staff, question, incoming)

    await with_standing(context, staff, lambda staff: context.transact(lambda tx: work(tx, staff)))
