"""Group membership: asked from Telegram, remembered for a minute, or until Telegram says that it changed."""

from collections.abc import Awaitable, Callable
from typing import Final

from telegram import Bot, ChatMember
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.answers import UNREADABLE
from domain.tickets.fitness import Lack
from domain.tickets.membership import Membership
from handlers.final import final_refusal
from handlers.staff.standing import is_inside, lacks_of
from services.tickets.members import REMEMBERED_MS

_MOST: Final = 10_000

Heard = Callable[[int, int], Awaitable[Membership | None]]
"""Returns what Telegram said last of a person in a group; the update may have been read by another process."""


class TelegramMembers:
    """`services.ports.members.Members`, asked from Telegram."""

    def __init__(self, bot: Bot, now: Callable[[], int], heard: Heard) -> None:
        self._bot = bot
        self._now = now
        self._heard = heard
        self._asked: dict[tuple[int, int], Membership] = {}

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is in the group and may speak there."""
        known = await self._known(chat_id, user_id)
        return await self._ask(chat_id, user_id) if known is None else known

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is an administrator of the group; this is asked each time."""
        member = await self._member(chat_id, user_id)
        return member is not None and member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}

    async def lacks(self, chat_id: int) -> tuple[Lack, ...]:
        """Return what the group lacks now to be a queue's.

        Raises:
            telegram.error.TelegramError: The bot is not in the group, or Telegram was not reached.
            bot.answers.UNREADABLE: Telegram's record of it can't be read.
        """
        chat = await self._bot.get_chat(chat_id)
        return lacks_of(chat.username, await self._bot.get_chat_member(chat_id, self._bot.id))

    async def _known(self, chat_id: int, user_id: int) -> bool | None:
        """Return the newest that is known and young enough, else None."""
        both = (await self._heard(chat_id, user_id), self._asked.get((chat_id, user_id)))
        newest = max((each for each in both if each is not None), key=lambda each: each.at, default=None)
        if newest is None or abs(self._now() - newest.at) > REMEMBERED_MS:
            return None
        return newest.inside

    async def _ask(self, chat_id: int, user_id: int) -> bool:
        at = self._now()  # a change during the look-up is newer than its answer
        member = await self._member(chat_id, user_id)
        if member is None:
            return False
        if len(self._asked) >= _MOST:
            self._asked.clear()
        self._asked[chat_id, user_id] = Membership(chat_id, user_id, is_inside(member), at)
        return is_inside(member)

    async def _member(self, chat_id: int, user_id: int) -> ChatMember | None:
        """Return the member; None if Telegram knows none, the bot is not in the group or can't read the record."""
        try:
            return await self._bot.get_chat_member(chat_id, user_id)
        except ChatMigrated as error:
            return await self._member(error.new_chat_id, user_id)
        except (BadRequest, Forbidden) as error:
            if final_refusal("getChatMember", error) is None:
                raise
            return None
        except UNREADABLE:
            return None
