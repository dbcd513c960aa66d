"""Slugs of categories in a table: several in a cell, and those that the catalogue lacks, refused by name."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from domain.district.problems import BadValue
from domain.language.classifier import NONE
from files.values import nearest

_SHOWN: Final = 8


def slugs_in(cell: str) -> list[str]:
    """The slugs of a cell, between `|`."""
    return [slug.strip() for slug in cell.split("|") if slug.strip()]


def refuse_unknown(slugs: Iterable[str], known: Collection[str]) -> None:
    """Where one is neither known nor `none` nor empty, raise BadValue with the most frequent of them."""
    unknown = Counter(slug for slug in slugs if slug not in known and slug not in {NONE, ""})
    if unknown:
        names = ", ".join(f"{slug} × {rows}" for slug, rows in unknown.most_common(_SHOWN))
        close = nearest(next(iter(unknown)), [*known, NONE])
        raise BadValue("csv_unknown_slugs", count=str(len(unknown)), names=names, close=close)
