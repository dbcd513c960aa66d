"""Checks against Telegram: whether it knows the token, and whether the queues' groups are fit for their work."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final, TypeVar

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from domain.district.problems import InFile, Problem
from domain.district.routing import Queue
from domain.tickets.fitness import Lack
from files.config import Telegram
from handlers.staff.standing import lacks_of

T = TypeVar("T")
_QUEUES_FILE = "queues.toml"


async def ask_telegram(settings: Telegram, token: str, config_file: str, queues: Iterable[Queue]) -> list[Problem]:
    """Return the problems with the token and with each queue's group; only one if Telegram cannot be reached."""
    problems: list[Problem] = []
    found = await _asked(settings, token, config_file, problems, lambda bot: _look_up(bot, queues))
    return problems + (found or [])


async def bot_name(settings: Telegram, token: str, config_file: str, problems: list[Problem]) -> str | None:
    """Return the bot's username; None with a problem added if Telegram doesn't tell."""

    async def ask(bot: Bot) -> str:
        return (await bot.get_me()).username or ""

    return await _asked(settings, token, config_file, problems, ask)


async def _asked(
    settings: Telegram, token: str, config_file: str, problems: list[Problem], ask: Callable[[Bot], Awaitable[T]]
) -> T | None:
    """Return what Telegram answers; None with a problem added if it refuses the token or cannot be reached."""
    request, root = HTTPXRequest(proxy=settings.proxy), settings.base_url
    bot = Bot(token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot", request=request)
    try:
        async with request:
            return await ask(bot)
    except InvalidToken as error:
        code, key, reason = "telegram_refused", "telegram.token_file", error.message
    except TelegramError as error:
        code, key, reason = "telegram_unreachable", "telegram.base_url", error.message
    problems.append(Problem(code, config_file, InFile(key=key), {"reason": reason}))
    return None


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
