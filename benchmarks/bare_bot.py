"""The smallest bot of python-telegram-bot, as a process: ``python -m benchmarks.bare_bot BASE_URL TOKEN [DATABASE]``.

It answers a file with a message that has a button, and a press by editing that message; each update is committed
before, where a database is named.
"""

import asyncio
import signal
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from benchmarks.ptb_alone import App, Journal, open_journal

_AT_ONCE = 64


async def _run(base_url: str, token: str, database: Path | None) -> None:
    async with AsyncExitStack() as stack:
        journal = await stack.enter_async_context(open_journal(database)) if database else None
        builder = ApplicationBuilder().token(token).base_url(f"{base_url}/bot").base_file_url(f"{base_url}/file/bot")
        application = builder.concurrent_updates(_AT_ONCE).connection_pool_size(_AT_ONCE).build()
        _install(application, journal)
        await stack.enter_async_context(application)
        await application.start()
        assert application.updater is not None  # noqa: S101  the builder makes one
        await application.updater.start_polling()
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        await stopped.wait()
        await application.updater.stop()
        await application.stop()


def _install(application: App, journal: Journal | None) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("提交", callback_data="s:1:")]])

    async def answer_file(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if journal is not None:
            await journal.note(update)
        if update.effective_message is not None:
            await update.effective_message.reply_text("收到", reply_markup=markup)

    async def answer_press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if journal is not None:
            await journal.note(update)
        if update.callback_query is not None:
            await update.callback_query.answer()
            await update.callback_query.edit_message_text("已提交 DC-2611-0001")

    application.add_handler(MessageHandler(filters.Document.ALL, answer_file))
    application.add_handler(CallbackQueryHandler(answer_press))


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], sys.argv[2], Path(sys.argv[3]) if len(sys.argv) > 3 else None))  # noqa: PLR2004  the third is optional
