"""Delivery of updates to the bot's webhook, again and again until it answers 2xx.

Source: tdlib/telegram-bot-api ``WebhookActor.cpp``: updates of one chat in order, several chats at once,
redelivery with a growing pause; Client.cpp ``process_set_webhook_query``.
"""

import asyncio
import re
from typing import Any

import httpx

from playground.arguments import Arguments
from playground.doors import is_this_machine
from playground.errors import bad_request
from playground.updates import Updates
from playground.world import Playground

JSON = dict[str, Any]

_LONGEST_PAUSE = 60.0
_PATIENCE = 60.0  # seconds for the bot's answer
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ADDRESS = re.compile(r"https?://[^/\s]+.*")


class Webhook:
    """The webhook of the bot, if one is set. Plain http is allowed, as for a server run with ``--local``."""

    def __init__(self, world: Playground) -> None:
        self._updates: Updates = world.updates
        self._world = world
        self._task: asyncio.Task[None] | None = None
        self._delivering: dict[int, asyncio.Task[None]] = {}
        self._last_error: JSON = {}
        self.url = ""
        self._secret = ""
        self._connections = 40

    async def set(self, args: Arguments) -> str:
        """Take a webhook; an empty address deletes it. Return the description of the answer.

        Raises:
            Refusal: 400 for the address or the secret.
        """
        url, secret = args.text("url"), args.text("secret_token")
        if not url:
            return await self.delete(args)
        if not _ADDRESS.fullmatch(url):
            raise bad_request("bad webhook: invalid webhook URL specified")
        if not is_this_machine(url):
            raise bad_request("bad webhook: this server delivers to its own machine only")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._prepare(args)
        same = (url, secret) == (self.url, self._secret)
        self._connections = min(max(args.integer("max_connections", 40), 1), 100)
        if same:
            return "Webhook is already set"
        self._updates.abort_poll("terminated by setWebhook request")
        await self.close()
        self.url, self._secret, self._last_error = url, secret, {}
        self._task = asyncio.create_task(self._run())
        return "Webhook was set"

    async def delete(self, args: Arguments) -> str:
        """Delete the webhook. Return the description of the answer."""
        self._prepare(args)
        was = bool(self.url)
        await self.close()
        self.url = self._secret = ""
        return "Webhook was deleted" if was else "Webhook is already deleted"

    def info(self) -> JSON:
        """Return a ``WebhookInfo``."""
        info: JSON = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending()),
        }
        if self.url:
            info |= {"max_connections": self._connections, **self._last_error}
        return info | ({"allowed_updates": self._updates.allowed} if self._updates.allowed else {})

    async def close(self) -> None:
        """Stop delivering."""
        tasks = [task for task in (self._task, *self._delivering.values()) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._task = None
        self._delivering.clear()

    def _prepare(self, args: Arguments) -> None:
        self._updates.want(args.document("allowed_updates"))
        if args.flag("drop_pending_updates"):
            self._updates.drop()

    async def _run(self) -> None:
        limits = httpx.Limits(max_connections=self._connections)
        async with httpx.AsyncClient(limits=limits, timeout=_PATIENCE, trust_env=False) as client:
            self._start_lanes(client)
            while await self._updates.next():
                self._start_lanes(client)

    def _start_lanes(self, client: httpx.AsyncClient) -> None:
        for lane in {_lane(update) for update in self._updates.pending()} - self._delivering.keys():
            self._delivering[lane] = asyncio.create_task(self._deliver_lane(client, lane))

    async def _deliver_lane(self, client: httpx.AsyncClient, lane: int) -> None:
        """Deliver what waits for one chat, in order."""
        try:
            while waiting := [update for update in self._updates.pending() if _lane(update) == lane]:
                await self._deliver(client, waiting[0])
                self._updates.remove(waiting[0])
        finally:
            self._delivering.pop(lane, None)

    async def _deliver(self, client: httpx.AsyncClient, update: JSON) -> None:
        pause = self._world.setting.webhook_retry
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        while True:
            try:
                response = await client.post(self.url, json=update, headers=headers)
            except httpx.HTTPError as error:
                problem = f"Connection failed: {error!r}"
            else:
                if response.is_success:
                    return
                problem = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
            self._last_error = {"last_error_date": self._world.now, "last_error_message": problem}
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


def _lane(update: JSON) -> int:
    """Return the chat (or the user) whose order an update belongs to."""
    payload: JSON = next((value for value in update.values() if isinstance(value, dict)), {})
    message = payload.get("message")
    chat = payload.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
    owner = chat or payload.get("from") or {}
    return int(owner.get("id") or 0)
