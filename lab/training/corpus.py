"""Captions as input for training: labels as shares, texts as pieces."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from domain.language.classifier import NONE
from domain.language.ngrams import grams_of
from domain.language.spelling import normalise
from lab.training.captions import Caption
from lab.training.regression import Floats, Texts


@dataclass(frozen=True, slots=True)
class Corpus:
    """Captions with their labels, their target shares for each label, and the pieces of each text."""

    captions: Sequence[Caption]
    labels: Sequence[str]
    targets: Floats
    grams: Sequence[Sequence[str]]

    @classmethod
    def of(cls, captions: Sequence[Caption]) -> Self:
        """Build the corpus; labels are in alphabetical order and always include `none`."""
        labels = sorted({NONE, *(slug for caption in captions for slug in caption.shares())})
        places = {label: place for place, label in enumerate(labels)}
        targets = np.zeros((len(captions), len(labels)))
        for row, caption in enumerate(captions):
            for slug, share in caption.shares().items():
                targets[row, places[slug]] = share
        return cls(captions, labels, targets, [grams_of(normalise(caption.text)) for caption in captions])

    def texts(self, pieces: dict[str, int]) -> Texts:
        """Return all texts in terms of the numbered pieces."""
        rows = [[pieces[gram] for gram in grams if gram in pieces] for grams in self.grams]
        return Texts.of(rows, [len(grams) for grams in self.grams])

    def counted(self, rows: Iterable[int]) -> Counter[str]:
        """Return in how many of some texts each piece occurs."""
        return Counter(gram for row in rows for gram in set(self.grams[row]))
