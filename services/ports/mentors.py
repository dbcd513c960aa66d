"""The repository of mentors."""

from typing import Protocol

from domain.programme.mentors import Mentoring


class Mentors(Protocol):
    """Riders' own invites, and who came by them."""

    async def code_of(self, rider_id: int) -> str | None:
        """Return the code of a rider's own invite; None if they have none as yet."""

    async def whose(self, code: str) -> int | None:
        """Return the rider whose invite has this code, or None."""

    async def add_code(self, code: str, rider_id: int) -> None:
        """Keep the code of a rider's own invite. Raises Conflict if they have one."""

    async def of_newcomer(self, rider_id: int) -> Mentoring | None:
        """Return by whose invite a rider came, or None."""

    async def by(self, rider_id: int) -> list[Mentoring]:
        """Return who came by a rider's invite, the newest first."""

    async def add(self, mentoring: Mentoring) -> None:
        """Keep who came by whose invite. Raises Conflict if they came before, or another has the number."""

    async def credit(self, newcomer_id: int, at: int) -> bool:
        """Keep that a newcomer has earned their mentor points; return False if they had before."""
