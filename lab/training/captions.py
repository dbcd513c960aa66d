"""The texts that are learned from: captions written for it, and what a district's riders wrote and staff settled."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from districts.shipped import WORDS
from domain.language.classifier import NONE
from files.csv_columns import Column
from files.csv_rows import open_rows
from files.csv_slugs import refuse_unknown, slugs_in
from services.ports.transaction import Database

FILE: Final = "captions.csv"

TEXTS_OF_A_CATEGORY: Final = 120
"""Fewer teach less of a category than good phrases know, and would put them out of use (docs/categories.md)."""

_MAIN_SHARE: Final = 0.7  # of a text that may mean several, the first one; the others have the rest
_PAGE: Final = 2000


@dataclass(frozen=True, slots=True)
class Caption:
    """A text and what it means: a category's slug or `none`; `also` what it may mean as well."""

    text: str
    slug: str
    also: tuple[str, ...] = ()

    def shares(self) -> dict[str, float]:
        """How much of the text is learned for each slug; the shares sum to 1."""
        if not self.also:
            return {self.slug: 1.0}
        rest = (1 - _MAIN_SHARE) / len(self.also)
        return {self.slug: _MAIN_SHARE} | dict.fromkeys(self.also, rest)


def shipped_captions() -> Path:
    """The captions that the shipped model was learned from."""
    return WORDS / FILE


def read_captions(path: Path, known: Collection[str]) -> list[Caption]:
    """The captions of a table with the columns text, slug and also, each text once.

    Raises:
        BadValue: the file can't be read, a column is missing, or a slug is neither `none` nor one of those `known`.
    """
    wanted = [Column("text"), Column("truth"), Column("also", optional=True)]
    with open_rows(path) as rows:
        found = [_caption(record.values) for record in rows.records(wanted)]
    refuse_unknown((slug for caption in found for slug in (caption.slug, *caption.also)), known)
    return list(_once(caption for caption in found if caption.slug and caption.text))


def _caption(row: Mapping[str, str]) -> Caption:
    also = dict.fromkeys(slugs_in(row["also"]))
    return Caption(row["text"], row["truth"], tuple(slug for slug in also if slug != row["truth"]))


def _once(captions: Iterable[Caption]) -> Iterator[Caption]:
    seen: set[str] = set()
    for caption in captions:
        if caption.text not in seen:
            seen.add(caption.text)
            yield caption


async def read_history(database: Database, known: Collection[str]) -> list[Caption]:
    """What riders wrote about reports that staff accepted, with the category that staff left them in, each once."""
    found: list[Caption] = []
    after = 0
    while page := await database.read(lambda tx: tx.reports.settled_notes(after, _PAGE)):  # noqa: B023  run at once
        found += [Caption(note.note, note.category) for note in page if note.category in known]
        after = page[-1].id
    return list(_once(found))


def set_rare_apart(captions: Sequence[Caption]) -> tuple[list[Caption], dict[str, int]]:
    """The captions of categories that have enough of them to be learned, and how many each other category has."""
    counts = Counter(caption.slug for caption in captions)
    known = {NONE, *(slug for slug, texts in counts.items() if texts >= TEXTS_OF_A_CATEGORY)}
    kept = [
        replace(caption, also=tuple(slug for slug in caption.also if slug in known))
        for caption in captions
        if caption.slug in known
    ]
    return kept, {slug: counts[slug] for slug in sorted(counts.keys() - known)}


def fingerprint_of(captions: Iterable[Caption]) -> str:
    """SHA-256 of the captions in any order, so that a model can be told from those learned from others."""
    lines = sorted("\t".join((caption.text, caption.slug, *caption.also)) for caption in captions)
    return sha256("\n".join(lines).encode()).hexdigest()
