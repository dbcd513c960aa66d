"""Bot API calls over kept HTTP/1.1 connections without a proxy, at a tenth of httpx's cost."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from typing import Any, Final, Self

import h11
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.answers import read_answer, told_by_telegram

_CONNECT_S: Final = 5.0
_READ_S: Final = 30.0
_WRITE_S: Final = 60.0
_KEPT_S: Final = 15.0
"""A connection idle for longer may be dead: routers drop it without notice."""

_CHUNK: Final = 256 * 1024
_FORM: Final = b"application/x-www-form-urlencoded"


class NotConnected(OSError):
    """No connection could be made, so nothing of the request was sent."""


@dataclass(slots=True)
class Connection:
    """One connection, for one request at a time; it is reused only after the answer was read to its end."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    protocol: h11.Connection = field(default_factory=lambda: h11.Connection(h11.CLIENT))
    used_at: float = 0.0

    @classmethod
    async def open(cls, url: httpx.URL, context: ssl.SSLContext) -> Self:
        """Connect to the host of the URL.

        Raises:
            NotConnected: The connection failed or timed out.
        """
        secure = context if url.scheme == "https" else None
        try:
            async with asyncio.timeout(_CONNECT_S):
                port = url.port or (443 if secure else 80)
                return cls(*await asyncio.open_connection(url.host, port, ssl=secure, limit=_CHUNK))
        except OSError as error:
            raise NotConnected(f"{url.host}: {error!r}") from error

    @property
    def usable(self) -> bool:
        """Whether the server can be expected to answer another request."""
        gone = self.reader.at_eof() or self.reader.exception() or self.writer.is_closing()
        return not gone and monotonic() < self.used_at + _KEPT_S

    async def exchange(
        self, head: h11.Request, content: bytes, read_s: float | None, write_s: float | None
    ) -> tuple[int, bytes]:
        """Send a request and return the answer's status and body; each read and the writing have a time limit.

        Raises:
            TimeoutError, OSError, h11.RemoteProtocolError: The exchange failed.
        """
        events = (head, h11.Data(data=content), h11.EndOfMessage())
        self.writer.write(b"".join(self.protocol.send(event) or b"" for event in events))
        async with asyncio.timeout(write_s):
            await self.writer.drain()
        status, body = 0, bytearray()
        while not isinstance(event := await self._next(read_s), h11.EndOfMessage):
            if isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                body += event.data
        return status, bytes(body)

    def keep(self) -> bool:
        """Prepare for the next request; return False if the server wants none."""
        if self.protocol.our_state is not h11.DONE or self.protocol.their_state is not h11.DONE:
            return False
        self.protocol.start_next_cycle()
        self.used_at = monotonic()
        return True

    async def _next(self, read_s: float | None) -> h11.Event:
        while (event := self.protocol.next_event()) is h11.NEED_DATA:
            async with asyncio.timeout(read_s):
                self.protocol.receive_data(await self.reader.read(_CHUNK))
        if not isinstance(event, h11.Event):
            raise h11.RemoteProtocolError("the server closed the connection")
        return event


class DirectRequest(BaseRequest):
    """The library's HTTP interface on our connections: at most `at_once` requests run, others wait."""

    parse_json_payload = staticmethod(read_answer)

    def __init__(self, at_once: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._idle: dict[tuple[str, str, int | None], list[Connection]] = {}
        self._context = httpx.create_ssl_context()

    @property
    def read_timeout(self) -> float | None:
        """Seconds between two pieces of an answer."""
        return _READ_S

    async def initialize(self) -> None:
        """Do nothing, as connections are opened when needed."""

    async def shutdown(self) -> None:
        """Close idle connections."""
        for connection in [one for kept in self._idle.values() for one in kept]:
            connection.writer.close()
        self._idle.clear()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  none of our calls sets it
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  as above
    ) -> tuple[int, bytes]:
        """Make a request and return the answer's status and body.

        Raises:
            TimedOut: A time limit was reached.
            NetworkError: The connection failed; its cause may be NotConnected.
            NotTelegram: A proxy in between refused the request.
        """
        place = _parsed(url)
        head, content = _request(method, place, request_data)
        read_s, write_s = _given(read_timeout, _READ_S), _given(write_timeout, _WRITE_S)
        try:
            async with self._turns, self._connection(place) as connection:
                status, body = await connection.exchange(head, content, read_s, write_s)
        except TimeoutError as error:
            raise TimedOut from error
        except (OSError, h11.RemoteProtocolError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error
        return told_by_telegram(status, body)

    @asynccontextmanager
    async def _connection(self, url: httpx.URL) -> AsyncIterator[Connection]:
        """Yield a connection that is kept after the body, or closed if the body failed."""
        idle = self._idle.setdefault((url.scheme, url.host, url.port), [])
        connection = None
        while idle and connection is None:
            connection = _closed_unless_usable(idle.pop())
        connection = connection or await Connection.open(url, self._context)
        kept = False
        try:
            yield connection
            kept = connection.keep()
        finally:
            if kept:
                idle.append(connection)
            else:
                connection.writer.close()


@lru_cache(maxsize=64)
def _parsed(url: str) -> httpx.URL:
    """Return the parsed URL; cached, as each Bot API method has one URL."""
    return httpx.URL(url)


def _request(method: str, url: httpx.URL, data: RequestData | None) -> tuple[h11.Request, bytes]:
    """Return head and content of a request: a form, or the multipart body that httpx builds for files."""
    if data is not None and data.contains_files:
        parts = httpx.Request(method, url, data=data.json_parameters, files=data.multipart_data)
        return h11.Request(method=method, target=url.raw_path, headers=parts.headers.raw), parts.read()
    headers, content = [(b"Host", url.netloc)], b""
    if data is not None:
        content = data.url_encoded_parameters().encode()
        headers += [(b"Content-Type", _FORM), (b"Content-Length", str(len(content)).encode())]
    return h11.Request(method=method, target=url.raw_path, headers=headers), content


def _closed_unless_usable(connection: Connection) -> Connection | None:
    if connection.usable:
        return connection
    connection.writer.close()
    return None


def _given(timeout: Any, default: float) -> float | None:
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout
