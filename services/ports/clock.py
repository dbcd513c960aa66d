"""Where the time and fresh ids come from."""

from typing import Protocol


class Clock(Protocol):
    """The only source of the time."""

    def now(self) -> int:
        """Ms UTC."""


class Ids(Protocol):
    """The only source of ids."""

    def new(self) -> int:
        """A positive 63-bit id, never the same twice, growing with time."""
