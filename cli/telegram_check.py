"""Checks against Telegram: whether it knows the token, and whether the queues' groups are fit for their work."""

from collections.abc import Iterable, Mapping
from typing import Final

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from domain.district.problems import InFile, Problem
from domain.district.routing import Queue
from domain.tickets.fitness import Lack
from files.config import Telegram
from handlers.staff.standing import lacks_of

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
        at = {"queue": queue.id, "chat": str(queue.chat_id)}
        try:
            chat = await bot.get_chat(queue.chat_id)
            lacks = lacks_of(chat.username, await bot.get_chat_member(queue.chat_id, bot.id))
        except (BadRequest, Forbidden) as error:
            problems.append(_problem("chat_unreachable", {**at, "reason": error.message}))
        else:
            problems.extend(_problem(_LACKING[lack], at) for lack in lacks)
    return problems


def _problem(code: str, details: Mapping[str, str]) -> Problem:
    return Problem(code, _QUEUES_FILE, InFile(key="chat_id"), details)


_LACKING: Final = {
    Lack.PRIVACY: "chat_privacy",
    Lack.ADMINISTRATOR: "chat_administrator",
    Lack.DELETE: "chat_delete",
    Lack.PIN: "chat_pin",
}
