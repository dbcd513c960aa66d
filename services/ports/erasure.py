"""The repository that erases what is a rider's own."""

from typing import Protocol

from domain.people.riders import Rider


class Erasure(Protocol):
    """The repository that erases what is a rider's own; photos and clips go by their `of_forgotten`."""

    async def forget(self, rider: Rider, now: int) -> None:
        """Erase what the rider wrote, sent and was told, and every trace of the chat.

        Reports, witness acts, ledger entries and events stay under the rider's id, which leads to nobody; without any
        of them the rider is deleted.
        """

    async def reports(self, rider_id: int, after_id: int, limit: int) -> list[int]:
        """Return ids above `after_id` of reports that the rider made or wrote to, in order."""

    async def reword(self, report_ids: list[int]) -> None:
        """Take people's words out of messages to groups about these reports that are not being sent right now."""

    async def asked(self, rider_id: int) -> list[tuple[int, int]]:
        """Erase what the rider asked people in groups; return chat and id of each message that stands there."""
