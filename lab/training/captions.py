"""The texts for training: shipped captions, further tables, and notes of riders with the category that staff chose."""

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

FILES: Final = ("captions.csv", "captions_by_register.csv")

TEXTS_OF_A_CATEGORY: Final = 120
"""Categories with fewer texts are not learned, because phrases recognise them better (docs/categories.md)."""

_MAIN_SHARE: Final = 0.7  # of the first slug of a text that may mean several; the others share the rest
_OF_HISTORY: Final = 3.0
"""How much a rider's own words under the category of staff count beside a caption."""

_PAGE: Final = 2000


@dataclass(frozen=True, slots=True)
class Caption:
    """A text with the category that it means, or `none`, and further categories that it may mean.

    Attributes:
        register: The way of writing that it belongs to, if it was written in one.
        weight: How much it counts in learning.
        vague: Whether it teaches only if it is a report, and not which problem it reports.
    """

    text: str
    slug: str
    also: tuple[str, ...] = ()
    register: str = ""
    weight: float = 1.0
    vague: bool = False

    def shares(self) -> dict[str, float]:
        """Return the weight of each slug for training; the weights sum to 1."""
        if not self.also:
            return {self.slug: 1.0}
        rest = (1 - _MAIN_SHARE) / len(self.also)
        return {self.slug: _MAIN_SHARE} | dict.fromkeys(self.also, rest)


def shipped_captions() -> tuple[Path, ...]:
    """Return the files from which the shipped model was learned."""
    return tuple(WORDS / name for name in FILES)


def read_captions(path: Path, known: Collection[str]) -> list[Caption]:
    """Return the captions of a table with the columns text, slug, also and register, each text once.

    Raises:
        BadValue: The file cannot be read, a column is missing, or a slug is neither `none` nor in `known`.
    """
    wanted = [Column("text"), Column("truth"), Column("also", optional=True), Column("register", optional=True)]
    with open_rows(path) as rows:
        found = [_caption(record.values) for record in rows.records(wanted)]
    refuse_unknown((slug for caption in found for slug in (caption.slug, *caption.also)), known)
    return list(_once(caption for caption in found if caption.slug and caption.text))


def _caption(row: Mapping[str, str]) -> Caption:
    also = dict.fromkeys(slugs_in(row["also"]))
    others = tuple(slug for slug in also if slug != row["truth"])
    return Caption(row["text"], row["truth"], others, row["register"])


def _once(captions: Iterable[Caption]) -> Iterator[Caption]:
    seen: set[str] = set()
    for caption in captions:
        if caption.text not in seen:
            seen.add(caption.text)
            yield caption


async def read_history(database: Database, known: Collection[str]) -> list[Caption]:
    """Return riders' notes of reports that staff accepted, with the final category, each text once."""
    found: list[Caption] = []
    after = 0
    while page := await database.read(lambda tx: tx.reports.settled_notes(after, _PAGE)):  # noqa: B023  called at once
        found += [Caption(note.note, note.category, weight=_OF_HISTORY) for note in page if note.category in known]
        after = page[-1].id
    return list(_once(found))


def set_rare_apart(captions: Sequence[Caption]) -> tuple[list[Caption], dict[str, int]]:
    """Split off categories with too few captions; return the other captions, and the count for each rare category."""
    counts = Counter(caption.slug for caption in captions)
    known = {NONE, *(slug for slug, texts in counts.items() if texts >= TEXTS_OF_A_CATEGORY)}
    kept = [
        replace(caption, also=tuple(slug for slug in caption.also if slug in known))
        for caption in captions
        if caption.slug in known
    ]
    return kept, {slug: counts[slug] for slug in sorted(counts.keys() - known)}


def fingerprint_of(captions: Iterable[Caption]) -> str:
    """Return a SHA-256 hash of the captions that does not depend on their order; it identifies what a model learned."""
    lines = sorted("\t".join((caption.text, caption.slug, *caption.also)) for caption in captions)
    return sha256("\n".join(lines).encode()).hexdigest()
