"""Multinomial logistic regression over sparse texts in numpy, deterministic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_BATCH: Final = 64
_RATE: Final = 0.5  # AdaGrad's first step
_TINY: Final = 1e-8
_KEPT: Final = 0.5
_SHRINKING: Final = 2e-5


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as rows of pieces: row i has `pieces[starts[i]:starts[i + 1]]`, each with weight `weights[i]`."""

    pieces: Numbers
    starts: Numbers
    weights: Floats

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]], lengths: Sequence[int]) -> "Texts":
        """Build texts from their known pieces and the number of all their pieces (see `domain.language.classifier`)."""
        starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
        pieces = np.fromiter((piece for row in rows for piece in row), np.int64, count=int(starts[-1]))
        return cls(pieces, starts, 1 / np.sqrt(np.maximum(1, np.asarray(lengths, np.float64))))

    def __len__(self) -> int:
        return len(self.weights)

    def batch(self, rows: Numbers) -> "Batch":
        """Return some of the texts."""
        begins, counts = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        owners = np.repeat(np.arange(len(rows)), counts)
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return Batch(self.pieces[np.repeat(begins, counts) + offsets], owners, self.weights[rows, None])


@dataclass(frozen=True, slots=True)
class Batch:
    """Some texts: their pieces in sequence, the index of the text for each piece, and the weight for each text."""

    pieces: Numbers
    owners: Numbers
    weights: Floats

    def thinned(self, chance: np.random.Generator) -> "Batch":
        """Drop half of the pieces at random and double the weight of the others."""
        kept = chance.random(len(self.pieces)) < _KEPT
        return Batch(self.pieces[kept], self.owners[kept], self.weights / _KEPT)

    def scores(self, model: "Model") -> Floats:
        """Return the scores, with a row for each text and a column for each label."""
        sums = np.zeros((len(self.weights), model.weights.shape[1]))
        np.add.at(sums, self.owners, model.weights[self.pieces])
        return sums * self.weights + model.biases

    def gradient(self, errors: Floats) -> tuple[Numbers, Floats]:
        """Return the distinct pieces and the gradient of the loss by their weights."""
        distinct, places = np.unique(self.pieces, return_inverse=True)
        change = np.zeros((len(distinct), errors.shape[1]))
        np.add.at(change, places, (errors * self.weights)[self.owners])
        return distinct, change


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of each piece for each label, and the biases of the labels."""

    weights: Floats
    biases: Floats

    def probabilities(self, batch: Batch) -> Floats:
        """Return the probability of each label for each text."""
        return softmax(batch.scores(self))


def softmax(scores: Floats) -> Floats:
    """Return shares that sum to 1 in each row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares


def fit(texts: Texts, targets: Floats, rows: Numbers, size: int, rounds: int) -> Model:
    """Fit a model to the target shares of some rows, by AdaGrad (Duchi et al. 2011) in batches drawn from a fixed seed.

    `size` is the number of distinct pieces. Half of a text's pieces are left out each time (blankout noise, Wager et
    al. 2013), and the other weights shrink a little, so that the model does not depend on single pieces.
    """
    chance = np.random.default_rng(1)
    labels = targets.shape[1]
    model = Model(np.zeros((size, labels)), np.zeros(labels))
    moved, moved_biases = np.full((size, labels), _TINY), np.full(labels, _TINY)
    for _ in range(rounds):
        for drawn in np.array_split(chance.permutation(rows), max(1, len(rows) // _BATCH)):
            batch = texts.batch(drawn).thinned(chance)
            errors = (model.probabilities(batch) - targets[drawn]) / len(drawn)
            pieces, change = batch.gradient(errors)
            change += _SHRINKING * model.weights[pieces]
            moved[pieces] += change**2
            model.weights[pieces] -= _RATE * change / np.sqrt(moved[pieces])
            bias_change = errors.sum(axis=0)
            moved_biases += bias_change**2
            model.biases[:] -= 0.1 * _RATE * bias_change / np.sqrt(moved_biases)
    return model
