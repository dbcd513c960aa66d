"""The menus of commands that Telegram shows, per scope and language."""

import asyncio

import structlog
from telegram import Bot, BotCommand, BotCommandScope
from telegram.error import TelegramError

from bot.answers import UNREADABLE
from domain.district.district import LANGUAGES
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
    named = [each.name for each in COMMANDS.values() if scope in _MENUS[each.scope]]
    offered = [BotCommand(name, words.plain(f"command.{name}")) for name in named]
    if offered:
        await bot.set_my_commands(offered, scope=BotCommandScope(scope.value), language_code=language)


_MENUS = {
    Scope.RIDERS: {Scope.RIDERS},
    Scope.GROUPS: {Scope.GROUPS, Scope.ADMINISTRATORS},
    Scope.ADMINISTRATORS: {Scope.ADMINISTRATORS},
}
"""Which menus offer the commands of a scope: Telegram shows an administrator theirs in place of the group's."""
