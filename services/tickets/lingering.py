"""What still stands in a group that the bot comes back to, though it is moot or stands elsewhere by now."""

from domain.reporting.reports import Report
from domain.tickets.boards import is_board_key
from domain.tickets.reminders import GATHERED, Place
from services.deps import Deps
from services.outgoing import list_of_key, looked_up_in, minute_of_beside, nudge_key, queue_of_ticket_key, removal
from services.ports.live_messages import LiveMessage
from services.ports.reminders import Page
from services.ports.transaction import Transaction
from services.tickets import reminder_lists
from services.tickets.lateness import concerns_supervisors
from services.tickets.standing_in import acts_in


async def clear(tx: Transaction, deps: Deps, chat_id: int, *, others_work_here: bool = False) -> None:
    """Withdraw what is moot in a group or stands elsewhere by now, and draw its lists as they are.

    What was asked for goes with its own timer where `others_work_here`, who may be reading it.
    """
    for message in await tx.messages.lingering(chat_id):
        listed = list_of_key(message.key)
        report = await tx.reports.get(message.report_id) if message.report_id is not None else None
        if looked_up_in(message.key) is not None or minute_of_beside(message.key) is not None:
            if not others_work_here:
                await tx.outbox.put(removal(chat_id, message.message_id, erases=True))
        elif listed is not None:
            await _draw(tx, deps, message, Page(*listed))
        elif report is None or not message.live or not await _reminds(tx, deps, message, report):
            over = str(report.number) if report is not None else ""
            is_card = is_board_key(message.key) if report is None else _is_card(message, report)
            await tx.outbox.put(removal(chat_id, message.message_id, erases=True, over=over, replaced=is_card))


def _is_card(message: LiveMessage, report: Report) -> bool:
    return queue_of_ticket_key(message.key, report.id) is not None


async def _draw(tx: Transaction, deps: Deps, message: LiveMessage, page: Page) -> None:
    if await tx.queues.of_chat(message.chat_id):
        await reminder_lists.draw(tx, deps, page)
    else:
        await reminder_lists.take_away(tx, message.key)


async def _reminds(tx: Transaction, deps: Deps, message: LiveMessage, report: Report) -> bool:
    if message.key != nudge_key(report.id):
        return concerns_supervisors(report, deps.clock.now())
    if not await acts_in(tx, deps, report.queue, message.chat_id):
        return False
    reminders = await tx.reminders.of_report(report.id)
    return any(each.place is Place.QUEUE and (not each.batch or each.page == GATHERED) for each in reminders)
