"""Slugs of categories in table cells, and the refusal of unknown ones."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from domain.district.problems import BadValue
from domain.language.classifier import NONE
from files.values import nearest

_SHOWN: Final = 8


def slugs_in(cell: str) -> list[str]:
    """Split a cell at `|` into slugs."""
    return [slug.strip() for slug in cell.split("|") if slug.strip()]


def refuse_unknown(slugs: Iterable[str], known: Collection[str]) -> None:
    """Check that all slugs are known, `none` or empty.

    Raises:
        BadValue: Some are not; it names the most frequent.
    """
    unknown = Counter(slug for slug in slugs if slug not in known and slug not in {NONE, ""})
    if unknown:
        names = ", ".join(f"{slug} × {rows}" for slug, rows in unknown.most_common(_SHOWN))
        close = nearest(next(iter(unknown)), [*known, NONE])
        raise BadValue("csv_unknown_slugs", count=str(len(unknown)), names=names, close=close)
