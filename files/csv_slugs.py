"""Slugs of categories and other labels in table cells, and the refusal of unknown ones."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
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
    unknown = _unknown(slugs, {*known, NONE, ""})
    if unknown:
        close = nearest(next(iter(unknown)), [*known, NONE])
        raise BadValue("csv_unknown_slugs", count=str(len(unknown)), names=_counted(unknown), close=close)


def refuse_unlisted(labels: Iterable[str], listed: Sequence[str]) -> None:
    """Check that all labels are listed or empty.

    Raises:
        BadValue: Some are not; it names the most frequent, and all that are listed.
    """
    unknown = _unknown(labels, {*listed, ""})
    if unknown:
        raise BadValue("csv_unknown_labels", count=str(len(unknown)), names=_counted(unknown), listed=", ".join(listed))


def _unknown(labels: Iterable[str], known: Collection[str]) -> Counter[str]:
    return Counter(label for label in labels if label not in known)


def _counted(labels: Counter[str]) -> str:
    return ", ".join(f"{label} × {rows}" for label, rows in labels.most_common(_SHOWN))
