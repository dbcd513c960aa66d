"""The learned text classifier: what a text reports, and whether it reports anything, by weights learned beforehand."""

from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt
from struct import unpack
from typing import Final, NamedTuple, Self

from domain.language.ngrams import grams_of

NONE: Final = "none"
"""The label of texts that report nothing; its weights answer a question of their own."""

_ZERO: Final = 128  # added to a weight, so that it is a byte
_MET_AT_MOST: Final = 16_384  # unpacked n-grams, 4 MB
_LARGEST_STEP: Final = 0.34
_LARGEST_BIAS: Final = 500.0
_LARGEST_SCORE: Final = 700.0  # its exponential still fits a float
_LANE_BYTES: Final = 2
_ADDED_AT_MOST: Final = 256  # so many bytes have room in a lane


class Lanes(dict[str, int]):
    """The packed weights of the n-grams met so far; those of one that is met first are looked up among the lines.

    All weights of an n-gram are packed into one integer, two bytes per label, so that one addition adds them all.
    Where too many were met all are forgotten, as only the frequent ones are worth their memory.
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
        if len(self) >= _MET_AT_MOST:
            self.clear()
        self[piece] = packed = _packed(b64decode(self._lines[place][len(begins) :]))
        return packed


class Likely(NamedTuple):
    """What a text is likely to mean.

    Attributes:
        report: The probability that it reports a problem.
        problems: The probability of each category if it reports one; they sum to 1.
    """

    report: float
    problems: dict[str, float]


NOTHING_LIKELY: Final = Likely(0.0, {})
"""What a text is likely to mean where nothing was learned."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Logistic regression over the n-grams of a text (`domain.language.ngrams`), which answers two questions at once.

    A label's score is its bias plus the sum of its weights over the text's known n-grams, divided by the square root of
    the number of all n-grams: a mostly unknown text stays near the biases. The softmax of the categories' scores tells
    which problem it is; the logistic function of the score of `none` tells whether it is none.

    Attributes:
        labels: Slugs, and `none`.
        lines: For each n-gram, in order: itself in UTF-8, a tab, and a byte for each label in base64, the number of
            steps plus 128. Most are never met: kept as they lie in the file, they take half the memory and no time.
        lanes: What of them was met.
        biases: The biases, by label.
        step: The size of a step.
        joint: Whether `none` was learned as one more category, as in files of the first format: then its probability
            is its share of the softmax.
    """

    labels: tuple[str, ...]
    lines: Sequence[bytes] = field(repr=False)
    lanes: Lanes = field(repr=False, compare=False)
    biases: tuple[float, ...]
    step: float
    joint: bool = False

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
    def of_lines(
        cls, labels: Sequence[str], lines: list[bytes], biases: Sequence[float], step: float, *, joint: bool = False
    ) -> Self:
        """Take lines as described above, in any order and a weight for each label in each; the list is sorted.

        Raises:
            ValueError: `none` is missing, the number of biases differs from that of labels, or a step or bias is no
                number, not positive (a step), or larger than any that was learned.
        """
        if len(biases) != len(labels) or NONE not in labels:
            raise ValueError("a weight and a bias for each label")
        if not 0 < step <= _LARGEST_STEP or not all(abs(bias) <= _LARGEST_BIAS for bias in biases):
            raise ValueError("a step or bias that is no number, or too large")
        lines.sort()
        return cls(tuple(labels), lines, Lanes(lines), tuple(biases), step, joint)

    def read(self, text: str) -> Likely:
        """Return what a normalised text is likely to mean; without a letter it reports nothing."""
        grams = grams_of(text)
        known = list(filter(None, map(self.lanes.__getitem__, grams)))
        scale = self.step / sqrt(len(grams) or 1)
        zero = -_ZERO * len(known) * scale
        scores = [bias + zero + lane * scale for bias, lane in zip(self.biases, self._sums(known), strict=True)]
        place = self.labels.index(NONE)
        none = scores.pop(place)
        most = max(scores, default=0.0)
        odds = [exp(score - most) for score in scores]
        whole = sum(odds) or 1.0
        report = whole / (whole + _exp(none - most)) if self.joint else 1 / (1 + _exp(none))
        shares = [odd / whole for odd in odds]
        categories = self.labels[:place] + self.labels[place + 1 :]
        return Likely(report if grams else 0.0, dict(zip(categories, shares, strict=True)))

    def _sums(self, known: list[int]) -> Sequence[int]:
        """Return the sum of each lane; those of long texts are added in parts, as a lane has room for 256 bytes."""
        count = len(self.labels)
        parts = [
            unpack(f"<{count}H", sum(known[start : start + _ADDED_AT_MOST]).to_bytes(_LANE_BYTES * count, "little"))
            for start in range(0, len(known) or 1, _ADDED_AT_MOST)
        ]
        return parts[0] if len(parts) == 1 else list(map(sum, zip(*parts, strict=True)))


def _exp(score: float) -> float:
    return exp(min(score, _LARGEST_SCORE))


def _packed(weights: bytes) -> int:
    lanes = bytearray(_LANE_BYTES * len(weights))
    lanes[::_LANE_BYTES] = weights
    return int.from_bytes(lanes, "little")
