"""Captions as input for training: labels as shares, texts as pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from domain.language.classifier import NONE
from domain.language.ngrams import grams_of
from domain.language.spelling import normalise
from lab.training.captions import Caption
from lab.training.regression import Numbers, Targets, Texts


@dataclass(frozen=True, slots=True)
class Corpus:
    """Captions with what they mean, and the pieces of each text.

    Attributes:
        categories: The slugs of the columns of `targets.problems`, in alphabetical order.
        pieces: All pieces of the texts in order, by whose place `texts` names them.
    """

    captions: Sequence[Caption]
    categories: Sequence[str]
    targets: Targets
    pieces: Sequence[str]
    texts: Texts

    @classmethod
    def of(cls, captions: Sequence[Caption]) -> Self:
        """Build the corpus of some captions."""
        categories = sorted({slug for caption in captions if not caption.vague for slug in caption.shares()} - {NONE})
        grams = [grams_of(normalise(caption.text)) for caption in captions]
        pieces = sorted({gram for each in grams for gram in each})
        numbers = {piece: number for number, piece in enumerate(pieces)}
        texts = Texts.of([[numbers[gram] for gram in each] for each in grams], list(map(len, grams)))
        return cls(captions, categories, _targets(captions, categories), pieces, texts)

    def counts(self, rows: Numbers) -> Numbers:
        """Return in how many of some texts each piece occurs."""
        batch = self.texts.batch(rows)
        distinct = np.unique(batch.owners * len(self.pieces) + batch.pieces)
        counts: Numbers = np.bincount(distinct % max(1, len(self.pieces)), minlength=len(self.pieces))
        return counts


def _targets(captions: Sequence[Caption], categories: Sequence[str]) -> Targets:
    places = {category: place for place, category in enumerate(categories)}
    problems = np.zeros((len(captions), len(categories)), np.float32)
    reports = np.zeros(len(captions), np.float32)
    for row, caption in enumerate(captions):
        shares = caption.shares()
        reports[row] = 1 - shares.pop(NONE, 0.0)
        for slug, share in shares.items() if caption.slug != NONE and not caption.vague else ():
            problems[row, places[slug]] = share / reports[row]
    return Targets(problems, reports, np.array([caption.weight for caption in captions], np.float32))
