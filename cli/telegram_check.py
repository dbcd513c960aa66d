"""Checks against Telegram: whether it knows the token, and whether the bot is in the queues' groups."""

from collections.abc import Iterable

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from domain.district.problems import InFile, Problem
from domain.district.routing import Queue
from files.config import Telegram

_QUEUES_FILE = "queues.toml"


async def ask_telegram(settings: Telegram, token: str, config_file: str, queues: Iterable[Queue]) -> list[Problem]:
    """Return the problems with the token and with each queue's group; only one if Telegram cannot be reached."""
    request = HTTPXRequest(proxy=settings.proxy)
    root = settings.base_url
    bot = Bot(token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot", request=request)
    try:
        async with request:
            return await _look_up(bot, queues)
    except InvalidToken as error:
        return [Problem("telegram_refused", config_file, InFile(key="telegram.token_file"), {"reason": error.message})]
    except TelegramError as error:
        return [
            Problem("telegram_unreachable", config_file, InFile(key="telegram.base_url"), {"reason": error.message})
        ]


async def _look_up(bot: Bot, queues: Iterable[Queue]) -> list[Problem]:
    await bot.get_me()
    problems = []
    for queue in queues:
        if queue.chat_id is None:
            continue
        try:
            await bot.get_chat(queue.chat_id)
        except (BadRequest, Forbidden) as error:
            details = {"queue": queue.id, "chat": str(queue.chat_id), "reason": error.message}
            problems.append(Problem("chat_unreachable", _QUEUES_FILE, InFile(key="chat_id"), details))
    return problems
