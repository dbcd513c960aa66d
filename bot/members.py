"""Group membership, asked from Telegram and cached for some minutes."""

from collections.abc import Callable
from typing import Final

from telegram import Bot, ChatMember, ChatMemberAdministrator
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

_REMEMBERED_MS: Final = 5 * 60_000
_MOST: Final = 10_000
_ANONYMOUS_ADMIN: Final = 1087968824
"""The sender of anonymous administrators' messages: https://core.telegram.org/bots/api#message."""

_INSIDE: Final = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER})


class TelegramMembers:
    """`services.ports.members.Members`, asked from Telegram."""

    def __init__(self, bot: Bot, now: Callable[[], int]) -> None:
        self._bot = bot
        self._now = now
        self._known: dict[tuple[int, int], tuple[int, str]] = {}

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is in the group; restricted members do not count."""
        return await self._status(chat_id, user_id) in _INSIDE

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is an administrator of the group, without using the cache."""
        self._known.pop((chat_id, user_id), None)
        return await self._status(chat_id, user_id) in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}

    async def may_tend(self, chat_id: int) -> bool:
        """Return whether the bot is an administrator with the rights to delete and pin messages."""
        member = await self._member(chat_id, self._bot.id)
        return isinstance(member, ChatMemberAdministrator) and bool(
            member.can_delete_messages and member.can_pin_messages is not False
        )

    async def _status(self, chat_id: int, user_id: int) -> str:
        if user_id == _ANONYMOUS_ADMIN:
            return ChatMemberStatus.ADMINISTRATOR
        known = self._known.get((chat_id, user_id))
        if known is not None and known[0] > self._now():
            return known[1]
        member = await self._member(chat_id, user_id)
        status = member.status if member else ChatMemberStatus.LEFT
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[chat_id, user_id] = (self._now() + _REMEMBERED_MS, status)
        return status

    async def _member(self, chat_id: int, user_id: int) -> ChatMember | None:
        """Return the member, or None if Telegram knows no such member or the bot is not in the group."""
        try:
            return await self._bot.get_chat_member(chat_id, user_id)
        except (BadRequest, Forbidden):
            return None
