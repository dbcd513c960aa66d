"""Looks at the groups of queues at the start and every hour, as not all that makes one unfit is told by an update."""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.answers import UNREADABLE
from bot.outgoing.outcomes import Outcome, outcome_of, told_to_wait_s
from services.deps import Deps
from services.ports.members import Members
from services.ports.transaction import Database
from services.tickets import fitness, groups

log = structlog.get_logger()
_EVERY_S: Final = 3600.0


@dataclass(slots=True)
class GroupChecks:
    """Compares each group with what a queue's group must be."""

    members: Members
    deps: Deps
    database: Database

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(_EVERY_S)

    async def look(self) -> None:
        """Look at each group once; one that Telegram does not answer for is left for the next time."""
        chats = await self.database.read(lambda tx: tx.queues.chats())
        for chat_id in dict.fromkeys(chat.chat_id for chat in chats):
            try:
                await self._look_at(chat_id)
            except RetryAfter as error:
                await asyncio.sleep(told_to_wait_s(error))
            except TelegramError as error:
                log.info("group_not_checked", chat=chat_id, error=str(error))

    async def _look_at(self, chat_id: int) -> None:
        try:
            lacks = await self.members.lacks(chat_id)
        except ChatMigrated as error:
            new_chat = error.new_chat_id
            await self.database.write(lambda tx: groups.move(tx, self.deps, chat_id, new_chat))
        except (BadRequest, Forbidden) as error:
            if outcome_of(error) is not Outcome.UNREACHABLE:
                raise
            log.warning("group_not_reached", chat=chat_id, error=error.message)
            await self.database.write(lambda tx: groups.lose(tx, self.deps, chat_id))
        except UNREADABLE as error:
            log.info("group_not_checked", chat=chat_id, error=repr(error))
        else:
            await self.database.write(lambda tx: fitness.judge(tx, self.deps, chat_id, lacks))
