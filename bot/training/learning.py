"""From captions to a model: which pieces count, their weights, and how well texts that were held back are read."""

import zlib
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from bot.model_file import Learned
from bot.training.captions import Caption, fingerprint_of
from bot.training.corpus import Corpus
from bot.training.held_back import figures_of, warmth_of
from bot.training.regression import Floats, Model, Numbers, fit

FOLDS: Final = 5
_TEXTS_AT_LEAST: Final = 2  # with a piece, for it to be learned
_PIECES_AT_MOST: Final = 20_000  # 4.5 MB in the bot's memory
_ROUNDS: Final = 40
_DECAY: Final = 1e-5
_STEPS: Final = 127  # the largest weight of a signed byte
_LARGEST: Final = 40.0  # a weight beyond it says no more; `domain.classifier` has a limit, too


def learn(captions: Sequence[Caption], step_done: Callable[[], None]) -> Learned:
    """Learn from captions; `step_done` is called after each of the `FOLDS` + 1 fits.

    Each text is read once by a model that has not seen it: from that come the figures, and the factor that makes
    probabilities come true.
    """
    corpus = Corpus.of(captions)
    folds = np.array([zlib.crc32(caption.text.encode()) % FOLDS for caption in captions])
    scores = np.zeros_like(corpus.targets)
    for fold in range(FOLDS):
        held_back = np.flatnonzero(folds == fold)
        model, pieces = _fitted(corpus, np.flatnonzero(folds != fold))
        scores[held_back] = corpus.texts(pieces).scores(model.weights, model.biases, held_back)
        step_done()
    warmth = warmth_of(scores, corpus.targets)
    figures = {"texts": len(captions), "fingerprint": fingerprint_of(captions), **figures_of(scores * warmth, corpus)}
    model, pieces = _fitted(corpus, np.arange(len(captions)))
    step_done()
    return _learned(corpus.labels, model, pieces, warmth, figures)


def _fitted(corpus: Corpus, rows: Numbers) -> tuple[Model, dict[str, int]]:
    """A model of some texts, by the pieces that a first model of them found to count the most."""
    counts = corpus.counted(rows)
    common = sorted(gram for gram, texts in counts.items() if texts >= _TEXTS_AT_LEAST)
    pieces = {gram: place for place, gram in enumerate(common)}
    model = fit(corpus.texts(pieces), corpus.targets, rows, len(pieces), _ROUNDS, _DECAY)
    if len(pieces) <= _PIECES_AT_MOST:
        return model, pieces
    size = np.abs(_centred(model.weights)).max(axis=1) * np.sqrt([counts[gram] for gram in common])
    kept = np.sort(np.argsort(-size, kind="stable")[:_PIECES_AT_MOST])
    pieces = {common[old]: new for new, old in enumerate(kept)}
    return fit(corpus.texts(pieces), corpus.targets, rows, len(pieces), _ROUNDS, _DECAY), pieces


def _centred(weights: Floats) -> Floats:
    """The same for every label added to a piece's weights changes no probability."""
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
