"""Measurements for the terminal: a label for each figure, and tables of mistakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from texts.base.wording import Words, visible, words_of

_SHARES = frozenset({
    "share", "share_right", "top1", "top3", "photo_top1", "photo_top3", "opened", "asked", "false_drafts", "false_asks",
    "filled", "filled_right", "false_fills", "any_suggestion", "false_alarms", "urgent_top3", "recall",
    "original_first", "accuracy", "same_kind",
})  # fmt: skip
_OF_SHARES = frozenset({"by_intent"})
"""Groups of figures that are shares, each under the name of what it is of."""

_WORDED = frozenset({"compared_with", "set_apart", "mistake", "mode", "text_language", "fate"})
"""Figures whose values are worded, too."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: title, header and rows of cells; no header if its cells are empty."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(document: Mapping[str, Any], language: str) -> list[Sheet]:
    """Return the tables of a measurement: its figures first, then each list that is not empty.

    Raises:
        KeyError: A figure has no label.
    """
    words = words_of(language)
    figures = {name: value for name, value in document.items() if not isinstance(value, Mapping | list)}
    found = [Sheet("", ("", ""), _pairs(words, figures))]
    for name, value in document.items():
        if isinstance(value, Mapping):
            pairs = _shares(words, value) if name in _OF_SHARES else _pairs(words, value)
            found.append(Sheet(_label(words, name), ("", ""), pairs))
        elif isinstance(value, list) and value:
            found.append(_listed(words, name, value))
    return found


def counted_text(counts: Mapping[str, int], language: str) -> str:
    """Return counts on one line."""
    return "; ".join(f"{label} {value}" for label, value in _pairs(words_of(language), counts))


def _pairs(words: Words, figures: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((_label(words, name), _shown(words, name, value)) for name, value in figures.items())


def _shares(words: Words, figures: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _shown(words, "share", value)) for name, value in figures.items())


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
