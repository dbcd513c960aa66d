"""The playground delivers updates to a webhook: with its secret, in order, again until it is taken."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.live import Live, live


@dataclass(slots=True)
class Receiver:
    """A bare HTTP server that answers with the next status of its list, then with 200."""

    statuses: list[int] = field(default_factory=list)
    received: asyncio.Queue[tuple[dict[str, Any], str]] = field(default_factory=asyncio.Queue)
    url: str = ""

    async def next(self) -> tuple[dict[str, Any], str]:
        """The next update that was delivered, and the secret with it."""
        async with asyncio.timeout(30):
            return await self.received.get()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            headers = dict(line.split(": ", 1) for line in head.decode().lower().split("\r\n")[1:-2])
            body = json.loads(await reader.readexactly(int(headers["content-length"])))
            await self.received.put((body, headers.get("x-telegram-bot-api-secret-token", "")))
            status = self.statuses.pop(0) if self.statuses else 200
            writer.write(f"HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n".encode())
            await writer.drain()


@asynccontextmanager
async def receiving(here: Live, *statuses: int) -> AsyncIterator[Receiver]:
    receiver = Receiver(list(statuses))

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await receiver.answer(reader, writer)
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(quietly, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    receiver.url = f"http://127.0.0.1:{port}/hook"
    answer = await here.api("setWebhook", url=receiver.url, secret_token="s3cret")
    assert answer["description"] == "Webhook was set"
    try:
        yield receiver
    finally:
        server.close()


async def test_updates_are_delivered_with_the_secret_and_not_polled() -> None:
    async with live() as here, receiving(here) as receiver:
        rider = await here.people.join("小王")
        await rider.text("hello")
        update, secret = await receiver.next()
        assert (update["message"]["text"], secret) == ("hello", "s3cret")
        assert await here.refusal("getUpdates") == (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
        assert (await here.result("getWebhookInfo"))["url"] == receiver.url


async def test_what_is_not_taken_is_delivered_again_and_in_order() -> None:
    async with live(webhook_retry=0.01) as here, receiving(here, 500, 503, 200) as receiver:
        rider = await here.people.join("小王")
        await rider.text("first")
        await rider.text("second")
        texts = [(await receiver.next())[0]["message"]["text"] for _ in range(4)]
        assert texts == ["first", "first", "first", "second"]
        info = await here.result("getWebhookInfo")
        assert info["last_error_message"].startswith("Wrong response from the webhook: 503")


async def test_one_chat_does_not_hold_up_another() -> None:
    async with live(webhook_retry=60) as here, receiving(here, 500) as receiver:
        stuck, free = await here.people.join("小王"), await here.people.join("小李")
        await stuck.text("stuck")
        await receiver.next()
        await free.text("free")
        assert (await receiver.next())[0]["message"]["text"] == "free"


async def test_a_webhook_ends_the_poll_that_waits() -> None:
    async with live() as here:
        poll = asyncio.create_task(here.refusal("getUpdates", timeout=30))
        await here.arrived("getUpdates")
        async with receiving(here):
            assert await poll == "Conflict: terminated by setWebhook request"
            assert (await here.api("deleteWebhook"))["description"] == "Webhook was deleted"
        assert await here.updates() == []


async def test_wrong_webhooks_are_refused() -> None:
    async with live() as here:
        assert "invalid webhook URL" in await here.refusal("setWebhook", url="ftp://x")
        assert "unallowed characters" in await here.refusal("setWebhook", url="http://127.0.0.1:1/", secret_token="a b")
        assert (await here.api("setWebhook", url=""))["description"] == "Webhook is already deleted"
