"""Riders within the process: they put updates into the inbox and hear what the bot sends."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from benchmarks.district import CAPTION
from bot.app import App
from bot.incoming.receiving import as_item
from domain.people.riders import CONSENT_VERSION, Rider
from services.ports.transaction import Transaction
from texts.base.callbacks import Verb

JSON = dict[str, Any]


class Riders:
    """Each has a private chat whose number is a small one; `files` are the ids of their photos in turn."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = iter(files)
        self._updates = count(1)
        self._messages = count(1)
        self._cards: dict[int, asyncio.Queue[tuple[int, str]]] = defaultdict(asyncio.Queue)
        self._tickets: asyncio.Semaphore = asyncio.Semaphore(0)
        self._app: App | None = None
        self._chats: Sequence[int] = ()

    async def settle(self, app: App, chats: int) -> None:
        """Let so many riders have agreed to the terms."""
        self._app, self._chats = app, range(1, chats + 1)

        async def settle_all(tx: Transaction) -> None:
            for chat in self._chats:
                await tx.riders.save(_agreed(chat))

        await app.database.write(settle_all)

    def hear(self, parameters: JSON, number: int) -> None:
        """Note what the bot puts into a chat or edits there: cards in private chats, tickets in groups."""
        chat = parameters["chat_id"]
        if chat < 0:
            self._tickets.release()
            return
        for data in _presses(parameters):
            self._cards[chat].put_nowait((number, data))

    async def report(self, reports: int) -> None:
        """Let all chats report at once, one report after the other, until so many have a receipt and a ticket card."""
        turns = iter(range(reports))
        await asyncio.gather(*(self._report_in_turn(chat, turns) for chat in self._chats))
        for _ in range(reports):
            await self._tickets.acquire()

    async def _report_in_turn(self, chat: int, turns: Iterator[int]) -> None:
        for _ in turns:
            await self._send(self.photo_update(chat))
            card, data = await self._pressable(chat, Verb.SUBMIT)
            await self._send(self.press_update(chat, card, data))
            await self._pressable(chat, Verb.WITHDRAW)

    async def _pressable(self, chat: int, verb: Verb) -> tuple[int, str]:
        while True:
            number, data = await self._cards[chat].get()
            if data.startswith(f"{verb.value}:"):
                return number, data

    async def _send(self, update: JSON) -> None:
        assert self._app is not None  # noqa: S101
        await self._app.store([as_item(update)])

    def photo_update(self, chat: int) -> JSON:
        """A photo sent as a file with a caption."""
        document = {"file_id": next(self._files), "file_unique_id": "u", "mime_type": "image/jpeg", "file_size": 60_000}
        message = self._message(chat) | {"document": document, "caption": CAPTION}
        return {"update_id": next(self._updates), "message": message}

    def press_update(self, chat: int, card: int, data: str) -> JSON:
        """A press on a card of the bot's."""
        message = self._message(chat) | {"message_id": card, "text": "."}
        number = next(self._updates)
        query = {"id": str(number), "from": _user(chat), "chat_instance": "1", "message": message, "data": data}
        return {"update_id": number, "callback_query": query}

    def _message(self, chat: int) -> JSON:
        private = {"id": chat, "type": "private", "first_name": "王"}
        return {"message_id": next(self._messages), "date": 1_760_000_000, "chat": private, "from": _user(chat)}


def _agreed(chat: int) -> Rider:
    return Rider(
        id=chat,
        chat_id=chat,
        language="zh",
        consent=CONSENT_VERSION,
        muted=True,
        reachable=True,
        last_place=None,
        last_place_at=None,
        created_at=0,
    )


def _user(chat: int) -> JSON:
    return {"id": chat, "is_bot": False, "first_name": "王", "language_code": "zh"}


def _presses(parameters: JSON) -> Iterator[str]:
    markup = parameters.get("reply_markup") or {}
    for row in (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", ()):
        yield from (button["callback_data"] for button in row if "callback_data" in button)
