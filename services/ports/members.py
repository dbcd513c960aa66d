"""Who belongs to a group."""

from typing import Protocol


class Members(Protocol):
    """Who belongs to a group, asked from Telegram and remembered for some minutes."""

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether this person is in the group now."""

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Whether this person administers the group."""

    async def may_tend(self, chat_id: int) -> bool:
        """Whether the bot itself administers the group with the rights to delete and to pin messages."""
