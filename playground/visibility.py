"""Which messages of people reach the bot.

https://core.telegram.org/bots/features#privacy-mode: with privacy mode on, a bot in a group sees commands
for it, replies to it and service messages; an administrator sees everything.
"""

import re
from typing import Any

from playground.chats import PRESENT
from playground.messages import Stored
from playground.world import Playground

JSON = dict[str, Any]

_COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@(?P<bot>[A-Za-z0-9_]+))?")


def hand_over(world: Playground, kind: str, stored: Stored) -> None:
    """Queue a message as an update if the bot may see it."""
    if _sees(world, stored):
        world.updates.add(kind, stored.message)


def _sees(world: Playground, stored: Stored) -> bool:
    chat = stored.chat
    if chat.private:
        return True
    status = chat.status(world.bot.id)
    if status not in PRESENT:
        return False
    return stored.service or status == "administrator" or _addressed(world, stored.message)


def _addressed(world: Playground, message: JSON) -> bool:
    if _is_command(world, message):
        return True
    replied = message.get("reply_to_message", {})
    return replied.get("from", {}).get("id") == world.bot.id or _is_command(world, replied)


def _is_command(world: Playground, message: JSON) -> bool:
    match = _COMMAND.match(message.get("text", ""))
    return match is not None and (match["bot"] or world.bot.username).lower() == world.bot.username.lower()
