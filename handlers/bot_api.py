"""Calls of the Bot API with plain parameters and results, past the library's objects, which cost more than the call."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from telegram import Bot, InputFile
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

Files = Mapping[str, tuple[bytes, str]]
"""What is uploaded, bytes and name, by the name of its part; parameters name a part as `attach://PART`."""


async def call(
    bot: Bot,
    method: str,
    parameters: Mapping[str, object],
    files: Files | None = None,
    *,
    read_timeout: Any = BaseRequest.DEFAULT_NONE,
) -> Any:
    """Call a method of the Bot API and return its result as JSON; parameters that are None are left out.

    Raises:
        telegram.error.TelegramError: The same as those of the bot's own methods.
    """
    values = [RequestParameter(name, value, None) for name, value in parameters.items() if value is not None]
    if files:
        values += [RequestParameter(part, None, [InputFile(*each)]) for part, each in files.items()]
    url = f"{bot.base_url}/{method}"
    return await bot.request.post(url, RequestData(values), read_timeout=read_timeout)


async def fetch(bot: Bot, path: str, *, read_timeout: float) -> bytes:
    """Return the bytes behind the path that `getFile` gave.

    Raises:
        telegram.error.TelegramError: They are not to be had.
    """
    return await bot.request.retrieve(f"{bot.base_file_url}/{quote(path)}", read_timeout=read_timeout)
