"""Telegram as a request class of python-telegram-bot that answers at once and keeps what it was asked."""

import json
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from telegram import Bot
from telegram.request import BaseRequest, RequestData

JSON = dict[str, Any]

TOKEN = "7000000001:AAE-no_secret_of_anybody_0123456789"
_PICTURE = [{"file_id": "p", "file_unique_id": "p", "width": 640, "height": 480}]
_WITH_PHOTO = frozenset({"sendPhoto", "sendAudio", "sendVideo", "editMessageMedia", "editMessageCaption"})


@dataclass(frozen=True)
class Call:
    """One call of the Bot API; `message` is the number of the first message that it sent or changed."""

    method: str
    params: JSON
    message: int

    @property
    def chat(self) -> int:
        """Where it went."""
        return int(self.params["chat_id"])

    @property
    def text(self) -> str:
        """What it says."""
        media = self.params.get("media")
        caption = media.get("caption") if isinstance(media, dict) else None
        return str(self.params.get("text") or self.params.get("caption") or caption or "")

    @property
    def keys(self) -> list[str]:
        """What stands on its inline keys."""
        markup = self.params.get("reply_markup") or {}
        return [key["text"] for row in markup.get("inline_keyboard", ()) for key in row]

    @property
    def is_silent(self) -> bool:
        """Whether it makes no sound."""
        return bool(self.params.get("disable_notification"))

    @property
    def parts(self) -> int:
        """How many messages it brings: the photos of an album, else one."""
        media = self.params.get("media")
        return len(media) if isinstance(media, list) else 1


class Unplugged(BaseRequest):
    """Requests that reach no network; a subclass answers them in `exchange`."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

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
        return await self.exchange(url, request_data)

    @abstractmethod
    async def exchange(self, url: str, request_data: RequestData | None) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""


@dataclass
class Recording(Unplugged):
    """Keeps calls in order and numbers messages; a test that needs another answer overrides `answer`.

    What sets menus is kept by itself, in `menus`: it says nothing to anybody.
    """

    calls: list[Call] = field(default_factory=list)
    menus: list[Call] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(100))

    async def exchange(self, url: str, request_data: RequestData | None) -> tuple[int, bytes]:
        address = urlsplit(url)
        params = dict(parse_qsl(address.query)) | (request_data.parameters if request_data else {})
        name = address.path.rpartition("/")[2]
        number: Any = params.get("message_id") or next(self.numbers)
        call = Call(name, params, int(number))
        (self.menus if name.endswith("MyCommands") else self.calls).append(call)
        status, body = self.answer(call)
        return status, json.dumps(body).encode()

    def answer(self, call: Call) -> tuple[int, JSON]:
        """The status and the body: what was sent, as messages."""
        if not call.method.startswith(("send", "edit")):
            return 200, {"ok": True, "result": True}
        for _ in range(call.parts - 1):
            next(self.numbers)
        sent = [_message(call, call.message + part) for part in range(call.parts)]
        return 200, {"ok": True, "result": sent if call.method == "sendMediaGroup" else sent[0]}


def recorded_bot(request: Recording) -> Bot:
    """A bot whose calls are kept."""
    return Bot(TOKEN, request=request, get_updates_request=request)


def _message(call: Call, number: int) -> JSON:
    kind = "private" if call.chat > 0 else "supergroup"
    message = {"message_id": number, "date": 1_760_000_000, "chat": {"id": call.chat, "type": kind}}
    return message | ({"photo": _PICTURE} if call.method in _WITH_PHOTO else {"text": "."})
