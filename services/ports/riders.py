"""The repository of riders."""

from typing import Protocol

from domain.people.riders import Rider


class Riders(Protocol):
    """The repository of riders."""

    async def get(self, rider_id: int) -> Rider | None:
        """Return the rider with this id, or None."""

    async def by_chat(self, chat_id: int) -> Rider | None:
        """Return the rider of this private chat, or None."""

    async def save(self, rider: Rider) -> None:
        """Insert the rider, or update them by id."""

    async def page(self, after_id: int, limit: int) -> list[Rider]:
        """Return riders with an id above `after_id`, by id."""

    async def to_tell(self, after_id: int, limit: int) -> list[Rider]:
        """Return riders with an id above `after_id` who have agreed, are reachable and not muted, by id."""

    async def of_slot(self, slot: int, after_id: int, limit: int) -> list[Rider]:
        """Return those of `to_tell` whose digest comes in this slot, see `domain.week.slots`."""

    async def digest_slots(self) -> list[int]:
        """Return the slots in which digests of riders come."""

    async def of_report(self, report_id: int) -> list[Rider]:
        """Return the reporter first, then the witnesses in the order they joined."""

    async def also_seen(self, report_id: int) -> list[Rider]:
        """Return those who have also seen it, without evidence, in the order they joined."""
