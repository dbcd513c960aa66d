"""The look-up of group members."""

from typing import Protocol


class Members(Protocol):
    """Group membership as Telegram reports it, cached for some minutes."""

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is in the group now."""

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is an administrator of the group."""

    async def may_tend(self, chat_id: int) -> bool:
        """Return whether the bot is an administrator with the rights to delete and pin messages."""
