"""The menus of commands that Telegram shows, per scope and language."""

import asyncio
from collections.abc import Sequence

import structlog
from telegram import Bot, BotCommand, BotCommandScope
from telegram.error import TelegramError

from bot.answers import UNREADABLE
from domain.district.district import LANGUAGES
from domain.tickets.group_commands import GroupKind, offered
from handlers.command import COMMANDS, Scope
from texts.base.wording import words_of

log = structlog.get_logger()


async def offer_commands(bot: Bot) -> None:
    """Set the commands of each scope and language; a refusal by Telegram is only logged."""
    try:
        await asyncio.gather(*(_set_commands(bot, scope, lang) for scope in Scope for lang in (*LANGUAGES, None)))
    except (TelegramError, *UNREADABLE) as error:
        log.warning("commands_not_set", error=str(error))


async def _set_commands(bot: Bot, scope: Scope, language: str | None) -> None:
    """Set the commands of a scope; without a language, those for everybody else, in English."""
    words = words_of(language or "en")
    commands = [BotCommand(name, words.plain(f"command.{name}")) for name in _named(scope)]
    await bot.set_my_commands(commands, scope=BotCommandScope(scope.value), language_code=language)


def _named(scope: Scope) -> Sequence[str]:
    """Return the commands of a scope; groups in which a queue works have menus of their own."""
    if scope is Scope.RIDERS:
        return [each.name for each in COMMANDS.values() if each.scope is scope]
    return offered({GroupKind.UNLINKED}, to_administrators=scope is Scope.ADMINISTRATORS)
