"""Telegram as a request class of python-telegram-bot: canned answers without a network, files included."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from telegram.request import BaseRequest, RequestData

JSON = dict[str, Any]
Hear = Callable[[JSON, int], None]
"""Told of each call that changes a chat: its parameters, the message's number."""

TOKEN = "7000000001:BENCHMARK_not_a_secret_0123456789abc"  # noqa: S105  nobody checks it
_ME = {
    "id": 7000000001,
    "is_bot": True,
    "first_name": "Qianshao",
    "username": "qianshao_bench_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
_CHAT = {
    "type": "supergroup",
    "accent_color_id": 0,
    "max_reaction_count": 0,
    "accepted_gift_types": dict.fromkeys(_GIFTS, False),
}
_MEMBER = {"status": "administrator", "user": _ME, **dict.fromkeys(_RIGHTS, True)}
_ANSWERS: Mapping[str, JSON] = {
    "getMe": _ME,
    "getChatMember": _MEMBER,
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}
_PICTURE = [{"file_id": "p", "file_unique_id": "p", "width": 640, "height": 480}]
_SHOWS_PHOTO = frozenset({"sendPhoto", "editMessageMedia", "editMessageCaption"})


class StubTelegram(BaseRequest):
    """Answers at once; `files` are what riders sent, by file id.

    A poll is never answered, but sets `polled`: the bot is running. `calls` counts the others by method; a download is
    one of `file`.
    """

    def __init__(self, files: Mapping[str, bytes], hear: Hear) -> None:
        self._files = files
        self._hear = hear
        self._numbers = count(1_000_000)
        self.polled = asyncio.Event()
        self.calls: Counter[str] = Counter()

    @property
    def read_timeout(self) -> float | None:
        """Nothing here takes time."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002  as PTB's own
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002  as PTB's own
        write_timeout: Any = None,  # noqa: ARG002  as PTB's own
        connect_timeout: Any = None,  # noqa: ARG002  as PTB's own
        pool_timeout: Any = None,  # noqa: ARG002  as PTB's own
    ) -> tuple[int, bytes]:
        """Answer a call, or give a file."""
        if "/file/" in url:
            self.calls["file"] += 1
            return 200, self._files[url.rpartition("/")[2]]
        name = url.rpartition("/")[2].partition("?")[0]
        if name == "getUpdates":
            self.polled.set()
            await asyncio.Event().wait()
        self.calls[name] += 1
        result = self._answer(name, request_data.parameters if request_data else {})
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, method: str, parameters: JSON) -> object:
        if method == "getFile":
            file_id = parameters["file_id"]
            return {"file_id": file_id, "file_unique_id": file_id, "file_path": file_id}
        if method == "getChat":
            return _CHAT | {"id": parameters["chat_id"]}
        if method in _ANSWERS:
            return _ANSWERS[method]
        if not method.startswith(("send", "editMessage")):
            return True
        number = parameters.get("message_id") or next(self._numbers)
        self._hear(parameters, number)
        return _message(method, parameters["chat_id"], number)


def _message(method: str, chat_id: int, number: int) -> JSON:
    kind = "private" if chat_id > 0 else "supergroup"
    message = {"message_id": number, "date": 1_760_000_000, "chat": {"id": chat_id, "type": kind}, "from": _ME}
    return message | ({"photo": _PICTURE, "caption": "."} if method in _SHOWS_PHOTO else {"text": "."})
