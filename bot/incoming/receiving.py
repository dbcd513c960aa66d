"""The receive loop by long polling: updates are stored before they are confirmed to Telegram."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.answers import UNREADABLE
from bot.incoming.concerning import concerns
from bot.incoming.sorting import is_apart, lane_of
from bot.outgoing.outcomes import told_to_wait_s
from services.ports.inbox import InboxItem

log = structlog.get_logger()
POLL_S: Final = 50
_READ_MARGIN_S: Final = 10
_AT_ONCE: Final = 100
_NUL: Final = re.compile(r"((?<!\\)(?:\\\\)*)\\u0000")
_WAITS_S: Final = (1, 2, 5, 10, 30)
_IDS_BELOW: Final = 2**63
_WEBHOOK: Final = "webhook is active"
_CONFLICT_HINT: Final = (
    "another program, perhaps on another machine, uses this token: stop it, or each gets some updates"
)
_PROXY_HINT: Final = "from mainland China Telegram needs [telegram] proxy"

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""The kinds of update that the bot handles; Telegram sends no others, and `chat_member` only where it is asked for."""

Store = Callable[[Sequence[InboxItem]], Awaitable[None]]
"""Returns once the updates are on disk."""


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls for updates and passes them to `store`; `name` is the bot's username."""

    bot: Bot
    store: Store
    name: str

    async def run(self) -> None:
        """Poll until cancelled.

        The offset confirms a batch once and is then left out: after a week without updates ids start anew, and an old
        offset would confirm updates that were never received.

        Raises:
            telegram.error.InvalidToken: Telegram does not know the token.
        """
        offset, failures = 0, 0
        while True:
            try:
                updates = await self._poll(offset)
                items = [as_item(update) for update in updates if concerns(update, self.name)]
                last = int(updates[-1]["update_id"]) if updates else None
            except InvalidToken:
                raise
            except (TelegramError, *UNREADABLE) as error:
                offset, wait = 0, _wait_after(error, failures)
                _log_failure(error, wait)
                await asyncio.sleep(wait)
                failures += 1
                if isinstance(error, Conflict) and _WEBHOOK in error.message:
                    await until_answered(self.bot.delete_webhook)
                continue
            failures, offset = 0, 0
            if items:
                await self.store(items)
            if last is not None:
                offset = last + 1

    async def _poll(self, offset: int) -> list[dict[str, Any]]:
        """Poll once; the library's own `get_updates` would lose the raw payload."""
        query = {"timeout": POLL_S, "limit": _AT_ONCE, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if offset:
            query["offset"] = offset
        url = f"{self.bot.base_url}/getUpdates?{urlencode(query)}"
        payload = await self.bot.request.retrieve(url, read_timeout=POLL_S + _READ_MARGIN_S)
        updates: list[dict[str, Any]] = self.bot.request.parse_json_payload(payload)["result"]
        return updates


async def until_answered(call: Callable[[], Awaitable[object]]) -> None:
    """Call Telegram until it succeeds.

    Raises:
        telegram.error.InvalidToken: Telegram does not know the token.
    """
    for failures in count():
        try:
            await call()
        except InvalidToken:
            raise
        except (TelegramError, *UNREADABLE) as error:
            wait = _wait_after(error, failures)
            log.warning("telegram_not_reached", error=_told(error), wait_s=wait, hint=_PROXY_HINT)
            await asyncio.sleep(wait)
        else:
            return


def as_item(update: dict[str, Any]) -> InboxItem:
    """Return an update as an inbox item."""
    chat_id = chat_of(update)
    apart = is_apart(update, chat_id)
    return InboxItem(0, int(update["update_id"]), chat_id, _storable(update), lane_of(update), apart)


def _storable(update: dict[str, Any]) -> str:
    """Return the update as text that every database accepts: without NUL and lone surrogates."""
    payload = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    if "\\u0000" in payload:
        payload = _NUL.sub(r"\1", payload)
    return payload.encode("utf-8", "replace").decode()


def chat_of(update: dict[str, Any]) -> int:
    """Return the chat whose updates are handled in order, else the sender, else 0."""
    places = list(_places(update))
    for name in ("chat", "from", "user"):
        for place in places:
            found = place.get(name)
            if isinstance(found, dict) and _is_id(found.get("id")):
                return int(found["id"])
    return 0


def _is_id(value: object) -> bool:
    """Return whether a value fits a database's integer; Telegram's ids have 52 bits at most."""
    return isinstance(value, int) and abs(value) < _IDS_BELOW


def _places(update: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield where an update may name its chat: its content, and the message that the content is about."""
    for content in update.values():
        if isinstance(content, dict):
            yield content
            message = content.get("message")
            if isinstance(message, dict):
                yield message


def _wait_after(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        return told_to_wait_s(error)
    return _WAITS_S[min(failures, len(_WAITS_S) - 1)]


def _log_failure(error: Exception, wait_s: float) -> None:
    if isinstance(error, Conflict):
        log.error("another_receives", error=error.message, wait_s=wait_s, hint=_CONFLICT_HINT)
    else:
        log.warning("poll_failed", error=_told(error), wait_s=wait_s)


def _told(error: Exception) -> str:
    """Return what an error says; one of reading says little without its name."""
    return error.message if isinstance(error, TelegramError) else repr(error)
