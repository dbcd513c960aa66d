"""Bot API calls over kept HTTP/1.1 connections without a proxy, at a fraction of httpx's cost."""

import asyncio
from typing import Any, Final

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.answers import read_answer, told_by_telegram
from bot.exchanges import Connection
from bot.requests import Server, request_of, split

_READ_S: Final = 30.0
_WRITE_S: Final = 60.0
_SLOWEST: Final = 100_000
"""Bytes a second that an upload is given time for, beyond that."""


class DirectRequest(BaseRequest):
    """The library's HTTP interface on our connections: at most `at_once` requests run, others wait."""

    parse_json_payload = staticmethod(read_answer)

    def __init__(self, at_once: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._idle: dict[Server, list[Connection]] = {}
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
            connection.close()
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
        server, target = split(url)
        request = request_of(method, server, target, request_data)
        read_s = _given(read_timeout, _READ_S)
        write_s = _given(write_timeout, _WRITE_S + len(request) / _SLOWEST)
        try:
            async with self._turns:
                status, body = await self._exchange(server, request, read_s, write_s)
        except TimeoutError as error:
            raise TimedOut from error
        except OSError as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error
        return told_by_telegram(status, body)

    async def _exchange(
        self, server: Server, request: bytes, read_s: float | None, write_s: float | None
    ) -> tuple[int, bytes]:
        """Exchange over a connection that is kept afterwards, or closed where it can't be used again."""
        idle = self._idle.setdefault(server, [])
        connection = _usable_one(idle) or await self._opened(server)
        try:
            return await connection.exchange(request, read_s, write_s)
        finally:
            if connection.usable:
                idle.append(connection)
            else:
                connection.close()

    async def _opened(self, server: Server) -> Connection:
        return await Connection.open(server.host, server.port, self._context if server.secure else None)


def _usable_one(idle: list[Connection]) -> Connection | None:
    """Take the one that was used last, if it can be used again; close others that can't."""
    while idle:
        connection = idle.pop()
        if connection.usable:
            return connection
        connection.close()
    return None


def _given(timeout: Any, default: float) -> float | None:
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout
