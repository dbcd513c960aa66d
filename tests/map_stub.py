"""A server on this machine that answers in place of the map sites, over HTTP, with bodies that never end."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx


class MapStub(httpx.AsyncBaseTransport):
    """Redirects by `moves`, address → address; `asked` are the addresses asked for, as their askers wrote them."""

    def __init__(self, moves: Mapping[str, str], base_url: str) -> None:
        self.moves = moves
        self.asked: list[str] = []
        self._base_url = base_url
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to this machine instead, with where it leads in a header."""
        address = str(request.url)
        self.asked.append(address)
        return await self._inner.handle_async_request(
            httpx.Request("GET", self._base_url, headers={"leads-to": self.moves.get(address, "")})
        )

    async def aclose(self) -> None:
        await self._inner.aclose()


@asynccontextmanager
async def map_stub(moves: Mapping[str, str]) -> AsyncIterator[MapStub]:
    """The stub, listening."""
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with MapStub(moves, f"http://127.0.0.1:{port}/") as stub:
        yield stub
    server.close()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    target = next(line.partition(": ")[2] for line in head.split("\r\n") if line.lower().startswith("leads-to:"))
    status = f"302 Found\r\nlocation: {target}" if target else "200 OK"
    writer.write(f"HTTP/1.1 {status}\r\ncontent-type: text/html\r\n\r\n".encode())
    try:
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()
    except ConnectionError:
        writer.close()
