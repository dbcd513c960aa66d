"""The repository of the places that have a board."""

from typing import Protocol

from domain.tickets.boards import Place


class Boards(Protocol):
    """The places that have a board; its message is in the outbox and among the messages that stand."""

    async def places(self) -> list[Place]:
        """Return all of them."""

    async def has(self, place: Place) -> bool:
        """Return whether this place has one."""

    async def add(self, place: Place) -> None:
        """Note that a place has a board; do nothing if it has."""

    async def drop(self, place: Place) -> None:
        """Note that a place has none any more."""
