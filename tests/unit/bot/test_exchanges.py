"""Exchanges over one connection: answers of all forms, ends that come too early, limits of time and length."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from bot.exchanges import Connection, NotConnected
from bot.replies import BrokenAnswer

REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
    b"3\r\nfir\r\nA;some=more\r\nst, second\r\n0\r\nTrailer: x\r\n\r\n"
)
TO_THE_END = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nto the end"


@dataclass
class Script:
    """A server that answers each request with pieces of bytes, then closes or waits."""

    pieces: Sequence[bytes]
    closes: bool = False
    reads: bool = True
    asked: list[bytes] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while self.reads and (head := await reader.readuntil(b"\r\n\r\n")):
                self.asked.append(head)
                for piece in self.pieces:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
                if self.closes:
                    return
            await self.done.wait()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            self.ended.set()


@asynccontextmanager
async def connected(script: Script) -> AsyncIterator[Connection]:
    server = await asyncio.start_server(script.serve, "127.0.0.1", 0)
    connection = await Connection.open("127.0.0.1", server.sockets[0].getsockname()[1], None)
    try:
        yield connection
    finally:
        connection.close()
        script.done.set()
        await script.ended.wait()
        server.close()


async def exchanged(connection: Connection) -> tuple[int, bytes]:
    return await connection.exchange(REQUEST, 30, 30)


@pytest.mark.parametrize(
    ("answer", "closes", "expected"),
    [
        (OK, False, (200, b"ok")),
        (OK.replace(b"200 OK", b"404 Not Found"), False, (404, b"ok")),
        (CHUNKED, False, (200, b"first, second")),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK, False, (200, b"ok")),
        (b"HTTP/1.1 204 No Content\r\n\r\n", False, (204, b"")),
        (TO_THE_END, True, (200, b"to the end")),
        (OK.replace(b"OK\r\n", b"OK\r\nConnection: close\r\n"), True, (200, b"ok")),
    ],
)
@pytest.mark.parametrize("at_once", [1, 7, 10_000])
async def test_an_answer_is_read_to_its_end(
    answer: bytes, expected: tuple[int, bytes], at_once: int, *, closes: bool
) -> None:
    pieces = [answer[start : start + at_once] for start in range(0, len(answer), at_once)]
    async with connected(Script(pieces, closes)) as connection:
        assert await exchanged(connection) == expected


@pytest.mark.parametrize("answer", [OK, CHUNKED, b"HTTP/1.1 100 Continue\r\n\r\n" + OK])
async def test_a_connection_serves_one_request_after_the_other(answer: bytes) -> None:
    script = Script([answer])
    async with connected(script) as connection:
        for _ in range(3):
            assert (await exchanged(connection))[0] == 200
            assert connection.usable
    assert script.asked == [REQUEST] * 3


@pytest.mark.parametrize(
    "answer",
    [
        OK.replace(b"OK\r\n", b"OK\r\nConnection: close\r\n"),
        OK.replace(b"1.1", b"1.0"),
        OK + OK,
        OK + b"more",
    ],
)
async def test_a_connection_that_cannot_be_trusted_is_not_kept(answer: bytes) -> None:
    async with connected(Script([answer])) as connection:
        assert await exchanged(connection) == (200, b"ok")
        assert not connection.usable


async def test_a_connection_that_the_server_closes_is_not_kept() -> None:
    async with connected(Script([OK], closes=True)) as connection:
        await exchanged(connection)
        async with asyncio.timeout(10):
            while connection.usable:  # noqa: ASYNC110  nobody is told
                await asyncio.sleep(0)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        OK[:-1],
        CHUNKED[:-2],
        CHUNKED[:60],
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
)
async def test_what_is_no_whole_answer_is_an_error(answer: bytes) -> None:
    async with connected(Script([answer], closes=True)) as connection:
        with pytest.raises(BrokenAnswer):
            await exchanged(connection)
        assert not connection.usable


async def test_a_head_without_end_is_an_error() -> None:
    endless = [b"HTTP/1.1 200 OK\r\n", *[b"X-Header: " + b"x" * 1000 + b"\r\n"] * 100]
    async with connected(Script(endless)) as connection:
        with pytest.raises(BrokenAnswer, match="too long"):
            await exchanged(connection)


@pytest.mark.parametrize("begun", [b"", OK[:20], OK[:-1]])
async def test_silence_is_a_timeout(begun: bytes) -> None:
    async with connected(Script([begun])) as connection:
        with pytest.raises(TimeoutError):
            await connection.exchange(REQUEST, 0.01, 30)
        assert not connection.usable


async def test_a_request_that_nobody_takes_is_a_timeout() -> None:
    async with connected(Script([], reads=False)) as connection:
        with pytest.raises(TimeoutError):
            await connection.exchange(REQUEST + b"x" * 20_000_000, 30, 0.01)


async def test_of_a_request_that_took_too_long_nothing_more_is_sent() -> None:
    request, taken = REQUEST + b"x" * 20_000_000, 0
    given_up, ended = asyncio.Event(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal taken
        await given_up.wait()
        with suppress(ConnectionError):
            while piece := await reader.read(100_000):
                taken += len(piece)
        writer.close()
        ended.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        connection = await Connection.open("127.0.0.1", server.sockets[0].getsockname()[1], None)
        with pytest.raises(TimeoutError):
            await connection.exchange(request, 30, 0.01)
        connection.close()
        given_up.set()
        async with asyncio.timeout(30):
            await ended.wait()
    assert taken < len(request)


async def test_a_refusal_is_read_though_the_request_is_not_written_to_its_end() -> None:
    async with connected(Script([OK.replace(b"200 OK", b"413 Too Large")])) as connection:
        assert await connection.exchange(REQUEST + b"x" * 20_000_000, 30, 30) == (413, b"ok")
        assert not connection.usable


async def test_a_cancelled_exchange_leaves_no_connection_to_use() -> None:
    async with connected(Script([OK[:-1]])) as connection:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await exchanged(connection)
        assert not connection.usable


async def test_over_a_connection_that_is_lost_nothing_was_sent() -> None:
    async with connected(Script([OK])) as connection:
        connection.close()
        with pytest.raises(NotConnected):
            await exchanged(connection)


async def test_where_nobody_listens_nothing_was_sent() -> None:
    server = await asyncio.start_server(Script([]).serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    with pytest.raises(NotConnected):
        await Connection.open("127.0.0.1", port, None)
