"""Asking for patience: a press that has to wait for us is answered at once, as its key shows a clock until then."""

import asyncio
import json
from collections.abc import Iterable
from typing import Any, Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.answers import UNREADABLE
from services.deps import Deps
from services.people.riders import language_of
from services.ports.inbox import InboxItem
from texts.base.locale import Locale
from texts.reporting.refusals import patience

log = structlog.get_logger()
_WITHIN_S: Final = 5.0


async def ask_patience(bot: Bot, deps: Deps, items: Iterable[InboxItem]) -> None:
    """Answer the presses among these updates: each will be carried out later. Never raises."""
    await asyncio.gather(*(_answer(bot, deps, query) for item in items if (query := _press(item)) is not None))


def _press(item: InboxItem) -> dict[str, Any] | None:
    """Return the press of an update, or None."""
    try:
        query = json.loads(item.payload).get("callback_query")
    except ValueError:
        return None
    return query if isinstance(query, dict) and isinstance(query.get("id"), str) else None


async def _answer(bot: Bot, deps: Deps, query: dict[str, Any]) -> None:
    sender = query.get("from")
    code = sender.get("language_code") if isinstance(sender, dict) else None
    language = language_of(code if isinstance(code, str) else None) or deps.district.default_language
    try:
        async with asyncio.timeout(_WITHIN_S):
            await bot.answer_callback_query(query["id"], patience(Locale.of(deps, language)), show_alert=True)
    except (TelegramError, TimeoutError, *UNREADABLE) as error:
        log.info("press_not_answered", error=str(error))
