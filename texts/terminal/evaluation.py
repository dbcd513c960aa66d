"""What is said of measurements in a terminal: a label for each figure, and tables of what went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from texts.base.wording import Words, visible, words_of

_SHARES = frozenset({"share_right", "top1", "top3", "false_drafts", "any_suggestion", "recall", "original_first"})
_WORDED = frozenset({"compared_with", "set_apart", "mistake"})
"""Figures whose values have words of their own."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells under a title and a header; a header of empty cells is none."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(document: Mapping[str, Any], language: str) -> list[Sheet]:
    """A measurement in words: its figures first, then each of its lists that has something in it."""
    words = words_of(language)
    figures = {name: value for name, value in document.items() if not isinstance(value, Mapping | list)}
    found = [Sheet("", ("", ""), _pairs(words, figures))]
    for name, value in document.items():
        if isinstance(value, Mapping):
            found.append(Sheet(_label(words, name), ("", ""), _pairs(words, value)))
        elif isinstance(value, list) and value:
            found.append(_listed(words, name, value))
    return found


def counted_text(counts: Mapping[str, int], language: str) -> str:
    """Some counts on one line."""
    return "; ".join(f"{label} {value}" for label, value in _pairs(words_of(language), counts))


def _pairs(words: Words, figures: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((_label(words, name), _shown(words, name, value)) for name, value in figures.items())


def _listed(words: Words, name: str, entries: Sequence[Mapping[str, Any]]) -> Sheet:
    header = tuple(_label(words, part) for part in entries[0])
    rows = tuple(tuple(_shown(words, part, value) for part, value in entry.items()) for entry in entries)
    return Sheet(_label(words, name), header, rows)


def _label(words: Words, name: str) -> str:
    return words.plain(f"evaluation.{name}")


def _shown(words: Words, name: str, value: object) -> str:
    if value is None or value == "":
        return "—"
    if name in _WORDED:
        return _label(words, str(value).lower())
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.2%}" if name in _SHARES else f"{value:.7g}"
    return visible(str(value))
