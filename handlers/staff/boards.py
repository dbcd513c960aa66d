"""The board of a group: it is sent again below on command, and Telegram's word of its pin is taken away."""

from telegram import Update

from domain.tickets.boards import Place
from domain.tickets.lookups import NoQueueHere
from handlers.command import Scope, command
from handlers.context import Context
from handlers.staff.groups import topic_of
from services.outgoing import removal
from services.ports.transaction import Transaction
from services.tickets import boards, groups


@command("board", Scope.GROUPS)
async def bring_down(update: Update, context: Context) -> None:
    """Send the board of this chat or topic again at the bottom."""
    message = update.effective_message
    if message is None:
        return
    here = Place(message.chat_id, topic_of(message))

    async def work(tx: Transaction) -> None:
        if not await boards.bring_down(tx, context.deps, here, message.message_id):
            notice = NoQueueHere(reply_to=message.message_id)
            await groups.tell(tx, context.deps, here.chat_id, here.thread_id, notice, silent=True)

    await context.transact(work)


async def pinned(update: Update, context: Context) -> None:
    """Delete the service message of a pin of our own."""
    message = update.effective_message
    if message is None or message.from_user is None or message.from_user.id != context.bot.id:
        return
    goes = removal(message.chat_id, message.message_id, context.deps.clock.now())
    await context.transact(lambda tx: tx.outbox.put(goes))
