"""Two questions to a text, learned at once over sparse texts in numpy: which problem, and is it one; deterministic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Numbers = npt.NDArray[np.integer[Any]]

_BATCH: Final = 256
_RATE: Final = 0.5  # AdaGrad's first step
_BIAS_RATE: Final = 0.05
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
        pieces = np.fromiter((piece for row in rows for piece in row), np.int32, count=int(starts[-1]))
        return cls(pieces, starts, 1 / np.sqrt(np.maximum(1, np.asarray(lengths, np.float32))))

    def __len__(self) -> int:
        return len(self.weights)

    def of_pieces(self, pieces: Numbers) -> "Texts":
        """Return the texts in terms of some pieces alone, named by their place among these."""
        numbers = np.full(max(self.pieces.max(initial=0), pieces.max(initial=0)) + 1, -1, np.int32)
        numbers[pieces] = np.arange(len(pieces))
        renamed = numbers[self.pieces]
        kept = renamed >= 0
        return Texts(renamed[kept], np.concatenate([[0], np.cumsum(kept)])[self.starts], self.weights)

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
        kept = chance.random(len(self.pieces), np.float32) < _KEPT
        return Batch(self.pieces[kept], self.owners[kept], self.weights / np.float32(_KEPT))

    def scores(self, model: "Model") -> Floats:
        """Return the scores, with a row for each text and a column for each label."""
        sums = np.zeros((len(self.weights), model.weights.shape[1]), model.weights.dtype)
        begins = _begins(self.owners)
        sums[self.owners[begins]] = _summed(model.weights[self.pieces], begins)
        scores: Floats = sums * self.weights + model.biases
        return scores

    def gradient(self, errors: Floats) -> tuple[Numbers, Floats]:
        """Return the distinct pieces and the gradient of the loss by their weights."""
        order = np.argsort(self.pieces, kind="stable")
        pieces = self.pieces[order]
        begins = _begins(pieces)
        return pieces[begins], _summed((errors * self.weights)[self.owners[order]], begins)


def _begins(sorted_numbers: Numbers) -> Numbers:
    """Return where each run of equal numbers begins."""
    return np.flatnonzero(np.diff(sorted_numbers, prepend=-1))


def _summed(rows: Floats, begins: Numbers) -> Floats:
    """Return the sum of each run of rows."""
    sums: Floats = np.add.reduceat(rows, begins, axis=0) if len(begins) else rows[:0]
    return sums


@dataclass(frozen=True, slots=True)
class Targets:
    """What texts mean: for each the shares of the problems, and how far it reports one.

    Attributes:
        problems: A row for each text and a column for each category; a row sums to 1, or to 0 if it reports nothing.
        reports: 1 for a text that reports a problem, 0 for one that reports nothing.
        weights: How much each text counts.
    """

    problems: Floats
    reports: Floats
    weights: Floats

    def of(self, count: int) -> "Targets":
        """Return those of the first texts alone."""
        return Targets(self.problems[:count], self.reports[:count], self.weights[:count])

    def errors(self, scores: Floats, rows: Numbers) -> Floats:
        """Return the gradient of the loss by the scores of some texts, whose last column is that of the reports.

        A text that reports nothing teaches nothing about the categories.
        """
        problems = self.problems[rows]
        errors = np.empty_like(scores)
        errors[:, :-1] = softmax(scores[:, :-1]) * problems.sum(axis=1, keepdims=True) - problems
        errors[:, -1] = sigmoid(scores[:, -1]) - self.reports[rows]
        weighted: Floats = errors * (self.weights[rows, None] / len(rows))
        return weighted


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of each piece for each category and, last, for a report; and the biases."""

    weights: Floats
    biases: Floats


def softmax(scores: Floats) -> Floats:
    """Return shares that sum to 1 in each row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares


def sigmoid(scores: Floats) -> Floats:
    """Return the probabilities of log odds."""
    shares: Floats = 1 / (1 + np.exp(-scores))
    return shares


def fit(texts: Texts, targets: Targets, rows: Numbers, size: int, rounds: int) -> Model:
    """Fit a model to some rows, by AdaGrad (Duchi et al. 2011) in batches drawn from a fixed seed.

    `size` is the number of distinct pieces. Half of a text's pieces are left out each time (blankout noise, Wager et
    al. 2013), and the other weights shrink a little, so that the model does not depend on single pieces. Returned is
    the mean of the models after each round of the second half, which depends less on the order of the batches (Polyak
    and Juditsky 1992).
    """
    chance = np.random.default_rng(1)
    labels = targets.problems.shape[1] + 1
    model = Model(np.zeros((size, labels), np.float32), np.zeros(labels, np.float32))
    moved = Model(np.full((size, labels), _TINY, np.float32), np.full(labels, _TINY, np.float32))
    mean = Model(np.zeros_like(model.weights), np.zeros_like(model.biases))
    for number in range(rounds):
        for drawn in np.array_split(chance.permutation(rows), max(1, len(rows) // _BATCH)):
            batch = texts.batch(drawn).thinned(chance)
            _step(model, moved, batch, targets.errors(batch.scores(model), drawn))
        if 2 * number >= rounds - 1:
            mean.weights[:] += model.weights / np.float32(rounds - rounds // 2)
            mean.biases[:] += model.biases / np.float32(rounds - rounds // 2)
    return mean


def _step(model: Model, moved: Model, batch: Batch, errors: Floats) -> None:
    """Move the model against the gradient of a batch; `moved` sums the squares of the gradients so far."""
    pieces, change = batch.gradient(errors)
    change += np.float32(_SHRINKING) * model.weights[pieces]
    moved.weights[pieces] += change**2
    model.weights[pieces] -= np.float32(_RATE) * change / np.sqrt(moved.weights[pieces])
    bias_change = errors.sum(axis=0)
    moved.biases[:] += bias_change**2
    model.biases[:] -= np.float32(_BIAS_RATE) * bias_change / np.sqrt(moved.biases)
