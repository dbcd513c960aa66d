"""The sources of the current time, of new ids and of codes."""

from typing import Protocol


class Clock(Protocol):
    """The source of the current time; nothing else reads the system clock."""

    def now(self) -> int:
        """Return the current time in ms UTC."""


class Ids(Protocol):
    """The source of new ids and codes."""

    def new(self) -> int:
        """Return a positive 63-bit id; ids are unique and grow with time."""

    def code(self) -> str:
        """Return a code of eight letters and digits that nobody guesses and that is easy to read out."""
