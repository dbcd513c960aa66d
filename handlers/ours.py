"""The words of the bot's own messages, by which one is known that was sent twice and recorded once."""

from telegram import MaybeInaccessibleMessage, Message


def our_words(message: MaybeInaccessibleMessage, bot_id: int) -> str:
    """Return the text or caption of a message of the bot's own; "" for others and for what can't be read any more."""
    if not isinstance(message, Message) or message.from_user is None or message.from_user.id != bot_id:
        return ""
    return message.text or message.caption or ""
