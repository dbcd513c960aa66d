"""Riders within the process: they send updates and hear what the bot sends, whichever bot it is."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count
from typing import Any

from benchmarks.district import CAPTION
from texts.base.callbacks import Verb

JSON = dict[str, Any]
Send = Callable[[JSON], Awaitable[None]]
"""Hands an update to the bot."""
Press = tuple[int, str]
"""A message's number, and the data of a key under it."""
_PATIENCE_S = 60
_ON_TICKETS = (f"{Verb.ACT.value}:", f"{Verb.SUPERVISE.value}:")


class Riders:
    """Each has a private chat whose number is a small one; `files` are the ids of their photos in turn."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = iter(files)
        self._updates = count(1)
        self._messages = count(1)
        self._cards: dict[int, asyncio.Queue[Press]] = defaultdict(asyncio.Queue)
        self._tickets: asyncio.Semaphore = asyncio.Semaphore(0)

    def hear(self, parameters: JSON, number: int) -> None:
        """Note what the bot puts into a chat or edits there: drafts' cards, and in groups what has a ticket's keys."""
        chat = parameters["chat_id"]
        if chat < 0:
            if any(data.startswith(_ON_TICKETS) for data in _presses(parameters)):
                self._tickets.release()
            return
        for data in _presses(parameters):
            self._cards[chat].put_nowait((number, data))

    async def report(self, send: Send, reports: int, chats: int) -> None:
        """Let so many chats report at once, one report after the other, until all have a receipt and a ticket card."""
        turns = iter(range(reports))
        await asyncio.gather(*(self._report_in_turn(send, chat, turns) for chat in range(1, chats + 1)))
        for _ in range(reports):
            await self.ticket()

    async def _report_in_turn(self, send: Send, chat: int, turns: Iterator[int]) -> None:
        for _ in turns:
            await self.submit(send, chat, await self.draft(send, chat))

    async def draft(self, send: Send, chat: int) -> Press:
        """Send a photo; returns the press that submits the draft which comes of it."""
        await send(self.photo_update(chat))
        return await self._pressable(chat, Verb.SUBMIT)

    async def submit(self, send: Send, chat: int, press: Press) -> None:
        """Press, and wait for the receipt."""
        await send(self.press_update(chat, *press))
        await self._pressable(chat, Verb.WITHDRAW)

    async def ticket(self) -> None:
        """Wait for one more ticket: its card, and what supervisors see of it. Raises TimeoutError where none comes."""
        async with asyncio.timeout(_PATIENCE_S):
            await self._tickets.acquire()
            await self._tickets.acquire()

    async def _pressable(self, chat: int, verb: Verb) -> Press:
        """Wait for a card with this key. Raises TimeoutError where the bot says something else, or nothing."""
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                number, data = await self._cards[chat].get()
                if data.startswith(f"{verb.value}:"):
                    return number, data

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


def _user(chat: int) -> JSON:
    return {"id": chat, "is_bot": False, "first_name": "王", "language_code": "zh"}


def _presses(parameters: JSON) -> Iterator[str]:
    markup = parameters.get("reply_markup") or {}
    for row in (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", ()):
        yield from (button["callback_data"] for button in row if "callback_data" in button)
