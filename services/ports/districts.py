"""Which of the district's files the open reports follow."""

from typing import Protocol

from domain.district.past import Past


class Districts(Protocol):
    """The fingerprint of the district's files that were taken up last, and what all of them said."""

    async def taken(self) -> str:
        """Return the fingerprint; "" before the first."""

    async def past(self) -> Past:
        """Return what the files have said until now."""

    async def take(self, fingerprint: str, past: Past, at: int) -> None:
        """Keep those of other files, from this time on (ms UTC)."""
