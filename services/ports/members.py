"""The look-up of group members."""

from typing import Protocol

from domain.tickets.fitness import Lack


class Members(Protocol):
    """Group membership as Telegram reports it."""

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is in the group now and may speak there; known for a minute at most."""

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Return whether this person is an administrator of the group."""

    async def lacks(self, chat_id: int) -> tuple[Lack, ...]:
        """Return what the group lacks now to be a queue's; what Telegram refuses is raised."""
