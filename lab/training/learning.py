"""Training of the model of categories, with what is held back to judge it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

import numpy as np

from districts.model_file import Learned
from domain.language.classifier import NONE
from domain.language.suggestion import Known
from lab.training.captions import Caption, fingerprint_of
from lab.training.contrasts import contrasts
from lab.training.corpus import Corpus
from lab.training.held_back import calibrated, figures_of, parts_of
from lab.training.landmarks import beside_landmarks
from lab.training.regression import Floats, Model, Numbers, fit

_TEXTS_AT_LEAST: Final = 2  # that contain a piece, for it to be learned
_PIECES_TRIED: Final = 80_000
_PIECES_AT_MOST: Final = 35_000  # that are kept: 1.6 MB
_ROUNDS: Final = 12
_NEVER: Final = -1  # the part of texts that are always learned
_NONE_HELD_BACK: Final = -2
_STEPS: Final = 127  # the largest signed byte
_LARGEST: Final = 40.0  # larger weights change nothing; `domain.language.classifier` has a limit, too


def learn(captions: Sequence[Caption], categories: Collection[Known], step_done: Callable[[float], None]) -> Learned:
    """Learn from captions; `step_done` is called with the share done after each fit.

    Some captions are learned a second time with a landmark, and the words of the catalogue's `categories` beside them.
    Each caption is also scored by a model that did not learn it, nor any of its register; from these scores come the
    figures and the calibration of probabilities.
    """
    moved = list(beside_landmarks(captions))
    made = list(contrasts(categories))
    corpus = Corpus.of([*captions, *(caption for _, caption in moved), *made])
    parts = parts_of(captions)
    part_of_all = np.concatenate([parts, parts[[place for place, _ in moved]], np.full(len(made), _NEVER)])
    scores = np.zeros((len(captions), len(corpus.categories) + 1), np.float32)
    fits = [*np.unique(parts), _NONE_HELD_BACK]
    for done, part in enumerate(fits, 1):
        model, pieces = fitted(corpus, np.flatnonzero(part_of_all != part), len(captions), _PIECES_AT_MOST)
        held_back = np.flatnonzero(parts == part)
        scores[held_back] = corpus.texts.of_pieces(pieces).batch(held_back).scores(model)
        step_done(done / len(fits))
    warmths = calibrated(scores, corpus.targets.of(len(captions)))
    figures = {"texts": len(captions), "fingerprint": fingerprint_of(captions)}
    urgent = frozenset(category.slug for category in categories if category.urgent)
    figures |= figures_of(scores * warmths, captions, corpus.categories, urgent)
    model = Model(model.weights * warmths, model.biases * warmths)
    return learned_of(corpus.categories, model, [corpus.pieces[piece] for piece in pieces], figures)


def fitted(corpus: Corpus, rows: Numbers, sent: int, pieces_at_most: int) -> tuple[Model, Numbers]:
    """Fit a model of some texts to the most frequent pieces of those as they were sent, which are the first `sent`.

    Of these pieces the ones that matter most are kept: the heavier, the more often they are met. Returned with the
    model.
    """
    counts = corpus.counts(rows[rows < sent])
    common = np.argsort(-counts, kind="stable")[: min(_PIECES_TRIED, int((counts >= _TEXTS_AT_LEAST).sum()))]
    model = fit(corpus.texts.of_pieces(common), corpus.targets, rows, len(common), _ROUNDS)
    weights = _centred(model.weights)
    matter = np.sqrt((weights**2).sum(axis=1) * counts[common])
    kept = np.sort(np.argsort(-matter, kind="stable")[:pieces_at_most])
    return Model(weights[kept], model.biases), common[kept]


def _centred(weights: Floats) -> Floats:
    """Subtract each piece's mean weight over the categories, which changes no probability."""
    centred = weights.copy()
    if weights.shape[1] > 1:
        centred[:, :-1] -= weights[:, :-1].mean(axis=1, keepdims=True)
    return centred


def learned_of(categories: Sequence[str], model: Model, pieces: Sequence[str], figures: dict[str, Any]) -> Learned:
    """Return the weights in steps; the last column, of reports, is turned round into that of `none`."""
    weights = np.clip(_centred(model.weights).astype(np.float64), -_LARGEST, _LARGEST)
    weights[:, -1] *= -1
    step = float(np.abs(weights).max(initial=0.0)) / _STEPS or _LARGEST / _STEPS
    steps = np.rint(weights / step).astype(int)
    biases = [*map(float, model.biases[:-1]), -float(model.biases[-1])]
    return Learned(
        labels=[*categories, NONE],
        biases=[round(bias, 4) for bias in biases],
        step=step,
        weights=dict(zip(pieces, steps.tolist(), strict=True)),
        figures=figures,
    )
