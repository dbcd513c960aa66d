"""Multinomial logistic regression over sparse texts, in numpy: small, and the same result for the same input."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_BATCH: Final = 64
_RATE: Final = 0.5  # of AdaGrad's first step
_TINY: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as rows of pieces: those of row i are `pieces[starts[i]:starts[i + 1]]`, each weighing `weights[i]`."""

    pieces: Numbers
    starts: Numbers
    weights: Floats

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]], lengths: Sequence[int]) -> "Texts":
        """From the known pieces of each text and the number of all its pieces (see `domain.classifier`)."""
        starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
        pieces = np.fromiter((piece for row in rows for piece in row), np.int64, count=int(starts[-1]))
        return cls(pieces, starts, 1 / np.sqrt(np.maximum(1, np.asarray(lengths, np.float64))))

    def __len__(self) -> int:
        return len(self.weights)

    def scores(self, weights: Floats, biases: Floats, rows: Numbers) -> Floats:
        """Scores of some rows, a column for each label."""
        picked, owners = self._picked(rows)
        sums = np.zeros((len(rows), weights.shape[1]))
        np.add.at(sums, owners, weights[picked])
        return sums * self.weights[rows, None] + biases

    def gradient(self, errors: Floats, rows: Numbers) -> tuple[Numbers, Floats]:
        """The distinct pieces of some rows, and how the loss changes with their weights."""
        picked, owners = self._picked(rows)
        distinct, places = np.unique(picked, return_inverse=True)
        change = np.zeros((len(distinct), errors.shape[1]))
        np.add.at(change, places, (errors * self.weights[rows, None])[owners])
        return distinct, change

    def _picked(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        begins, counts = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        owners = np.repeat(np.arange(len(rows)), counts)
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.pieces[np.repeat(begins, counts) + offsets], owners


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of each piece for each label, and the labels' biases."""

    weights: Floats
    biases: Floats

    def probabilities(self, texts: Texts, rows: Numbers) -> Floats:
        """Of each label for some rows."""
        return softmax(texts.scores(self.weights, self.biases, rows))


def softmax(scores: Floats) -> Floats:
    """Shares that sum to 1 in each row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares


def fit(texts: Texts, targets: Floats, rows: Numbers, size: int, rounds: int, decay: float) -> Model:
    """Fit to the target shares of some rows, by AdaGrad (Duchi et al. 2011) in batches drawn from a fixed seed.

    `size` is the number of distinct pieces; `decay` pulls the weights of a batch's pieces to 0 (L2).
    """
    chance = np.random.default_rng(1)
    labels = targets.shape[1]
    model = Model(np.zeros((size, labels)), np.zeros(labels))
    moved, moved_biases = np.full((size, labels), _TINY), np.full(labels, _TINY)
    for _ in range(rounds):
        for batch in np.array_split(chance.permutation(rows), max(1, len(rows) // _BATCH)):
            errors = (model.probabilities(texts, batch) - targets[batch]) / len(batch)
            pieces, change = texts.gradient(errors, batch)
            change += decay * model.weights[pieces]
            moved[pieces] += change**2
            model.weights[pieces] -= _RATE * change / np.sqrt(moved[pieces])
            bias_change = errors.sum(axis=0)
            moved_biases += bias_change**2
            model.biases[:] -= 0.1 * _RATE * bias_change / np.sqrt(moved_biases)
    return model
