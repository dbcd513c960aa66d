"""The web server of the webhook."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final
from urllib.parse import urlsplit

import uvicorn

from bot.incoming.concerning import concerns
from bot.incoming.receiving import as_item
from domain.errors import QianshaoError
from services.ports.inbox import InboxItem
from web.webhook import webhook

_LAST_ANSWERS_S: Final = 20
"""How long requests that are under way at the end may take."""


class CannotListen(QianshaoError):
    """The webhook's address is taken, or is none of this machine."""


async def serve_webhook(
    url: str,
    listen: str,
    secret: str,
    store: Callable[[Sequence[InboxItem]], Awaitable[None]],
    listening: asyncio.Event,
    name: str,
) -> None:
    """Receive updates at the path of `url`, listening on `host:port`, until cancelled; set `listening` once it does.

    `name` is the bot's username. Requests that are under way at the end are answered.

    Raises:
        CannotListen: The address cannot be listened on.
    """

    async def receive(update: dict[str, Any]) -> None:
        if concerns(update, name):
            await store([as_item(update)])

    app = webhook(urlsplit(url).path or "/", secret, receive)
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
