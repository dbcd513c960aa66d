"""Riders, by id and by private chat."""

from typing import Protocol

from domain.people.riders import Rider


class Riders(Protocol):
    """Riders."""

    async def get(self, rider_id: int) -> Rider | None:
        """By id."""

    async def by_chat(self, chat_id: int) -> Rider | None:
        """By private chat."""

    async def save(self, rider: Rider) -> None:
        """Insert or update by id."""

    async def to_digest(self, after_id: int, limit: int) -> list[Rider]:
        """Agreed, reachable, unmuted riders with an id above `after_id`, by id."""

    async def of_report(self, report_id: int) -> list[Rider]:
        """The reporter first, then the witnesses by time."""
