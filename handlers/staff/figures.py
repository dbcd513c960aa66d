"""The figures of a group's queues."""

from telegram import Update

from domain.week.messages import FiguresShown, PeriodUnknown
from handlers.command import Scope, command
from handlers.context import Context
from handlers.riders.arrivals import message_of, words_of
from handlers.staff.groups import answer_in_group
from handlers.staff.lookups import asker_of
from services.week import figures


@command("figures", Scope.GROUPS, looks=True)
async def show_figures(update: Update, context: Context) -> None:
    """Show the figures of the running week, or of the period that stands behind the command."""
    message = message_of(update)
    asker, period = asker_of(message), figures.period_in(context.deps, words_of(message))
    if period is None:
        await answer_in_group(context, message, PeriodUnknown(reply_to=message.message_id), silent=True)
        return
    shown = FiguresShown(
        period=str(period),
        chat_id=asker.chat_id,
        thread_id=asker.thread_id,
        by=asker.user_id,
        reply_to=asker.message_id,
    )
    await answer_in_group(context, message, shown, silent=True)
