"""The bot's username, which its links are made of; Telegram is asked for it."""

import asyncio
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from cli.printing import fail, print_mistakes
from cli.settings import Language
from domain.district.problems import BadValue, Problem
from files.config import Config
from files.config_file import read_token


def bot_name(settings: Config, config: Path, language: Language) -> str:
    """Return the bot's username without @; exit with 1 and a message if there is no token, or Telegram won't tell."""
    problems: list[Problem] = []
    token = read_token(settings, config.name, problems)
    if token is None:
        print_mistakes(problems, language, to_stderr=True)
        raise SystemExit(1)
    try:
        return asyncio.run(_asked(settings, token))
    except TelegramError as error:
        fail(BadValue("telegram_unreachable", reason=error.message), config.name, language)


async def _asked(settings: Config, token: str) -> str:
    request = HTTPXRequest(proxy=settings.telegram.proxy)
    async with request:
        return (await Bot(token, base_url=f"{settings.telegram.base_url}/bot", request=request).get_me()).username or ""
