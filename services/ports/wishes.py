"""The repository of wishes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.programme.wishes import Wish


@dataclass(frozen=True, slots=True)
class BoardWish:
    """A wish on a board, the message of its card in that group, and how many need somebody in all."""

    wish: Wish
    card_message: int | None
    in_all: int


class Wishes(Protocol):
    """Riders' wishes, and who has taken them."""

    async def get(self, wish_id: int) -> Wish | None:
        """Return a wish, or None."""

    async def add(self, wish: Wish) -> None:
        """Insert a draft."""

    async def change(self, before: Wish, after: Wish) -> None:
        """Put a wish in place of what was read of it.

        Raises:
            domain.errors.Conflict: It has moved to another stage since; the transaction is run again.
        """

    async def drop_draft(self, wish_id: int) -> None:
        """Remove a draft; anything else stays."""

    async def next_serial(self, month: str) -> int:
        """Return the next number of a month, such as `2612`; none is given twice."""

    async def of_rider(self, rider_id: int, limit: int) -> list[Wish]:
        """Return what a rider asked for, the newest first."""

    async def taken_by(self, rider_id: int, limit: int) -> list[Wish]:
        """Return what a rider has taken, also what is over, the newest first."""

    async def listed(self, rider_id: int, after: Wish | None, limit: int) -> list[Wish]:
        """Return what may be taken, but for this rider's own, behind a wish; the one that ends first first."""

    async def sent_since(self, rider_id: int, since: int) -> int:
        """Return how many wishes a rider sent from a time on (ms UTC)."""

    async def running(self, queues: Sequence[str], offset: int, limit: int) -> list[Wish]:
        """Return what these queues look after and is not over: what is to be approved first, then the longest quiet."""

    async def on_board(
        self, queues: Sequence[str], chat_id: int, silent: int, soon: int, limit: int
    ) -> list[BoardWish]:
        """Return the wishes of queues that need somebody, with the cards that stand in a group.

        These wait for approval, were taken by whom nobody has heard of since `silent`, or are due before `soon`
        (ms UTC); in this order, the longest quiet first.
        """

    async def taken_by_staff(self, queues: Sequence[str]) -> int:
        """Return how many wishes of queues staff have taken, for the team, a station or a company."""
