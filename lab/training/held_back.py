"""Figures and calibration of a model on held-back texts."""

from typing import Any, Final

import numpy as np

from domain.language.classifier import NONE
from domain.language.suggestion import limit_of_none
from lab.training.corpus import Corpus
from lab.training.regression import Floats, softmax

_WARMTHS: Final = tuple(round(0.5 + 0.05 * step, 2) for step in range(31))


def warmth_of(scores: Floats, targets: Floats) -> float:
    """Return the factor for scores under which the true labels are likeliest (temperature scaling, Guo et al. 2017)."""

    def surprise(warmth: float) -> float:
        return -float((targets * np.log(softmax(scores * warmth) + 1e-12)).sum())

    return min(_WARMTHS, key=surprise)


def figures_of(scores: Floats, corpus: Corpus) -> dict[str, Any]:
    """Return shares from 0 to 1, by the bot's own rule: first guess right, one of three right, false drafts."""
    likely, none = softmax(scores), corpus.labels.index(NONE)
    first = among = drafts = problems = 0
    for row, caption in enumerate(corpus.captions):
        opens = likely[row, none] < limit_of_none()
        accepted = {caption.slug, *caption.also}
        if caption.slug == NONE:
            drafts += opens
            continue
        problems += 1
        best = [corpus.labels[place] for place in np.argsort(-likely[row]) if place != none][:3] if opens else [NONE]
        first += best[0] in accepted
        among += not accepted.isdisjoint(best)
    nothing = len(corpus.captions) - problems
    return {
        "top1": round(first / problems, 4) if problems else None,
        "top3": round(among / problems, 4) if problems else None,
        "false_drafts": round(drafts / nothing, 4) if nothing else None,
    }
