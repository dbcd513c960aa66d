"""A server that answers as a model does that sees pictures, over OpenAI's chat API, or as one that has gone wrong."""

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from PIL import Image

KEY = "sk-nobody-may-read-this"
JSON = dict[str, Any]


def said(content: object) -> JSON:
    """An answer with this content, with the fields that endpoints put around it."""
    message = {"role": "assistant", "content": content, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}


def seen(slug: str | None) -> JSON:
    """The answer of a model that does as it is told."""
    return said(json.dumps({"category": slug}))


@dataclass
class VisionStub:
    """`mood` is how it answers: well, with `answer`; or in one of the ways below. `asked` are heads and documents."""

    url: str
    answer: object = field(default_factory=lambda: seen("pothole"))
    mood: str = "well"
    asked: list[tuple[str, JSON]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    going_on: asyncio.Event = field(default_factory=asyncio.Event)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def order(self) -> str:
        """What the model was told last."""
        return str(self._content()[0]["text"])

    @property
    def picture(self) -> Image.Image:
        """The picture that it was shown last."""
        kind, _, data = str(self._content()[1]["image_url"]["url"]).partition(",")
        assert kind == "data:image/jpeg;base64"
        return Image.open(BytesIO(b64decode(data)))

    async def was_asked(self, times: int = 1) -> None:
        """Wait until it was asked so often in all."""
        async with asyncio.timeout(30):
            while len(self.asked) < times:
                self._came.clear()
                await self._came.wait()

    def _content(self) -> list[JSON]:
        (message,) = self.asked[-1][1]["messages"]
        assert message["role"] == "user"
        content: list[JSON] = message["content"]
        return content

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request on a connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(line for line in head.split("\r\n") if line.lower().startswith("content-length"))
        document = json.loads(await reader.readexactly(int(length.partition(":")[2])))
        self.asked.append((head, document))
        self._came.set()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self._answer(writer)
        except ConnectionError:
            pass
        finally:
            self.at_once -= 1
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter) -> None:
        match self.mood:
            case "well":
                writer.write(_http("200 OK", json.dumps(self.answer).encode()))
            case "waits":
                await self.going_on.wait()
                writer.write(_http("200 OK", json.dumps(self.answer).encode()))
            case "endless":
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
                while True:
                    writer.write(b"x" * 65_536)
                    await writer.drain()
            case "closes":
                return
            case "page":
                writer.write(_http("200 OK", b"<html>hello</html>"))
            case status:
                writer.write(_http(status, json.dumps({"error": {"message": f"wrong key {KEY}"}}).encode()))
        await writer.drain()


def _http(status: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


@asynccontextmanager
async def vision_stub() -> AsyncIterator[VisionStub]:
    """The stub, listening."""
    stub = VisionStub("")
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0)
    stub.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield stub
    finally:
        stub.going_on.set()
        server.close()
