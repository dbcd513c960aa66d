"""The learned text classifier: probabilities of categories from weights learned beforehand."""

from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, isfinite, sqrt
from struct import unpack
from typing import Final, Self

from domain.language.ngrams import GRAMS_AT_MOST, grams_of

NONE: Final = "none"
"""The label of texts that report nothing."""

_ZERO: Final = 128  # added to a weight, so that it is a byte
_LARGEST_SCORE: Final = 700.0  # its exponential still fits a float
_LANE_BYTES: Final = 2  # room for the sum of 256 bytes, see `domain.language.ngrams.GRAMS_AT_MOST`


class Lanes(dict[str, int]):
    """The packed weights of the n-grams met so far; those of one that is met first are looked up among the lines.

    All weights of an n-gram are packed into one integer, two bytes per label, so that one addition adds them all.
    """

    __slots__ = ("_lines",)

    def __init__(self, lines: Sequence[bytes]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, piece: str) -> int:
        begins = piece.encode() + b"\t"
        place = bisect_left(self._lines, begins)
        if place == len(self._lines) or not self._lines[place].startswith(begins):
            return 0
        self[piece] = packed = _packed(b64decode(self._lines[place][len(begins) :]))
        return packed


@dataclass(frozen=True, slots=True)
class Classifier:
    """Multinomial logistic regression over the n-grams of a text (`domain.language.ngrams`).

    A label's score is its bias plus the sum of its weights over the text's known n-grams, divided by the square root of
    the number of all n-grams: a mostly unknown text stays near the biases. Probabilities are the softmax of the scores.

    Attributes:
        labels: Slugs, and `none` for texts that report nothing.
        lines: For each n-gram, in order: itself in UTF-8, a tab, and a byte for each label in base64, the number of
            steps plus 128. Most are never met: kept as they lie in the file, they take half the memory and no time.
        lanes: What of them was met.
        biases: The biases, by label.
        step: The size of a step.
    """

    labels: tuple[str, ...]
    lines: Sequence[bytes] = field(repr=False)
    lanes: Lanes = field(repr=False, compare=False)
    biases: tuple[float, ...]
    step: float

    @classmethod
    def of(
        cls,
        labels: Sequence[str],
        weights: Mapping[str, bytes],
        biases: Sequence[float],
        step: float,
    ) -> Self:
        """Take the weights of each n-gram: one byte per label, the number of steps plus 128.

        Raises:
            ValueError: The numbers of weights or biases differ from that of labels, or as `of_lines` does.
        """
        if any(len(row) != len(labels) for row in weights.values()):
            raise ValueError("a weight and a bias for each label")
        lines = [piece.encode() + b"\t" + b64encode(row) for piece, row in weights.items()]
        return cls.of_lines(labels, lines, biases, step)

    @classmethod
    def of_lines(cls, labels: Sequence[str], lines: list[bytes], biases: Sequence[float], step: float) -> Self:
        """Take lines as described above, in any order and a weight for each label in each; the list is sorted.

        Raises:
            ValueError: The number of biases differs from that of labels, or a step or bias is not finite, not positive
                (a step), or so large that a score could overflow.
        """
        if len(biases) != len(labels):
            raise ValueError("a weight and a bias for each label")
        largest = max(map(abs, biases)) + _ZERO * sqrt(GRAMS_AT_MOST) * step
        if not all(map(isfinite, biases)) or not 0 < step <= largest <= _LARGEST_SCORE:
            raise ValueError("a step or bias that is no number, or too large")
        lines.sort()
        return cls(tuple(labels), lines, Lanes(lines), tuple(biases), step)

    def read(self, text: str, least: float = 0.0) -> dict[str, float]:
        """Return the labels with a probability of `least` or more for a normalised text; all labels sum to 1."""
        grams = grams_of(text)
        known = list(filter(None, map(self.lanes.__getitem__, grams)))
        scale = self.step / sqrt(len(grams) or 1)
        count = len(self.labels)
        sums = unpack(f"<{count}H", sum(known).to_bytes(_LANE_BYTES * count, "little"))
        zero = -_ZERO * len(known) * scale
        odds = [exp(bias + zero + lane * scale) for bias, lane in zip(self.biases, sums, strict=True)]
        whole = sum(odds)
        limit = least * whole
        return {label: share / whole for label, share in zip(self.labels, odds, strict=True) if share >= limit}


def _packed(weights: bytes) -> int:
    lanes = bytearray(_LANE_BYTES * len(weights))
    lanes[::_LANE_BYTES] = weights
    return int.from_bytes(lanes, "little")
