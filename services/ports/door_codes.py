"""The repository of the codes at the doors of activities."""

from typing import Protocol

from domain.programme.activities import Activity
from domain.programme.door_codes import DoorCode


class DoorCodes(Protocol):
    """The repository of codes that are shown at doors."""

    async def at(self, door: str) -> Activity | None:
        """Return the activity whose page at the door has this secret, or None."""

    async def newest(self, activity_id: int) -> DoorCode | None:
        """Return the code that was shown last for an activity, or None."""

    async def get(self, code: str) -> DoorCode | None:
        """Return the code as it was shown, or None."""

    async def add(self, code: DoorCode) -> None:
        """Keep a code that is shown from now on."""

    async def purge(self, before: int) -> None:
        """Remove codes that were first shown before this time (ms UTC)."""
