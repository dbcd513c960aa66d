"""Which of the district's files the open reports follow."""

from typing import Protocol


class Districts(Protocol):
    """The fingerprint of the district's files that were taken up last."""

    async def taken(self) -> str:
        """Return it; "" before the first."""

    async def take(self, fingerprint: str, at: int) -> None:
        """Keep another one, from this time on (ms UTC)."""
