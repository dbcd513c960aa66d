"""The messages about a week."""

from dataclasses import dataclass

from domain.messages import Meaning, Notice


@dataclass(frozen=True, slots=True)
class Digest(Meaning, name="digest", reads_much=True):
    """The digest of a scope (`rider:ID`, `queue:ID` or `district`) and a week (`2026-W46`)."""

    scope: str
    week: str


class DigestMuted(Notice, name="muted"):
    """An answer: the weekly digest is now off or on."""

    __slots__ = ()
