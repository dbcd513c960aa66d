"""The handler of what staff change in replies that they sent."""

from telegram import Message, Update

from domain.errors import Refused
from domain.reporting.incoming_message import IncomingMessage
from domain.tickets.staff import Prompt
from handlers.context import Context
from handlers.staff.contents import not_taken, with_photo
from handlers.staff.groups import refuse_in_group
from handlers.staff.replies import reply
from handlers.staff.standing import is_staff, staff_of, with_standing
from services.ports.transaction import Transaction
from services.tickets import prompting, rewording, ticket_actions
from services.tickets.ticket_actions import Staff


async def take_edit(update: Update, context: Context) -> None:
    """Hear an edited reply; one that brought about nothing before is as if sent now."""
    message = update.effective_message
    if message is None:
        return
    prompt = await _prompt_of(context, message)
    if prompt is None:
        await reply(update, context)
        return
    writer = None if message.sender_chat is not None else message.from_user
    if writer is not None and not await is_staff(context, message.chat_id, writer.id):
        return
    try:
        refused = not_taken(message)
        said = IncomingMessage(message.message_id, (message.text or message.caption or "").strip())
        incoming = await with_photo(context, message, said) if refused is None else said

        async def work(tx: Transaction, staff: Staff) -> None:
            current = await tx.queues.prompt(prompt.id)
            if current is not None and prompting.awaits_words(current):
                await ticket_actions.answer_prompt(tx, context.deps, staff, current, incoming)
            elif current is not None:
                await rewording.hear(tx, context.deps, current, incoming, refused)

        staff = Staff(prompt.user_id, prompt.user_name) if writer is None else staff_of(writer)
        await with_standing(context, staff, lambda staff: context.transact(lambda tx: work(tx, staff)))
    except Refused as error:
        await refuse_in_group(context, message, error)


async def _prompt_of(context: Context, message: Message) -> Prompt | None:
    async def look(tx: Transaction) -> Prompt | None:
        heard = await tx.heard.of(message.chat_id, message.message_id)
        return await tx.queues.prompt(heard.prompt_id) if heard is not None and heard.prompt_id is not None else None

    return await context.tools.database.read(look)
