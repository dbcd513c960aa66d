"""A server that answers as one does that writes recordings down, over OpenAI's audio API, or as one gone wrong."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

KEY = "sk-nobody-may-hear-this"
SAID = "解放大道新湖路口井盖丢了"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its head, its values, and name, kind and bytes of its file."""

    head: str
    values: dict[str, str]
    file: tuple[str, str, bytes]


@dataclass
class SpeechStub:
    """`mood` is how it answers: well, with `answer`; or in one of the ways below."""

    url: str
    answer: Any = field(default_factory=lambda: {"text": SAID})
    mood: str = "well"
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    going_on: asyncio.Event = field(default_factory=asyncio.Event)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    def says(self, text: str) -> None:
        """Let it have heard this."""
        self.answer = {"text": text}

    async def was_asked(self, times: int = 1) -> None:
        """Wait until it was asked so often in all."""
        async with asyncio.timeout(30):
            while len(self.asked) < times:
                self._came.clear()
                await self._came.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request on a connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(line for line in head.split("\r\n") if line.lower().startswith("content-length"))
        self.asked.append(_read(head, await reader.readexactly(int(length.partition(":")[2]))))
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
            case "moved":
                moved = (
                    f"HTTP/1.1 307 Temporary Redirect\r\nlocation: {self.url}/elsewhere\r\ncontent-length: 0\r\n\r\n"
                )
                writer.write(moved.encode())
            case status:
                writer.write(_http(status, json.dumps({"error": {"message": f"{KEY} heard {SAID}"}}).encode()))
        await writer.drain()


def _read(head: str, body: bytes) -> Asked:
    kind = next(line for line in head.split("\r\n") if line.lower().startswith("content-type"))
    form = BytesParser(policy=HTTP).parsebytes(f"{kind}\r\n\r\n".encode() + body)
    values, file = {}, ("", "", b"")
    for part in form.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if part.get_filename():
            file = (part.get_filename() or "", part.get_content_type(), content)
        else:
            values[str(part.get_param("name", header="content-disposition"))] = content.decode()
    return Asked(head, values, file)


def _http(status: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


@asynccontextmanager
async def speech_stub() -> AsyncIterator[SpeechStub]:
    """The stub, listening."""
    stub = SpeechStub("")
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0)
    stub.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield stub
    finally:
        stub.going_on.set()
        server.close()
