"""The repository of delay slips, and of the deeds for which they can be had."""

from typing import Protocol

from domain.programme.slips import Deed, Done, Slip


class Slips(Protocol):
    """Delay slips, one for each rider, report and kind of deed."""

    async def get(self, slip_id: int) -> Slip | None:
        """Return the slip with this id, made or not, or None."""

    async def of_code(self, code: str) -> Slip | None:
        """Return the slip with this code, made or not, or None."""

    async def of_deed(self, rider_id: int, report_id: int, deed: Deed) -> Slip | None:
        """Return a rider's slip for a deed, made or not, or None."""

    async def save(self, slip: Slip) -> None:
        """Insert, or put it in place of that with the same id."""

    async def of_rider(self, rider_id: int) -> list[Slip]:
        """Return the slips that a rider has made, newest first."""

    async def holders(self, report_id: int) -> frozenset[int]:
        """Return the ids of the riders who have made a slip for something on this report."""

    async def deeds(self, rider_id: int, since: int) -> list[Done]:
        """Return what a rider reported, witnessed by evidence or checked since then (ms UTC), newest first."""

    async def acts(self, rider_id: int, report_id: int) -> list[int]:
        """Return when a rider sent something about a report, or answered whether it is fixed (ms UTC)."""
