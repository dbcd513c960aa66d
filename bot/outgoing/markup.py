"""Keyboards of screens as the Bot API takes them."""

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from texts.base.screen import Screen

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


def markup_of(screen: Screen) -> Markup | None:
    """Return what stands below a new message, or in place of the person's keyboard."""
    if screen.reply_key:
        key = KeyboardButton(screen.reply_key, request_location=True)
        return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
    if screen.removes_key:
        return ReplyKeyboardRemove()
    if screen.asks:
        return ForceReply(selective=True, input_field_placeholder=screen.asks)
    return inline_keys(screen)


def inline_keys(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return the keys of a message, the only markup that an edit can bring."""
    if not screen.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.text, url=b.url or None, callback_data=b.press or None) for b in row]
            for row in screen.buttons
        ]
    )
