"""Downloads of files that people sent: whole, in time, and tried again unless Telegram's refusal is final."""

import asyncio
from typing import Final

from telegram.error import NetworkError, RetryAfter, TelegramError

from domain.errors import PhotoRefused
from handlers.context import CLAIM, Context
from handlers.final import final_refusal

_SECONDS: Final = 30
_MOST_SECONDS: Final = 120
"""For one try: the first soon makes room for others, later ones give a slow line time."""


async def download(context: Context, file_id: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        PhotoRefused: Telegram does not have it, or it is too large.
        TelegramError, TimeoutError: It is not to be had now.
    """
    async with asyncio.timeout(min(_MOST_SECONDS, _SECONDS * (1 + CLAIM.get().item.attempts))):
        try:
            file = await context.bot.get_file(file_id)
        except TelegramError as error:
            refused = final_refusal("getFile", error)
            if refused is None:
                raise _passing(error) from error
            raise PhotoRefused(refused) from error
        try:
            data = bytes(await file.download_as_bytearray())
        except TelegramError as error:
            raise _passing(error) from error
    if len(data) < (file.file_size or 0):
        raise NetworkError(f"{len(data)} of {file.file_size} bytes came")
    return data


def _passing(error: TelegramError) -> TelegramError:
    """Return an error that is tried again by time.

    The library takes a 404, which here means that the file's address has expired, for a wrong token.
    """
    return error if isinstance(error, RetryAfter) else NetworkError(f"{type(error).__name__}: {error.message}")
