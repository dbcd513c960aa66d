"""Words of danger are answered as they come in, whatever else their chat or its lane is waiting for."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from telegram import Bot

from bot.incoming.reading import read_update
from handlers.context import Tools
from handlers.riders import dangers
from services.ports.inbox import InboxItem

log = structlog.get_logger()
_SAYS: Final = ("text", "caption")


@dataclass(slots=True)
class FirstAnswers:
    """Answers each update that names a danger; its handler, which does the rest, finds the answer given."""

    bot: Bot
    tools: Tools
    tasks: "set[asyncio.Task[None]]" = field(default_factory=set)

    def begin(self, items: Iterable[InboxItem]) -> None:
        """Begin to answer those of these stored updates that name a danger in a private chat."""
        for item in items:
            if item.chat_id > 0 and self.tools.deps.danger.find(_said(item)) is not None:
                task = asyncio.create_task(self._answer(item))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)

    async def _answer(self, item: InboxItem) -> None:
        try:
            message = read_update(item.payload, self.bot).effective_message
            if message is not None:
                await dangers.answer_first(self.tools, message)
        except Exception as error:  # noqa: BLE001  its handler answers, or says why it can't
            log.warning("danger_not_answered_at_once", update_id=item.update_id, error=repr(error))


def _said(item: InboxItem) -> str:
    """Return the words of a message; "" for any other update."""
    update: dict[str, Any] = json.loads(item.payload)
    message = update.get("message") or update.get("edited_message")
    said = (message.get(name) for name in _SAYS) if isinstance(message, dict) else ()
    return next((each for each in said if isinstance(each, str)), "")
