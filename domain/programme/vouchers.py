"""Vouchers: what a rider has redeemed, until it is handed out or its points return."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

UNDO_MS: Final = 2 * 60_000
"""How long who handed something out may undo it."""


class VoucherState(StrEnum):
    """What has become of a voucher; all but the first end it."""

    OPEN = "open"
    HANDED_OUT = "handed_out"
    GIVEN_BACK = "given_back"
    ENDED = "ended"
    CANCELLED = "cancelled"
    NO_DESK = "no_desk"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Voucher:
    """One voucher; name, price and places are those of the price list when it was redeemed.

    Attributes:
        reward: The id in the price list of then.
        places: The queues and stations that promised to hand it out.
        code: The code that counts now; codes before it are known as old ones.
        month: The district's calendar month in which it was redeemed, as `2026-11`.
        at, ends_at: When it was redeemed, and until when it holds, ms UTC.
        closed_at: When it was handed out or ended, ms UTC; None while it is open.
        queue, staff_id, staff_name: The queue for which it was handed out, and by whom; "" and 0 if it was not.
    """

    id: int
    rider_id: int
    reward: str
    zh: str
    en: str
    points: int
    places: tuple[str, ...]
    code: str
    month: str
    state: VoucherState
    at: int
    ends_at: int
    closed_at: int | None = None
    queue: str = ""
    staff_id: int = 0
    staff_name: str = ""

    def holds(self, now: int) -> bool:
        """Return whether it can be handed out now (ms UTC)."""
        return self.state is VoucherState.OPEN and now < self.ends_at

    def may_undo(self, staff_id: int, now: int) -> bool:
        """Return whether this person may take back now (ms UTC) that they handed it out."""
        return (
            self.state is VoucherState.HANDED_OUT
            and self.staff_id == staff_id
            and self.closed_at is not None
            and now < self.closed_at + UNDO_MS
        )
