"""The weights of dangers: ``python -m lab.training.dangers`` learns them from the shipped sentences and captions.

They are shipped with the program and the same for every district: no history of reports teaches them anything.
"""

import csv
from collections.abc import Iterator
from typing import Final

import numpy as np

from districts.model_file import write_model
from districts.shipped import DANGER_WEIGHTS, WORDS, shipped_catalogue, shipped_dangers
from domain.language.classifier import NONE
from domain.language.danger import DangerReader, plain
from lab.training.captions import Caption, fingerprint_of, read_captions, shipped_captions
from lab.training.corpus import Corpus
from lab.training.learning import fitted, learned_of

SENTENCES: Final = WORDS / "danger.csv"
"""Sentences with the kind of danger that they tell of, or `none`; half of them are near misses."""

_COUNTS: Final = 3.0  # a sentence counts as much as so many captions
_PIECES_AT_MOST: Final = 30_000


def sentences() -> list[tuple[str, str]]:
    """Return the shipped sentences, each with its kind of danger or `none`."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["kind"]) for row in csv.DictReader(file)]


def ordinary_captions() -> Iterator[str]:
    """Yield the shipped captions that tell of no danger: no gas, no missing person, nothing that the table names."""
    of_dangers = {danger.category for danger in shipped_dangers() if not danger.to_person}
    table = DangerReader(shipped_dangers())
    for path in shipped_captions():
        for caption in read_captions(path, shipped_catalogue()):
            if of_dangers.isdisjoint({caption.slug, *caption.also}) and table.find(caption.text) is None:
                yield caption.text


def learning_texts() -> list[Caption]:
    """Return what is learned, each text once; of a sentence that is a caption as well its kind counts."""
    told = {plain(text): Caption(plain(text), kind, weight=_COUNTS) for text, kind in sentences()}
    ordinary = {plain(text): Caption(plain(text), NONE) for text in ordinary_captions()}
    return list((ordinary | told).values())


def main() -> None:
    """Write the file of the weights."""
    texts = learning_texts()
    corpus = Corpus.of(texts)
    model, pieces = fitted(corpus, np.arange(len(texts)), len(texts), _PIECES_AT_MOST)
    figures = {"texts": len(texts), "fingerprint": fingerprint_of(texts)}
    write_model(
        WORDS / DANGER_WEIGHTS, learned_of(corpus.categories, model, [corpus.pieces[each] for each in pieces], figures)
    )


if __name__ == "__main__":
    main()
