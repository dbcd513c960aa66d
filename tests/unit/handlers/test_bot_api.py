"""Calls with plain parameters are those of the library's bot: the same request, the same errors."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import InputMediaPhoto
from telegram.error import TelegramError
from telegram.request import RequestData

from handlers.bot_api import call, fetch
from tests.recording import JSON, Call, Recording, recorded_bot

WHERE: JSON = {"chat_id": 7, "message_id": 9}


@dataclass
class Wire(Recording):
    """Keeps how each request would be encoded, and answers as it is told."""

    status: int = 200
    answers: JSON = field(default_factory=lambda: {"ok": True, "result": True})
    encoded: list[tuple[str, JSON, JSON, Any]] = field(default_factory=list)

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        assert request_data is not None
        parts = {part: (name, data, mime) for part, (name, data, mime) in request_data.multipart_data.items()}
        told = kwargs["read_timeout"]
        self.encoded.append((url, dict(request_data.json_parameters), parts, told))
        return await super().do_request(url, method, request_data, *args, **kwargs)

    def answer(self, _: Call) -> tuple[int, JSON]:
        return self.status, self.answers


async def test_parameters_are_encoded_as_the_library_encodes_them() -> None:
    wire = Wire()
    bot = recorded_bot(wire)
    await bot.edit_message_text("井盖 & 路灯", **WHERE, parse_mode="HTML", disable_web_page_preview=True)
    words = {"text": "井盖 & 路灯", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    await call(bot, "editMessageText", WHERE | words | {"reply_markup": None})
    theirs, ours = wire.encoded
    assert ours == theirs


async def test_files_are_parts_as_the_library_makes_them() -> None:
    wire = Wire(answers={"ok": True, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}})
    bot = recorded_bot(wire)
    await bot.send_document(7, b"bytes", filename="a.zip")
    await call(bot, "sendDocument", {"chat_id": 7}, {"document": (b"bytes", "a.zip")})
    theirs, ours = wire.encoded
    assert ours == theirs


async def test_a_part_of_an_album_is_named_by_its_media() -> None:
    wire = Wire(answers={"ok": True, "result": True})
    bot = recorded_bot(wire)
    await bot.edit_message_media(InputMediaPhoto(b"bytes", filename="photo.jpg"), **WHERE)
    media = {"type": "photo", "media": "attach://one"}
    await call(bot, "editMessageMedia", WHERE | {"media": media}, {"one": (b"bytes", "photo.jpg")})
    (_, theirs, their_parts, _), (_, ours, our_parts, _) = wire.encoded
    (named,) = their_parts
    assert json.loads(theirs["media"].replace(named, "one")) == json.loads(ours["media"])
    assert list(our_parts.values()) == list(their_parts.values())


async def test_a_time_limit_is_passed_on() -> None:
    wire = Wire()
    await call(recorded_bot(wire), "getFile", {"file_id": "f"}, read_timeout=3)
    assert wire.encoded[0][-1] == 3


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, {"description": "Bad Request: chat not found"}),
        (400, {"description": "group upgraded", "parameters": {"migrate_to_chat_id": -1001}}),
        (401, {"description": "Unauthorized"}),
        (403, {"description": "Forbidden: bot was blocked by the user"}),
        (409, {"description": "Conflict"}),
        (413, {"description": "Request Entity Too Large"}),
        (429, {"description": "Too Many Requests", "parameters": {"retry_after": 5}}),
        (502, {"description": "Bad Gateway"}),
    ],
)
async def test_a_refusal_is_the_same_error(status: int, error: JSON) -> None:
    bot = recorded_bot(Wire(status=status, answers={"ok": False, "error_code": status, **error}))
    with pytest.raises(TelegramError) as theirs:
        await bot.delete_message(**WHERE)
    with pytest.raises(TelegramError) as ours:
        await call(bot, "deleteMessage", WHERE)
    assert type(ours.value) is type(theirs.value)
    assert ours.value.__reduce__() == theirs.value.__reduce__()


async def test_a_file_is_fetched_from_where_the_library_fetches_it() -> None:
    asked: list[str] = []

    class Store(Recording):
        async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
            asked.append(url)
            return (200, b"bytes") if "/file/" in url else await super().do_request(url, method, *args, **kwargs)

        def answer(self, _: Call) -> tuple[int, JSON]:
            file = {"file_id": "f", "file_unique_id": "u", "file_path": "photos/井 盖.jpg"}
            return 200, {"ok": True, "result": file}

    bot = recorded_bot(Store())
    await (await bot.get_file("f")).download_as_bytearray()
    path = (await call(bot, "getFile", {"file_id": "f"}))["file_path"]
    assert await fetch(bot, path, read_timeout=3) == b"bytes"
    assert asked[3] == asked[1].replace("%3A", ":")
