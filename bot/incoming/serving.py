"""The web server of the webhook."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from bot.incoming.receiving import as_item
from services.ports.inbox import InboxItem
from web.webhook import webhook


async def serve_webhook(
    url: str, listen: str, secret: str, store: Callable[[Sequence[InboxItem]], Awaitable[None]]
) -> None:
    """Receive updates at the path of `url`, listening on `host:port`, until cancelled."""

    async def receive(update: dict[str, Any]) -> None:
        await store([as_item(update)])

    host, _, port = listen.rpartition(":")
    app = webhook(urlsplit(url).path or "/", secret, receive)
    await _Server(uvicorn.Config(app, host=host, port=int(port), log_config=None, access_log=False)).serve()


class _Server(uvicorn.Server):
    """A web server that leaves signals to the app."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
