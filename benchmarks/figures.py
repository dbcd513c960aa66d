"""What a benchmark gives: figures beside their baselines, and whether an aim is met."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """How much a benchmark may measure, and an empty folder of its own on a disk."""

    quick: bool
    folder: Path

    def count(self, full: int, quick: int) -> int:
        """One of two counts."""
        return quick if self.quick else full


class Bound(StrEnum):
    """What an aim says of a figure."""

    RATIO_AT_MOST = "ratio ≤"
    AT_MOST = "≤"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound on a figure, or on its ratio to the baseline."""

    bound: Bound
    limit: float

    def __str__(self) -> str:
        return f"{self.bound} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`; `baseline` says what `beside` is, measured in the same run and unit."""

    what: str
    unit: str
    value: float
    baseline: str = ""
    beside: float | None = None
    aim: Aim | None = None

    @property
    def ratio(self) -> float | None:
        """The figure by its baseline; None without one."""
        return self.value / self.beside if self.beside else None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none, or nothing to hold it to."""
        if self.aim is None:
            return None
        if self.aim.bound is Bound.AT_LEAST:
            return self.value >= self.aim.limit
        held = self.ratio if self.aim.bound is Bound.RATIO_AT_MOST else self.value
        return None if held is None else held <= self.aim.limit


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which so many percent of the others lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def time_each(work: Callable[[T], object], items: Iterable[T]) -> list[float]:
    """Microseconds that the work takes for each of the items."""
    taken: list[float] = []
    for item in items:
        start = perf_counter()
        work(item)
        taken.append((perf_counter() - start) * 1e6)
    return taken
