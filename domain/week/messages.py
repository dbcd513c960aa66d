"""What is told of a week."""

from dataclasses import dataclass

from domain.messages import Meaning, Notice


@dataclass(frozen=True, slots=True)
class Digest(Meaning, name="digest"):
    """The week of one scope: `rider:ID`, `queue:ID` or `district`; week as `2026-W46`."""

    scope: str
    week: str


@dataclass(frozen=True, slots=True)
class DigestMuted(Notice, name="muted"):
    """The weekly digest comes no longer, or comes again."""
