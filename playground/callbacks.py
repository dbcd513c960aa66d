"""Presses of inline buttons that wait for the bot's answer."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.errors import Absent, bad_request

JSON = dict[str, Any]

_PATIENCE = 15.0  # seconds after which the servers give up: BOT_RESPONSE_TIMEOUT, shown as QUERY_ID_INVALID
_MAX_TEXT = 200  # https://core.telegram.org/bots/api#answercallbackquery


@dataclass(slots=True)
class Press:
    """One press, and what the bot said to it."""

    id: str
    chat_id: int
    pressed: float
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    text: str = ""
    show_alert: bool = False

    def document(self) -> JSON:
        """Return ``{"answered", "text", "show_alert"}``."""
        return {"answered": self.answered.is_set(), "text": self.text, "show_alert": self.show_alert}


class Callbacks:
    """All presses by their ``callback_query_id``."""

    def __init__(self, clock: Callable[[], float], source: random.Random) -> None:
        self._clock = clock
        self._random = source
        self._presses: dict[str, Press] = {}
        self._closing = asyncio.Event()

    def add(self, chat_id: int) -> Press:
        """Note a press."""
        press = Press(str(self._random.randrange(10**17, 10**18)), chat_id, self._clock())
        self._presses[press.id] = press
        return press

    def answer(self, query_id: str, text: str, *, show_alert: bool) -> Press:
        """Take the bot's answer.

        Raises:
            Refusal: 400 when the query is unknown, answered already or older than 15 seconds (Client.cpp,
                QUERY_ID_INVALID), or the text is over 200 characters.
        """
        press = self._presses.get(query_id)
        if press is None or press.answered.is_set() or self._clock() - press.pressed > _PATIENCE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(text) > _MAX_TEXT:
            raise bad_request("MESSAGE_TOO_LONG")
        press.text, press.show_alert = text, show_alert
        press.answered.set()
        return press

    async def wait(self, query_id: str, seconds: float) -> JSON:
        """Return what the bot said, waiting up to ``seconds`` for it.

        Raises:
            Absent: nobody pressed so.
        """
        if query_id not in self._presses:
            raise Absent(f"no press has the id {query_id}")
        press = self._presses[query_id]
        if seconds and not press.answered.is_set():
            waits = [asyncio.ensure_future(event.wait()) for event in (press.answered, self._closing)]
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()
        return press.document()

    def close(self) -> None:
        """Let everybody go who waits for an answer."""
        self._closing.set()
