"""The five knights, as a district's file tells them: what each level of a badge takes, and the honour letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

LEVELS: Final = (1, 2, 3)


class Knight(StrEnum):
    """The colours of badges; a training counts for one of them."""

    FLAME = "flame"
    FLASH = "flash"
    ANGEL = "angel"
    PIONEER = "pioneer"
    GLIMMER = "glimmer"


@dataclass(frozen=True, slots=True)
class DeedName:
    """What riders read of deeds behind their number: `件消防上报`, `fire report`, of several `fire reports`."""

    zh: str
    en: str
    en_many: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a badge takes: trainings and deeds for each of its levels, in their order.

    A deed is an entry of the ledger for one of these merits (values of `domain.people.points.Merit`), for a report of
    one of these categories, where some are named.
    """

    trainings: tuple[int, ...]
    deeds: tuple[int, ...]
    merits: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    deed: DeedName | None = None

    def takes(self, level: int) -> tuple[int, int]:
        """Return how many trainings and deeds a level takes."""
        return self.trainings[level - 1], self.deeds[level - 1]

    def reached(self, trainings: int, deeds: int) -> int:
        """Return the highest level that so many trainings and deeds have reached, or 0."""
        done = [level for level in LEVELS if self.missing(level, trainings, deeds) == (0, 0)]
        return max(done, default=0)

    def missing(self, level: int, trainings: int, deeds: int) -> tuple[int, int]:
        """Return how many trainings and deeds a level takes beyond those."""
        needed = self.takes(level)
        return max(0, needed[0] - trainings), max(0, needed[1] - deeds)

    def counted(self, earned: Mapping[tuple[str, str | None], int]) -> int:
        """Return how many deeds there are among so many entries of each merit and category of report."""
        return sum(
            count
            for (merit, category), count in earned.items()
            if merit in self.merits and (not self.categories or category in self.categories)
        )


@dataclass(frozen=True, slots=True)
class Honour:
    """What an honour letter takes: so many badges of this level or above."""

    badges: int
    level: int

    def is_met(self, levels: Mapping[Knight, int]) -> bool:
        """Return whether these levels, by badge, are enough."""
        return sum(level >= self.level for level in levels.values()) >= self.badges


@dataclass(frozen=True)
class Badges:
    """The badges that a district gives; without such a file there are none."""

    knights: Mapping[Knight, Criteria] = field(default_factory=dict)
    honour: Honour | None = None

    @cached_property
    def merits(self) -> frozenset[str]:
        """The merits that are a deed for any of them."""
        return frozenset(merit for each in self.knights.values() for merit in each.merits)
