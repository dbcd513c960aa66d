"""Training of the model of categories, with cross-validation."""

import zlib
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from districts.model_file import Learned
from lab.training.captions import Caption, fingerprint_of
from lab.training.corpus import Corpus
from lab.training.held_back import figures_of, warmth_of
from lab.training.landmarks import beside_landmarks
from lab.training.regression import Floats, Model, Numbers, fit

FOLDS: Final = 5
_TEXTS_AT_LEAST: Final = 3  # that contain a piece, for it to be learned
_PIECES_AT_MOST: Final = 27_000  # 4.6 MB in the bot's memory
_ROUNDS: Final = 50
_STEPS: Final = 127  # the largest signed byte
_LARGEST: Final = 40.0  # larger weights change nothing; `domain.language.classifier` has a limit, too


def learn(captions: Sequence[Caption], step_done: Callable[[], None]) -> Learned:
    """Learn from captions; `step_done` is called after each of the `FOLDS` + 1 fits.

    Half of the captions are learned a second time with a landmark. Each text is also scored by a model that did not
    learn it; from these scores come the figures and the calibration of probabilities.
    """
    moved = list(beside_landmarks(captions))
    corpus = Corpus.of([*captions, *(caption for _, caption in moved)])
    folds = np.array([zlib.crc32(caption.text.encode()) % FOLDS for caption in captions])
    fold_of_all = np.concatenate([folds, folds[[place for place, _ in moved]]])
    scores = np.zeros((len(captions), len(corpus.labels)))
    for fold in range(FOLDS):
        held_back = np.flatnonzero(folds == fold)
        model, pieces = _fitted(corpus, np.flatnonzero(fold_of_all != fold))
        scores[held_back] = corpus.texts(pieces).batch(held_back).scores(model)
        step_done()
    as_sent = Corpus.of(captions)
    warmth = warmth_of(scores, as_sent.targets)
    figures = {"texts": len(captions), "fingerprint": fingerprint_of(captions), **figures_of(scores * warmth, as_sent)}
    model, pieces = _fitted(corpus, np.arange(len(corpus.captions)))
    step_done()
    return _learned(corpus.labels, model, pieces, warmth, figures)


def _fitted(corpus: Corpus, rows: Numbers) -> tuple[Model, dict[str, int]]:
    """Fit a model of some texts to their most frequent pieces."""
    counts = corpus.counted(rows)
    common = [
        gram for gram in sorted(counts, key=lambda gram: (-counts[gram], gram)) if counts[gram] >= _TEXTS_AT_LEAST
    ]
    pieces = {gram: place for place, gram in enumerate(common[:_PIECES_AT_MOST])}
    return fit(corpus.texts(pieces), corpus.targets, rows, len(pieces), _ROUNDS), pieces


def _centred(weights: Floats) -> Floats:
    """Subtract each piece's mean weight, which changes no probability."""
    centred: Floats = weights - weights.mean(axis=1, keepdims=True)
    return centred


def _learned(
    labels: Sequence[str], model: Model, pieces: dict[str, int], warmth: float, figures: dict[str, Any]
) -> Learned:
    weights = np.clip(_centred(model.weights) * warmth, -_LARGEST, _LARGEST)
    step = float(np.abs(weights).max(initial=0.0)) / _STEPS or _LARGEST / _STEPS
    steps = np.rint(weights / step).astype(int)
    return Learned(
        labels=labels,
        biases=[round(float(bias), 4) for bias in model.biases * warmth],
        step=step,
        weights={piece: steps[place].tolist() for piece, place in pieces.items()},
        figures=figures,
    )
