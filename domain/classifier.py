"""A learned reader of texts: how likely each category is, by weights that were learned beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from math import exp, sqrt
from typing import Final, Self

from domain.grams import GRAMS_AT_MOST, grams_of

NONE: Final = "none"
"""The label of texts that report nothing."""

LANE_BITS: Final = 16
_ZERO: Final = 128  # a weight is kept in 8 bits with this added; 256 pieces fill a lane of 16 bits
_LANE_BYTES: Final = LANE_BITS // 8


@dataclass(frozen=True, slots=True)
class Classifier:
    """Multinomial logistic regression over the pieces of a text (`domain.grams`).

    The score of a label is its bias plus the sum of its weights over the text's known pieces, divided by the square
    root of the number of all its pieces: a text of which little is known stays near the biases. Probabilities are the
    softmax of the scores.

    All weights of a piece stand in one integer, a lane of 16 bits for each label, so that one addition adds them all.

    Attributes:
        labels: slugs, and `none` for texts that report nothing.
        lanes: by piece, its weights for all labels in steps of `step`, each with 128 added.
        biases: by label.
        opens_below: probability of `none` under which words alone report a problem.
    """

    labels: tuple[str, ...]
    lanes: Mapping[str, int] = field(repr=False)
    biases: tuple[float, ...]
    step: float
    opens_below: float

    @classmethod
    def of(
        cls,
        labels: Sequence[str],
        weights: Mapping[str, Sequence[int]],
        biases: Sequence[float],
        step: float,
        opens_below: float,
    ) -> Self:
        """Pack weights of -128 to 127 steps. Raises `ValueError` for others, or where their number is not the labels'."""
        if any(len(row) != len(labels) for row in weights.values()) or len(biases) != len(labels):
            raise ValueError("a weight for each label")
        lanes = {gram: _packed(row) for gram, row in weights.items()}
        return cls(tuple(labels), lanes, tuple(biases), step, opens_below)

    def read(self, text: str) -> dict[str, float]:
        """The probability of each label for a normalised text; they sum to 1."""
        grams = grams_of(text)
        known = [lanes for lanes in map(self.lanes.get, grams, repeat(0)) if lanes]
        scale = self.step / sqrt(len(grams) or 1)
        base = -_ZERO * len(known)
        sums = memoryview(sum(known).to_bytes(_LANE_BYTES * len(self.labels), "little")).cast("H")
        odds = [exp(bias + (lane + base) * scale) for bias, lane in zip(self.biases, sums, strict=True)]
        whole = sum(odds)
        return {label: share / whole for label, share in zip(self.labels, odds, strict=True)}


def _packed(weights: Sequence[int]) -> int:
    lanes = 0
    for position, weight in enumerate(weights):
        if not -_ZERO <= weight < _ZERO:
            raise ValueError(f"a weight of {weight}")
        lanes |= (weight + _ZERO) << (LANE_BITS * position)
    return lanes


assert GRAMS_AT_MOST * (2 * _ZERO - 1) < 1 << LANE_BITS  # noqa: S101  no lane runs over
