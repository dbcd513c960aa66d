"""The sources of the current time and of new ids."""

from typing import Protocol


class Clock(Protocol):
    """The source of the current time; nothing else reads the system clock."""

    def now(self) -> int:
        """Return the current time in ms UTC."""


class Ids(Protocol):
    """The source of new ids."""

    def new(self) -> int:
        """Return a positive 63-bit id; ids are unique and grow with time."""
