"""The methods that the playground offers, as data: parameter → (types, required).

Bot API 10.1, https://core.telegram.org/bots/api#available-methods. A ``!`` marks a required parameter.
"""

from dataclasses import dataclass

_MARKUP = "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"

_BUSINESS = {"business_connection_id": "String"}
_CHAT = {"chat_id": "Integer|String!"}
_TARGET = {
    **_BUSINESS,
    **_CHAT,
    "message_thread_id": "Integer",
    "direct_messages_topic_id": "Integer",
}
_MANNER = {
    "disable_notification": "Boolean",
    "protect_content": "Boolean",
    "allow_paid_broadcast": "Boolean",
    "message_effect_id": "String",
}
_ANSWERING = {
    "suggested_post_parameters": "SuggestedPostParameters",
    "reply_parameters": "ReplyParameters",
    "reply_markup": _MARKUP,
}
_SENDING = {**_TARGET, **_MANNER, **_ANSWERING}
_CAPTION = {
    "caption": "String",
    "parse_mode": "String",
    "caption_entities": "Array of MessageEntity",
}
_ABOVE = {"show_caption_above_media": "Boolean"}
_EDITING = {
    **_BUSINESS,
    "chat_id": "Integer|String",
    "message_id": "Integer",
    "inline_message_id": "String",
    "reply_markup": "InlineKeyboardMarkup",
}
_TEXT = {
    "parse_mode": "String",
    "entities": "Array of MessageEntity",
    "link_preview_options": "LinkPreviewOptions",
}
_POINT = {"latitude": "Float!", "longitude": "Float!"}
_MESSAGE = {**_CHAT, "message_id": "Integer!"}
_SCOPE = {"scope": "BotCommandScope", "language_code": "String"}
_ALBUM = "|".join(f"Array of InputMedia{kind}" for kind in ("Audio", "Document", "LivePhoto", "Photo", "Video"))

_TABLE: dict[str, dict[str, str]] = {
    "getMe": {},
    "logOut": {},
    "close": {},
    "getUpdates": {
        "offset": "Integer",
        "limit": "Integer",
        "timeout": "Integer",
        "allowed_updates": "Array of String",
    },
    "setWebhook": {
        "url": "String!",
        "certificate": "InputFile",
        "ip_address": "String",
        "max_connections": "Integer",
        "allowed_updates": "Array of String",
        "drop_pending_updates": "Boolean",
        "secret_token": "String",
    },
    "deleteWebhook": {"drop_pending_updates": "Boolean"},
    "getWebhookInfo": {},
    "sendMessage": {**_SENDING, **_TEXT, "text": "String!"},
    "sendPhoto": {
        **_SENDING, **_CAPTION, **_ABOVE, "photo": "InputFile|String!", "has_spoiler": "Boolean",
    },
    "sendDocument": {
        **_SENDING, **_CAPTION,
        "document": "InputFile|String!",
        "thumbnail": "InputFile|String",
        "disable_content_type_detection": "Boolean",
    },
    "sendAudio": {
        **_SENDING, **_CAPTION,
        "audio": "InputFile|String!",
        "duration": "Integer",
        "performer": "String",
        "title": "String",
        "thumbnail": "InputFile|String",
    },
    "sendVideo": {
        **_SENDING, **_CAPTION, **_ABOVE,
        "video": "InputFile|String!",
        "duration": "Integer",
        "width": "Integer",
        "height": "Integer",
        "thumbnail": "InputFile|String",
        "cover": "InputFile|String",
        "start_timestamp": "Integer",
        "has_spoiler": "Boolean",
        "supports_streaming": "Boolean",
    },
    "sendMediaGroup": {
        **_TARGET, **_MANNER, "media": f"{_ALBUM}!", "reply_parameters": "ReplyParameters",
    },
    "sendLocation": {
        **_SENDING, **_POINT,
        "horizontal_accuracy": "Float",
        "live_period": "Integer",
        "heading": "Integer",
        "proximity_alert_radius": "Integer",
    },
    "sendVenue": {
        **_SENDING, **_POINT,
        "title": "String!",
        "address": "String!",
        "foursquare_id": "String",
        "foursquare_type": "String",
        "google_place_id": "String",
        "google_place_type": "String",
    },
    "copyMessage": {
        **{name: types for name, types in _SENDING.items() if name not in _BUSINESS},
        **_CAPTION, **_ABOVE,
        "from_chat_id": "Integer|String!",
        "message_id": "Integer!",
        "video_start_timestamp": "Integer",
    },
    "sendChatAction": {**_BUSINESS, **_CHAT, "message_thread_id": "Integer", "action": "String!"},
    "editMessageText": {**_EDITING, **_TEXT, "text": "String", "rich_message": "InputRichMessage"},
    "editMessageCaption": {**_EDITING, **_CAPTION, **_ABOVE},
    "editMessageMedia": {**_EDITING, "media": "InputMedia!"},
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": _MESSAGE,
    "deleteMessages": {**_CHAT, "message_ids": "Array of Integer!"},
    "answerCallbackQuery": {
        "callback_query_id": "String!",
        "text": "String",
        "show_alert": "Boolean",
        "url": "String",
        "cache_time": "Integer",
    },
    "pinChatMessage": {**_BUSINESS, **_MESSAGE, "disable_notification": "Boolean"},
    "unpinChatMessage": {**_BUSINESS, **_CHAT, "message_id": "Integer"},
    "setMessageReaction": {**_MESSAGE, "reaction": "Array of ReactionType", "is_big": "Boolean"},
    "getFile": {"file_id": "String!"},
    "getChat": _CHAT,
    "getChatMember": {**_CHAT, "user_id": "Integer!"},
    "getChatAdministrators": {**_CHAT, "return_bots": "Boolean"},
    "getChatMemberCount": _CHAT,
    "leaveChat": _CHAT,
    "setMyCommands": {**_SCOPE, "commands": "Array of BotCommand!"},
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": {"name": "String", "language_code": "String"},
    "setMyDescription": {"description": "String", "language_code": "String"},
    "setMyShortDescription": {"short_description": "String", "language_code": "String"},
    "setChatMenuButton": {"chat_id": "Integer", "menu_button": "MenuButton"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """The types that a parameter may have, and whether it must be given."""

    types: tuple[str, ...]
    required: bool


def _parameter(types: str) -> Parameter:
    return Parameter(tuple(types.removesuffix("!").split("|")), types.endswith("!"))


METHODS: dict[str, dict[str, Parameter]] = {
    method: {name: _parameter(types) for name, types in parameters.items()} for method, parameters in _TABLE.items()
}

NAMES: dict[str, str] = {method.lower(): method for method in METHODS}  # the real server ignores case
