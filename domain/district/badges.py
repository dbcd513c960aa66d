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
class Criteria:
    """What a badge takes: trainings and deeds for each of its levels, in their order.

    A deed is an entry of the ledger for one of these merits (values of `domain.people.points.Merit`), for a report of
    one of these categories, where some are named.
    """

    trainings: tuple[int, ...]
    deeds: tuple[int, ...]
    merits: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Honour:
    """What an honour letter takes: so many badges of this level or above."""

    badges: int
    level: int


@dataclass(frozen=True)
class Badges:
    """The badges that a district gives, in the order of its file; without such a file there are none."""

    knights: Mapping[Knight, Criteria] = field(default_factory=dict)
    honour: Honour | None = None

    @cached_property
    def merits(self) -> frozenset[str]:
        """The merits that are a deed for any of them."""
        return frozenset(merit for each in self.knights.values() for merit in each.merits)
