"""A playground on a port: inside a test or a demo, or as a process of its own."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from playground.server import build
from playground.world import Playground


class _Protocol(H11Protocol):
    """Lets a request cut its own connection: ``request.state.transport``."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class Server(uvicorn.Server):
    """Runs a playground; as it stops, it lets go who waits there for something to happen."""

    def __init__(self, world: Playground) -> None:
        super().__init__(_configuration(world))
        self._world = world

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, as uvicorn does."""
        self._world.close()
        await super().shutdown(sockets)


class _Guest(Server):
    """Says when it is ready, and leaves the signals to the program that it runs in."""

    def __init__(self, world: Playground) -> None:
        super().__init__(world)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that keeps whoever connects until the server serves; port 0 finds a free one.

    The protocol is named because asyncio sets TCP_NODELAY only then; without it an answer takes 40 ms.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((host, port))
    bound.listen()
    return bound


def address(bound: socket.socket) -> str:
    """Return the address of a bound socket, as the bot's ``base_url`` wants it."""
    host, port = bound.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _configuration(world: Playground) -> uvicorn.Config:
    return uvicorn.Config(
        build(world),
        http=_Protocol,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=75,  # longer than any client keeps a connection: none is closed as it is used
    )


@contextlib.asynccontextmanager
async def serve(world: Playground, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Run a playground in this process for as long as the block lasts; gives its address."""
    bound = listen(host, port)
    server = _Guest(world)
    running = asyncio.create_task(server.serve([bound]))
    ready = asyncio.create_task(server.ready.wait())
    try:
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        yield address(bound)
    finally:
        ready.cancel()
        server.should_exit = True
        await running
