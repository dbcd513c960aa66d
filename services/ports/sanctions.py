"""The repository of what supervisors did against riders."""

from typing import Protocol

from domain.people.sanctions import RiderRecord, Sanction


class Sanctions(Protocol):
    """The repository of sanctions, to which acts are appended."""

    async def add(self, sanction: Sanction) -> None:
        """Append an act; no earlier one has its `person` any more."""

    async def of_rider(self, rider_id: int) -> list[Sanction]:
        """Return the acts against a rider, in order."""

    async def begun(self, begun_id: int) -> list[Sanction]:
        """Return what goes back to the act with this id, in order."""

    async def of_person(self, person: str) -> Sanction | None:
        """Return the newest act against whoever is known by this, or None."""

    async def record(self, rider_id: int) -> RiderRecord:
        """Return what a rider has done."""

    async def unname(self, now: int) -> None:
        """Forget by what the person is known in acts that have ended by now (ms UTC)."""
