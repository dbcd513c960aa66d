"""Keyboards of screens as the Bot API takes them."""

from bot.outgoing.uploads import JSON
from texts.base.screen import Button, Screen


def markup_of(screen: Screen) -> JSON | None:
    """Return what stands below a new message, or in place of the person's keyboard."""
    if screen.reply_key:
        key = {"text": screen.reply_key, "request_location": True}
        return {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}
    if screen.removes_key:
        return {"remove_keyboard": True}
    if screen.asks:
        return {"force_reply": True, "selective": True, "input_field_placeholder": screen.asks}
    return inline_keys(screen)


def inline_keys(screen: Screen) -> JSON | None:
    """Return the keys of a message, the only markup that an edit can bring."""
    if not screen.buttons:
        return None
    return {"inline_keyboard": [[_key(button) for button in row] for row in screen.buttons]}


def _key(button: Button) -> JSON:
    act = {"url": button.url} if button.url else {"callback_data": button.press}
    style = {"style": button.style.value} if button.style else {}
    return {"text": button.text, **act, **style}
