"""One HTTP/1.1 connection: a request is written and its answer read to the end, without a stream or a task."""

import asyncio
import ssl
from typing import Any, Final, Self

from bot.replies import BrokenAnswer, Reply

_CONNECT_S: Final = 5.0
_KEPT_S: Final = 15.0
"""A connection idle for longer may be dead: routers drop it without notice."""


class NotConnected(OSError):
    """No connection could be made, so nothing of the request was sent."""


class Connection(asyncio.Protocol):
    """A connection for one request at a time; it may be kept after an answer that was read to its end."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: Any = None
        self._reply = Reply()
        self._waiter: asyncio.Future[Reply] | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._limits: tuple[float | None, float | None] = (None, None)
        self._is_writing = False
        self._moved_at = 0.0

    @classmethod
    async def open(cls, host: str, port: int, context: ssl.SSLContext | None) -> Self:
        """Connect to a host, with TLS if there is a context.

        Raises:
            NotConnected: The connection failed or timed out.
        """
        try:
            async with asyncio.timeout(_CONNECT_S):
                _, connection = await asyncio.get_running_loop().create_connection(cls, host, port, ssl=context)
        except OSError as error:
            raise NotConnected(f"{host}: {error!r}") from error
        return connection

    @property
    def usable(self) -> bool:
        """Whether the server can be expected to answer another request, after one that it has answered."""
        keeps = self._reply.is_whole and self._reply.keeps and not self._is_writing
        return keeps and not self._transport.is_closing() and self._loop.time() < self._moved_at + _KEPT_S

    def close(self) -> None:
        """Close the connection; of a request that is under way nothing more is sent, as it will be made again."""
        if self._reply.is_whole:
            self._transport.close()
        else:
            self._transport.abort()

    async def exchange(
        self, request: bytes, read_s: float | None, write_s: float | None, at_most: int | None = None
    ) -> tuple[int, bytes]:
        """Send a request and return the answer's status and body.

        Args:
            request: Head and body, as they go over the wire.
            read_s: How long it may take until the answer begins, and then from piece to piece.
            write_s: How long the writing may take.
            at_most: How many bytes the answer may have; None for any number.

        Raises:
            TimeoutError, OSError: The exchange failed: BrokenAnswer if what came is no whole answer, NotConnected if
                the connection was lost before.
        """
        if self._transport.is_closing():
            raise NotConnected("the server closed the connection at once")
        self._reply = Reply(at_most)
        self._waiter = self._loop.create_future()
        self._limits = (read_s, write_s)
        self._moved_at = self._loop.time()
        self._transport.write(request)
        self._look()
        try:
            reply = await self._waiter
        finally:
            self._waiter = None
            if self._watch is not None:
                self._watch.cancel()
        return reply.status, reply.body

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = transport

    def pause_writing(self) -> None:
        """Note that the request is longer than what the network takes at once."""
        self._is_writing = True

    def resume_writing(self) -> None:
        """Note that the request is on its way."""
        self._is_writing = False
        self._moved_at = self._loop.time()
        if self._waiter is not None:
            self._look()

    def data_received(self, data: bytes) -> None:
        """Read a piece of the answer; what nobody asked for ends the connection."""
        if self._waiter is None or self._waiter.done():
            self.close()
            return
        self._moved_at = self._loop.time()
        try:
            self._reply.feed(data)
        except BrokenAnswer as error:
            self._fail(error)
        else:
            self._answer()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the answer, if it is one that ends with the connection."""
        if self._waiter is None:
            return
        try:
            if exc is not None:
                raise exc
            self._reply.end()
        except OSError as error:
            self._fail(error)
        else:
            self._answer()

    def _answer(self) -> None:
        if self._reply.is_whole and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(self._reply)

    def _fail(self, error: OSError) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(error)

    def _look(self) -> None:
        """Fail the exchange if nothing has moved for as long as it may take, else look again when that could be."""
        if self._watch is not None:
            self._watch.cancel()
        read_s, write_s = self._limits
        limit = write_s if self._is_writing else read_s
        if limit is None:
            return
        ends_at = self._moved_at + limit
        if self._loop.time() < ends_at:
            self._watch = self._loop.call_at(ends_at, self._look)
        else:
            self._fail(TimeoutError())
