"""The repository of vouchers, and of what is redeemed of each reward."""

from collections.abc import Mapping
from typing import Protocol

from domain.district.rewards import Taken
from domain.programme.vouchers import Voucher


class Vouchers(Protocol):
    """The repository of vouchers."""

    async def get(self, voucher_id: int) -> Voucher | None:
        """Return the voucher with this id, or None."""

    async def of_code(self, code: str) -> Voucher | None:
        """Return the voucher that has this code, or had it before a newer one; or None."""

    async def save(self, voucher: Voucher) -> None:
        """Insert a voucher, or keep its code and what has become of it. Its code is remembered until it is purged.

        Of two who change one at the same time, the later is run again.
        """

    async def open_of(self, rider_id: int) -> list[Voucher]:
        """Return a rider's vouchers that are open, the newest first."""

    async def of_rider(self, rider_id: int) -> list[Voucher]:
        """Return all of a rider's vouchers, the newest first."""

    async def open_after(self, reward: str, after_id: int, limit: int) -> list[Voucher]:
        """Return a page of the open vouchers by reward and id, behind those."""

    async def count_open(self) -> Mapping[str, int]:
        """Return how many vouchers of each reward are open, by the reward's id."""

    async def count(self, voucher: Voucher, pieces: int) -> None:
        """Count one piece more (1) or less (-1) of the voucher's reward, by all and by its rider in its month.

        Of two that count the same reward at the same time, the later is run again.
        """

    async def taken(self, rider_id: int, month: str) -> Mapping[str, Taken]:
        """Return what is redeemed of each reward, by all and in this month by this rider, by the reward's id."""

    async def purge_taken(self, month: str) -> None:
        """Forget the months before this one, as `2026-11`."""

    async def forget_codes(self, rider_id: int) -> None:
        """Remove all codes of a rider's vouchers."""
