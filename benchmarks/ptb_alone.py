"""python-telegram-bot by itself, the baseline: one handler that does nothing, or commits once, durably."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot, TypeHandler
from telegram.request import BaseRequest

from benchmarks.stub_telegram import TOKEN

App = Application[Any, Any, Any, Any, Any, Any]


class Journal:
    """A table with a row and a commit for each update; a commit shared by several would not be one for each."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()

    async def note(self, update: Update) -> None:
        """Commit this update; it is on disk when this returns."""
        async with self._turn:
            await self._connection.execute("insert into seen (update_id) values (?)", (update.update_id,))
            await self._connection.commit()


@asynccontextmanager
async def open_journal(path: Path) -> AsyncIterator[Journal]:
    """Open a database as durable as the bot's."""
    async with aiosqlite.connect(path) as connection:
        await connection.execute("pragma journal_mode = wal")
        await connection.execute("pragma synchronous = full")
        await connection.execute("create table if not exists seen (update_id integer)")
        yield Journal(connection)


@asynccontextmanager
async def application(request: BaseRequest, path: Path | None) -> AsyncIterator[App]:
    """An application with one handler for everything; it commits where there is a path."""
    async with AsyncExitStack() as stack:
        journal = await stack.enter_async_context(open_journal(path)) if path else None

        async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
            if journal is not None:
                await journal.note(update)

        made = ApplicationBuilder().bot(ExtBot(TOKEN, request=request)).updater(None).job_queue(None).build()
        made.add_handler(TypeHandler(Update, handle))
        await made.initialize()
        try:
            yield made
        finally:
            await made.shutdown()


async def process(application: App, updates: Sequence[dict[str, Any]], at_once: int) -> None:
    """Process updates, so many at once."""
    waiting = iter(updates)
    await asyncio.gather(*(_process_in_turn(application, waiting) for _ in range(at_once)))


async def _process_in_turn(application: App, waiting: Iterator[dict[str, Any]]) -> None:
    for update in waiting:
        await application.process_update(Update.de_json(update, application.bot))
