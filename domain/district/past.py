"""What a district's files have said before, and what still counts of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages."""

    zh: str
    en: str


Names = Mapping[str, Name]


@dataclass(frozen=True, slots=True)
class Past:
    """What may not change any more, and the last names, by id, of all that there has been.

    ``prefix`` and ``timezone`` are "" where no files were taken up yet.
    """

    prefix: str = ""
    timezone: str = ""
    queues: Names = field(default_factory=dict)
    categories: Names = field(default_factory=dict)
    communities: Names = field(default_factory=dict)
