"""The bot's reactions to messages.

Refusals: Client.cpp (``process_set_message_reaction_query``) and tdlib/td (``MessageReaction.cpp``).
"""

from typing import Any

from playground.access import Need, find_message, reach
from playground.arguments import Arguments
from playground.errors import bad_request
from playground.world import Playground

EMOJIS = frozenset(  # https://core.telegram.org/bots/api#reactiontypeemoji
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤\ufe0f\u200d🔥", "👨\u200d💻", "🤷\u200d♂\ufe0f", "🤷\u200d♀\ufe0f"}
_KINDS = frozenset({"emoji", "custom_emoji", "paid"})


async def set_message_reaction(world: Playground, args: Arguments) -> bool:
    """React to a message with one emoji, in place of the one before; with none to take that away."""
    emojis = _emojis(args.document("reaction") or [])
    chat = reach(world, args.text("chat_id"), Need.WRITE)
    stored = find_message(world, chat, args.integer("message_id"), "message to react")
    if len(emojis) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if stored.service or not EMOJIS.issuperset(emojis):
        raise bad_request("REACTION_INVALID")
    world.limits.spend(chat, edit=True)
    world.react(stored, "".join(emojis))
    return True


def _emojis(reactions: Any) -> list[str]:
    """Return the emojis of reactions; paid and custom ones are none that this bot may use."""
    if not isinstance(reactions, list):
        raise bad_request("Expected an Array of ReactionType")
    for each in reactions:
        if not isinstance(each, dict) or str(each.get("type")) not in _KINDS:
            raise bad_request("Can't parse reaction type: Invalid reaction type specified")
    return [str(each.get("emoji", "")) for each in reactions]
