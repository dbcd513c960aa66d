"""Reply markup: which keyboards a bot may send where.

Texts: Client.cpp ``get_reply_markup``, ``get_inline_keyboard_button``, ``get_keyboard_button``; tdlib/td
``ReplyMarkup.cpp``. BUTTON_DATA_INVALID and REPLY_MARKUP_TOO_LONG come from the servers behind it.
"""

from typing import Any

from playground.chats import Chat
from playground.errors import bad_request

JSON = dict[str, Any]

_MAX_DATA = 64
_MAX_BUTTONS = 100
_ACTIONS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game",
})  # fmt: skip
_STYLES = frozenset({"danger", "success", "primary"})
_PRIVATE_ONLY = {
    "request_location": "Location can be requested in private chats only",
    "request_contact": "Phone number can be requested in private chats only",
}


def check_markup(markup: Any, chat: Chat | None = None) -> JSON | None:
    """Return a reply markup that the servers accept; ``None`` where it is absent or empty.

    Raises:
        Refusal: 400 with the fault in it.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    if rows := _rows(markup, "inline_keyboard", "InlineKeyboardMarkup"):
        return {"inline_keyboard": [[_inline_button(button) for button in row] for row in rows]}
    if rows := _rows(markup, "keyboard", "ReplyKeyboardMarkup"):
        return {**markup, "keyboard": [[_reply_button(button, chat) for button in row] for row in rows]}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def check_inline(markup: Any) -> JSON | None:
    """Return an inline keyboard; other keyboards cannot be edited into a message."""
    checked = check_markup(markup)
    if checked and "inline_keyboard" not in checked:
        raise bad_request("Inline keyboard expected")
    return checked


def _rows(markup: JSON, field: str, kind: str) -> list[list[Any]]:
    rows = markup.get(field, [])
    if not isinstance(rows, list):
        raise bad_request(f'Field "{field}" of the {kind} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'Field "{field}" of the {kind} must be an Array of Arrays')
    if sum(len(row) for row in rows) > _MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _inline_button(button: Any) -> JSON:
    prefix = "Can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(prefix + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if text is None:
        raise bad_request(prefix + 'Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(prefix + 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    if not _ACTIONS & button.keys():
        raise bad_request(prefix + "Text buttons are unallowed in the inline keyboard")
    _check_style(button)
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= _MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _is_address(str(button["url"])):
        raise bad_request(f"Inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _reply_button(button: Any, chat: Chat | None) -> JSON:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("Can't parse keyboard button: KeyboardButton must be an Object")
    if not str(button.get("text", "")).strip():
        raise bad_request("Keyboard button text must be non-empty")
    _check_style(button)
    for field, refusal in _PRIVATE_ONLY.items():
        if button.get(field) and chat and not chat.private:
            raise bad_request(refusal)
    return button


def _check_style(button: JSON) -> None:
    if button.get("style", "") not in {"", *_STYLES}:
        raise bad_request("Invalid button style specified")


def _is_address(url: str) -> bool:
    scheme, colon, rest = url.partition("://")
    return "." in rest or scheme in {"tg", "ton"} if colon else "." in url
