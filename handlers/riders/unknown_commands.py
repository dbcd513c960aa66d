"""What is written like a command and is none: the nearest one is named, else those that people use most."""

import re
from difflib import get_close_matches
from typing import Final

from telegram import Message, Update
from telegram.ext import filters

from domain.district.district import LANGUAGES
from domain.people.messages import HowTo, UnknownCommand
from domain.tickets.group_commands import GROUP_COMMANDS, belongs, meant
from domain.tickets.messages import StrayCommand
from handlers.command import COMMANDS, Scope
from handlers.context import Context
from handlers.riders.arrivals import message_of, refuse, take_words, words_of
from texts.base.wording import words_of as wording_of

_WRITTEN: Final = re.compile(r"[/／、]\s?(\w{1,32})(?:@\w{1,32})?\s*")
"""A command as phones write it: also with the sign that a Chinese keyboard puts in the slash's place."""

_OF_GROUPS: Final = re.compile(rf"/({'|'.join(GROUP_COMMANDS)})(?:_[0-9]+)*\b", re.ASCII | re.IGNORECASE)

_ALIKE: Final = 0.66
"""How alike a name must be, as `difflib` measures: one slip in six letters is 0.83, in three 0.67."""

_NAMED_BY: Final = 2
"""So many letters of another script are enough to find a command by what its menu says."""


class NearACommand(filters.MessageFilter):
    """Matches a text that Telegram takes for no command, though it is one but for its script or its sign."""

    def filter(self, message: Message) -> bool:
        """See the library's base class."""
        text = message.text or ""
        return (_nearest(text) or _of_groups(text, message.get_bot().username)) != ""


async def answer_unknown(update: Update, context: Context) -> None:
    """Name the nearest command, or the usual ones; words behind an unknown command are read as if they stood alone.

    Of a command of groups it is said in which it belongs.
    """
    message = message_of(update)
    text = message.text or ""
    written, name = _WRITTEN.fullmatch(text), _of_groups(text, context.bot.username)
    if name:
        await refuse(context, message, StrayCommand(name, belongs(name).value, reply_to=message.message_id))
    elif written is None and words_of(message):
        await take_words(update, context)
    elif written is not None and context.deps.danger.find(written[1]) is not None:
        await refuse(context, message, HowTo())  # it begins with whom to call
    else:
        await refuse(context, message, UnknownCommand(_nearest(text), reply_to=message.message_id))


def _of_groups(text: str, bot: str) -> str:
    """Return the name of the groups' command that a text is, "" if it is none or riders have one of this name."""
    marked, written = _OF_GROUPS.match(text), meant(text, bot)
    name = marked[1].lower() if marked is not None else written[0] if written is not None else ""
    return "" if (Scope.RIDERS, name) in COMMANDS else name


def _nearest(text: str) -> str:
    """Return the name of the riders' command that a text comes nearest to, "" if it is like none."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return ""
    said = written[1].lower()
    names = [name for scope, name in COMMANDS if scope is Scope.RIDERS]
    if said.isascii():
        return next(iter(get_close_matches(said, names, 1, _ALIKE)), "")
    return next((name for name in names if len(said) >= _NAMED_BY and said in _described(name)), "")


def _described(name: str) -> str:
    """Return what Telegram's menus say of a command, in every language."""
    return "\n".join(wording_of(language).plain(f"command.{name}") for language in LANGUAGES)
