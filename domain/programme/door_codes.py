"""The codes at the door of an activity, which change while they are shown."""

from dataclasses import dataclass
from typing import Final

CHANGES_MS: Final = 60_000
"""How long a code is shown before another takes its place."""

HOLDS_MS: Final = 90_000
"""How long a code can be used, from when it was first shown."""

OPENS_BEFORE_MS: Final = 3_600_000
"""How long before the start who came can check in."""


@dataclass(frozen=True, slots=True)
class DoorCode:
    """A code and when it was first shown (ms UTC)."""

    code: str
    activity_id: int
    shown_at: int

    def is_shown(self, now: int) -> bool:
        """Return whether it is still the one to be shown now (ms UTC)."""
        return now < self.shown_at + CHANGES_MS

    def holds(self, now: int) -> bool:
        """Return whether somebody may still check in by it now (ms UTC)."""
        return now < self.shown_at + HOLDS_MS
