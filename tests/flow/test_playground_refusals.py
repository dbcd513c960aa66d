"""What the playground refuses a bot, in the real server's words and without effect."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.live import Furnished, furnish, live

JSON = dict[str, Any]

pytestmark = pytest.mark.asyncio(loop_scope="module")


def button(**fields: Any) -> JSON:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


def album(*kinds: str) -> list[JSON]:
    return [{"type": kind, "media": "attach://f"} for kind in kinds]


TALK = "{rider}"
GROUP = "{group}"

REFUSED: list[tuple[str, JSON, str]] = [
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": TALK}, "message text is empty"),
    ("sendMessage", {"chat_id": TALK, "text": " \n "}, "text must be non-empty"),
    ("sendMessage", {"chat_id": TALK, "text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("sendMessage", {"chat_id": TALK, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"chat_id": TALK, "text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"chat_id": TALK, "text": "<b>x", "parse_mode": "html"},
     'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    ("sendMessage", {"chat_id": TALK, "text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ("sendMessage", {"chat_id": 1, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": TALK, "text": "x", "reply_markup": "{"},
     "can't parse reply keyboard markup JSON object"),
    ("sendMessage", {"chat_id": TALK, "text": "x", "reply_markup": button(callback_data="井" * 22)},
     "BUTTON_DATA_INVALID"),
    ("sendMessage", {"chat_id": TALK, "text": "x", "reply_markup": button(callback_data="")},
     "BUTTON_DATA_INVALID"),
    ("sendMessage", {"chat_id": TALK, "text": "x", "reply_markup": button(callback_data="a", style="green")},
     "invalid button style specified"),
    ("sendMessage", {"chat_id": TALK, "text": "x", "reply_markup": button()},
     "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", {"chat_id": TALK, "text": "x", "reply_markup": {"inline_keyboard": [{}]}},
     'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ("sendMessage",
     {"chat_id": GROUP, "text": "x", "reply_markup": {"keyboard": [[{"text": "x", "request_location": True}]]}},
     "location can be requested in private chats only"),
    ("sendMessage", {"chat_id": TALK, "text": "x", "reply_parameters": {"message_id": 999}},
     "message to be replied not found"),
    ("sendMessage", {"chat_id": GROUP, "text": "x", "message_thread_id": 999}, "message thread not found"),
    ("sendPhoto", {"chat_id": TALK}, "there is no photo in the request"),
    ("sendPhoto", {"chat_id": TALK, "photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": TALK, "photo": "http://x.cn/a.jpg"}, "failed to get HTTP URL content"),
    ("sendPhoto", {"chat_id": TALK, "photo": "attach://absent"}, "there is no photo in the request"),
    ("sendMediaGroup", {"chat_id": TALK}, 'parameter "media" is required'),
    ("sendMediaGroup", {"chat_id": TALK, "media": album("photo")},
     "can't parse InputMedia: media not found"),
    ("sendMediaGroup", {"chat_id": TALK, "media": []}, "there are no messages to send"),
    ("sendLocation", {"chat_id": TALK, "longitude": 1}, "latitude is empty"),
    ("sendVenue", {"chat_id": TALK, "latitude": 1, "longitude": 1, "address": "x"},
     'parameter "title" is required'),
    ("sendChatAction", {"chat_id": TALK, "action": "dancing"}, "wrong parameter action in request"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"chat_id": TALK, "message_id": 999, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"chat_id": TALK, "message_id": "{theirs}", "text": "x"}, "message can't be edited"),
    ("editMessageText", {"chat_id": TALK, "message_id": "{keyed}", "text": "x"}, "message can't be edited"),
    ("editMessageText", {"chat_id": TALK, "message_id": "{ours}", "text": "x" * 4097}, "MESSAGE_TOO_LONG"),
    ("editMessageText", {"chat_id": TALK, "message_id": "{photo}", "text": "x"},
     "there is no text in the message to edit"),
    ("editMessageCaption", {"chat_id": TALK, "message_id": "{ours}", "caption": "x"},
     "there is no caption in the message to edit"),
    ("editMessageCaption", {"chat_id": TALK, "message_id": "{photo}", "caption": "x" * 1025},
     "MEDIA_CAPTION_TOO_LONG"),
    ("editMessageReplyMarkup",
     {"chat_id": TALK, "message_id": "{ours}", "reply_markup": {"remove_keyboard": True}},
     "inline keyboard expected"),
    ("deleteMessage", {"chat_id": TALK}, "message identifier is not specified"),
    ("deleteMessage", {"chat_id": TALK, "message_id": 999}, "message to delete not found"),
    ("deleteMessages", {"chat_id": TALK, "message_ids": []}, "message identifiers are not specified"),
    ("answerCallbackQuery", {"callback_query_id": "1"},
     "query is too old and response timeout expired or query ID is invalid"),
    ("answerCallbackQuery", {}, "query is too old and response timeout expired or query ID is invalid"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "nonsense"}, "invalid file_id"),
    ("getChat", {"chat_id": 5}, "chat not found"),
    ("getChatMember", {"chat_id": GROUP, "user_id": 0}, "invalid user_id specified"),
    ("getChatAdministrators", {"chat_id": TALK}, "there are no administrators in the private chat"),
    ("pinChatMessage", {"chat_id": TALK, "message_id": 999}, "message to pin not found"),
    ("unpinChatMessage", {"chat_id": TALK}, "message to unpin not found"),
    ("leaveChat", {"chat_id": TALK}, "chat member status can't be changed in private chats"),
    ("setMyCommands", {"commands": [{"command": "Große", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("copyMessage", {"chat_id": TALK, "from_chat_id": TALK, "message_id": 999}, "message to copy not found"),
    ("setMessageReaction", {"chat_id": TALK, "message_id": 999}, "message to react not found"),
    ("setMessageReaction", {"chat_id": TALK, "message_id": "{theirs}", "reaction": [{"type": "emoji", "emoji": "🛵"}]},
     "REACTION_INVALID"),
    ("setMessageReaction", {"chat_id": TALK, "message_id": "{theirs}", "reaction": [{"type": "emoji"}] * 2},
     "REACTIONS_TOO_MANY"),
    ("setMessageReaction", {"chat_id": TALK, "message_id": "{theirs}", "reaction": ["👍"]},
     "can't parse reaction type: Invalid reaction type specified"),
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def furnished() -> AsyncIterator[Furnished]:
    """One playground for all cases: a refused call changes nothing, which each of them checks."""
    async with live() as here:
        yield await furnish(here)


@pytest.mark.parametrize(("method", "params", "description"), REFUSED)
async def test_what_is_refused_and_how(method: str, params: JSON, description: str, furnished: Furnished) -> None:
    here = furnished.here
    before = here.world.events.seq
    assert await here.refusal(method, **furnished.filled(params)) == f"Bad Request: {description}"
    assert here.world.events.seq == before
