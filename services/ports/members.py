"""The look-up of group members."""

from typing import Protocol


class Members(Protocol):
    """Group membership as Telegram reports it."""

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is in the group now and may speak there; known for a minute at most."""

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is an administrator of the group."""

    async def may_tend(self, chat_id: int) -> bool:
        """Return whether the bot is an administrator with the rights to delete and pin messages."""
