"""Receiving as a role of one process: the long polling, or the webhook that Telegram is told of."""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.answers import UNREADABLE
from bot.incoming.receiving import ALLOWED_UPDATES, Poller, Store, until_answered
from bot.lasting import Lasting
from files.config import Telegram

log = structlog.get_logger()
LOOK_EVERY_S: Final = 300.0
_ELSEWHERE: Final = "another program set or removed the webhook of this token: only one may receive"
_LEFT_BEHIND: Final = "mode is polling, so it is removed; updates that wait are kept"


@dataclass(frozen=True, slots=True)
class Reception:
    """Receives updates for all processes on one database; `store_at_last` never fails, `store` may be told to retry."""

    bot: Bot
    database: Lasting
    telegram: Telegram
    store: Store
    store_at_last: Store

    async def run(self) -> None:
        """Receive until cancelled; what is in hand then is answered first.

        Raises:
            telegram.error.InvalidToken: Telegram does not know the token.
            CannotListen: The webhook's address is taken or is not this machine's.
        """
        if self.telegram.mode == "polling":
            await self.database.in_role("receive", self._poll)
            return
        from bot.incoming.serving import serve_webhook  # noqa: PLC0415  the web server is loaded only for a webhook

        secret_file, url = self.telegram.webhook_secret_file, self.telegram.webhook_url or ""
        secret = secret_file.read_text(encoding="utf-8").strip() if secret_file else ""
        listening = asyncio.Event()
        serving = asyncio.create_task(
            serve_webhook(url, self.telegram.webhook_listen, secret, self.store, listening, self.bot.username)
        )
        keeping = asyncio.create_task(self._keep_webhook_once(listening, url, secret))
        try:
            done, _ = await asyncio.wait({serving, keeping}, return_when=asyncio.FIRST_COMPLETED)
            done.pop().result()
        finally:
            for task in (serving, keeping):
                task.cancel()
            await asyncio.gather(serving, keeping, return_exceptions=True)

    async def _poll(self) -> None:
        info: WebhookInfo | None = None

        async def look() -> None:
            nonlocal info
            info = await self._look()

        await until_answered(look)
        if info is not None and info.url:
            log.warning("webhook_removed", url=info.url, hint=_LEFT_BEHIND)
        await until_answered(self.bot.delete_webhook)
        await Poller(self.bot, self.store_at_last, self.bot.username).run()

    async def _keep_webhook_once(self, listening: asyncio.Event, url: str, secret: str) -> None:
        await listening.wait()
        await self.database.in_role("receive", lambda: self._keep_webhook(url, secret))

    async def _keep_webhook(self, url: str, secret: str) -> None:
        """Set the webhook, and again when another program has changed it; log what Telegram says goes wrong with it."""

        async def set_it() -> None:
            await self.bot.set_webhook(url, allowed_updates=ALLOWED_UPDATES, secret_token=secret)

        await until_answered(set_it)
        told = None
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                info = await self._look()
            except InvalidToken:
                raise
            except TelegramError as error:
                log.info("webhook_not_looked_at", error=error.message)
                continue
            if info is None:
                continue
            if info.url != url:
                log.error("another_receives", webhook=info.url, hint=_ELSEWHERE)
                await until_answered(set_it)
            elif info.last_error_date is not None and info.last_error_date != told:
                told = info.last_error_date
                waiting = info.pending_update_count
                log.warning("webhook_failing", error=info.last_error_message, at=str(told), waiting=waiting)

    async def _look(self) -> WebhookInfo | None:
        """Return what Telegram says of the webhook; None if it can't be read."""
        try:
            return await self.bot.get_webhook_info()
        except UNREADABLE as error:
            log.info("webhook_not_looked_at", error=repr(error))
            return None
