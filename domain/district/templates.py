"""Answers that a district has prepared for its staff, in both languages."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final


class AnswerTo(StrEnum):
    """Which question a prepared answer is for: the first three are values of `domain.tickets.lifecycle.Action`."""

    RESOLVE = "resolve"
    HOLD = "hold"
    BOUNCE = "bounce"


FIELDS: Final = ("number", "category", "community", "queue")
"""What may stand in braces; each is filled in as a person reads it."""

LONGEST: Final = 200
"""The most characters of a prepared answer."""

_MARK: Final = 10


@dataclass(frozen=True, slots=True)
class Template:
    """A prepared answer in Chinese and English; `categories` are slugs, none for all of the district's."""

    answers: AnswerTo
    zh: str
    en: str
    categories: frozenset[str] = frozenset()

    @property
    def mark(self) -> str:
        """What stands for it on a key; it changes with its words."""
        return hashlib.sha256(f"{self.answers}\n{self.zh}\n{self.en}".encode()).hexdigest()[:_MARK]

    def said(self, language: str, fields: Mapping[str, str]) -> str:
        """Return its words in `zh` or `en`, with `FIELDS` filled in."""
        return (self.zh if language == "zh" else self.en).format_map(fields)


def offered(templates: Iterable[Template], answers: AnswerTo, category: str) -> list[Template]:
    """Return the answers to a question about a ticket of this category: those made for it before those for all."""
    fitting = (each for each in templates if each.answers is answers and category in (each.categories or {category}))
    return sorted(fitting, key=lambda each: not each.categories)


def unknown_field(words: str) -> str | None:
    """Return what stands in braces and is none of `FIELDS`, or can't be read; None if all is well."""
    try:
        for _, name, form, conversion in Formatter().parse(words):
            if name is not None and (name not in FIELDS or form or conversion):
                return name or "{}"
    except ValueError:
        return words
    return None
