"""Counts of how texts were read, and the shares of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.language.classifier import NONE
from domain.language.suggestion import Opens, Reading


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with what it means (`none`: nothing), what a fair judge would accept besides, and how it was read."""

    text: str
    truth: str
    also: Sequence[str]
    reading: Reading

    @property
    def found(self) -> str:
        """The first guess, or `none`."""
        return self.guesses[0]

    @property
    def guesses(self) -> list[str]:
        """The slugs guessed; `none` alone where nothing was."""
        return [guess.slug for guess in self.reading.guesses] or [NONE]

    @property
    def accepted(self) -> frozenset[str]:
        """The slugs that are right."""
        return frozenset({self.truth, *self.also})

    @property
    def right(self) -> bool:
        """Whether the first guess is right."""
        return self.found in self.accepted

    @property
    def among(self) -> bool:
        """Whether one of the guesses is right."""
        return not self.accepted.isdisjoint(self.guesses)


@dataclass(slots=True)
class Tally:
    """Counts of texts: of those that mean a category, and of those that mean nothing."""

    problems: int = 0
    first: int = 0
    among: int = 0
    opened: int = 0
    asked: int = 0
    filled: int = 0
    filled_right: int = 0
    nothing: int = 0
    false_drafts: int = 0
    false_asks: int = 0
    false_fills: int = 0
    suggested: int = 0

    def add(self, judged: Judged) -> None:
        """Count one text."""
        opens, fills = judged.reading.opens, judged.reading.fills
        if judged.truth == NONE:
            self.nothing += 1
            self.suggested += not judged.right
            self.false_drafts += opens is Opens.YES and not judged.right
            self.false_asks += opens is Opens.ASK and not judged.right
            self.false_fills += fills and not judged.right
            return
        self.problems += 1
        self.first += judged.right
        self.among += judged.among
        self.opened += opens is Opens.YES
        self.asked += opens is Opens.ASK
        self.filled += fills
        self.filled_right += fills and judged.right

    def guessed(self) -> dict[str, Any]:
        """Return the shares of right guesses among the texts that mean a category."""
        return {"top1": share(self.first, self.problems), "top3": share(self.among, self.problems)}

    def filling(self) -> dict[str, Any]:
        """Return how often a category was filled in, and how often rightly; and for texts that mean nothing."""
        return {
            "filled": share(self.filled, self.problems),
            "filled_right": share(self.filled_right, self.filled),
            "false_fills": share(self.false_fills, self.nothing),
        }

    def opening(self) -> dict[str, Any]:
        """Return how often words alone opened a draft or were asked about, rightly and wrongly."""
        return {
            "opened": share(self.opened, self.problems),
            "asked": share(self.asked, self.problems),
            "false_drafts": share(self.false_drafts, self.nothing),
            "false_asks": share(self.false_asks, self.nothing),
        }


def share(part: int, whole: int) -> float | None:
    """Return a share from 0 to 1; None of nothing."""
    return round(part / whole, 6) if whole else None
