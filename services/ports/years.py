"""The repository of a district's year: figures of the reports submitted within a span, as they stand now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from domain.week.weeks import Span
from services.ports.weeks import Dot, Hotspot


class By(StrEnum):
    """What the reports of a year are told apart by."""

    NOTHING = "nothing"
    CATEGORY = "category"
    COMMUNITY = "community"
    QUEUE = "queue"


OUTSIDE: Final = ""
"""The name under which reports outside every community are counted."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Figures of reports, without those withdrawn; each is defined in `docs/figures.md`.

    Attributes:
        reported: How many there are: those fixed, open, rejected, and duplicates.
        undated: Those fixed of which it is not known when; only imported ones.
        imported: Those that another system recorded.
        due: Those that had a limit and were fixed, and all others that became overdue.
        on_time: Those of them that never were overdue.
        overdue: Those that became overdue at any time.
        reopened: Those that were reopened at any time.
        witnesses: How often others saw them, too; who saw a duplicate is a witness of its original.
        response: The median time to the first acceptance, ms; None if none is known.
        repair: The median time until they were fixed, ms; None if none is known.
    """

    reported: int = 0
    fixed: int = 0
    open: int = 0
    undated: int = 0
    rejected: int = 0
    duplicate: int = 0
    imported: int = 0
    due: int = 0
    on_time: int = 0
    overdue: int = 0
    reopened: int = 0
    witnesses: int = 0
    response: int | None = None
    repair: int | None = None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """How many of the reports were submitted within a month, and how many are known to have been fixed in it."""

    reported: int = 0
    fixed: int = 0


DOTS_AT_MOST: Final = 4_000
PAIRS_LOOKED_AT: Final = 24


class Years(Protocol):
    """The repository of years; `span` is that in which the reports were submitted."""

    async def figures(self, span: Span, by: By) -> Mapping[str, YearFigures]:
        """Return the figures of each category, community (`OUTSIDE` for none) or queue, those with most first."""

    async def months(self, span: Span, months: Sequence[Span]) -> list[MonthFigures]:
        """Return the figures of each of the months, of the reports submitted within the span alone."""

    async def hotspots(self, span: Span, categories: Collection[str], at_most: int) -> list[Hotspot]:
        """Return where most reports of one of these categories were."""

    async def dots(self, span: Span, categories: Collection[str], every: int) -> list[Dot]:
        """Return where each so-manieth report of these categories is, in the order of time."""

    async def riders(self, span: Span) -> int:
        """Return how many riders reported."""

    async def points(self, span: Span) -> int:
        """Return the points credited within the span, less those taken back."""

    async def shown(self, span: Span, categories: Collection[str]) -> list[int]:
        """Return the reports of these categories, fixed within the span, of which staff said that others may see them.

        Those that most others saw come first, `PAIRS_LOOKED_AT` of them.
        """
