"""Calls of the Bot API with plain parameters, past the library's objects: one in the report's way costs a third."""

from collections.abc import Mapping
from typing import Any

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
