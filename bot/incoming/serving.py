"""The webhook on an address of this machine."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.incoming.concerning import concerns
from bot.incoming.receiving import as_item
from bot.serving import serve
from services.ports.inbox import InboxItem
from web.webhook import webhook


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

    await serve(webhook(urlsplit(url).path or "/", secret, receive), listen, listening)
