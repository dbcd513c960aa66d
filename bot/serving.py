"""Serving web pages on an address of this machine."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import uvicorn
from starlette.applications import Starlette

from domain.errors import QianshaoError

_LAST_ANSWERS_S: Final = 20
"""How long requests that are under way at the end may take."""


class CannotListen(QianshaoError):
    """An address is taken, or is none of this machine."""


async def serve(app: Starlette, listen: str, listening: asyncio.Event) -> None:
    """Serve an application on `host:port` until cancelled; set `listening` once it listens.

    Requests that are under way at the end are answered.

    Raises:
        CannotListen: The address cannot be listened on.
    """
    with open_listener(listen) as listener:
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=_LAST_ANSWERS_S
        )
        server = _Server(config, listening)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            with suppress(asyncio.CancelledError):
                await serving


def open_listener(listen: str) -> socket.socket:
    """Return a socket bound to `host:port`; a host of IPv6 stands in brackets.

    Raises:
        CannotListen: The address is taken, not this machine's, or not allowed.
    """
    host, _, port = listen.rpartition(":")
    try:
        kind, *_, address = socket.getaddrinfo(
            host.strip("[]") or None, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(kind, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise CannotListen(f"{listen}: {error.strerror or error}") from error
    return listener


class _Server(uvicorn.Server):
    """A web server that leaves signals to the app and says when it listens."""

    def __init__(self, config: uvicorn.Config, listening: asyncio.Event) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
