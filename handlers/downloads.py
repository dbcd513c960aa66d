"""Downloads of files that people sent: whole, in time, and tried again unless Telegram's refusal is final."""

import asyncio
from typing import Final

from telegram.error import NetworkError, RetryAfter, TelegramError

from domain.errors import PhotoRefused
from handlers.bot_api import call, fetch
from handlers.context import CLAIM, Context
from handlers.final import final_refusal
from services.ports.inbox import HOLD_MS, InboxItem

_FIRST_S: Final = 30.0
_LATER_S: Final = 120.0
_SILENCE_S: Final = 8.0
"""Without a byte."""


async def download(context: Context, file_id: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        PhotoRefused: Telegram does not have it, or it is too large.
        TelegramError, TimeoutError: It is not to be had now.
    """
    async with asyncio.timeout(_seconds(CLAIM.get().item, context.deps.clock.now())):
        try:
            file = await call(context.bot, "getFile", {"file_id": file_id}, read_timeout=_SILENCE_S)
        except TelegramError as error:
            refused = final_refusal("getFile", error)
            if refused is None:
                raise _passing(error) from error
            raise PhotoRefused(refused) from error
        try:
            data = await fetch(context.bot, file["file_path"], read_timeout=_SILENCE_S)
        except TelegramError as error:
            raise _passing(error) from error
    if len(data) < (size := file.get("file_size", 0)):
        raise NetworkError(f"{len(data)} of {size} bytes came")
    return data


def _seconds(item: InboxItem, now: int) -> float:
    """Return how long one try may take: while its chat waits for it, until the chat goes on; later, for a slow line."""
    if not item.failing_since:
        return _FIRST_S
    left = (item.failing_since + HOLD_MS - now) / 1000
    return left if left > 0 else _LATER_S


def _passing(error: TelegramError) -> TelegramError:
    """Return an error that is tried again by time.

    The library takes a 404, which here means that the file's address has expired, for a wrong token.
    """
    return error if isinstance(error, RetryAfter) else NetworkError(f"{type(error).__name__}: {error.message}")
