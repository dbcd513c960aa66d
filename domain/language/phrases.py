"""The grammar of the catalogue's word columns."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.language.spelling import normalise

_THEN: Final = re.compile(r"[+＋]")
_OR: Final = re.compile(r"[/／]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of naming a category: each part must be mentioned near the others, by any of its words.

    `parts` holds the normalised words of each part; a word ending in `*` has any ending. A `hint` names a thing without
    saying what is wrong with it.
    """

    parts: tuple[frozenset[str], ...]
    hint: bool = False


def parse_phrase(written: str) -> Phrase:
    """Read one phrase: parts joined by `+`, the words of a part by `/`; a `?` at its end makes it a hint.

    Full-width signs count as plain ones.

    Raises:
        ValueError: A word is missing.
    """
    phrase = written.rstrip()
    hint = phrase.endswith(("?", "？"))
    parts = tuple(map(_words_of, _THEN.split(phrase[:-1] if hint else phrase)))
    if any(not word.rstrip("*") for part in parts for word in part):
        raise ValueError(f"a word is missing in {written!r}")
    return Phrase(parts, hint=hint)


@lru_cache(maxsize=1024)
def _words_of(part: str) -> frozenset[str]:
    """Return the normalised words of a part; many phrases share one."""
    return frozenset(map(normalise, _OR.split(part)))


def name_phrases(name: str) -> tuple[Phrase, ...]:
    """Return the phrases of a category's name; for a Chinese name, each part between `、`."""
    return tuple(Phrase((frozenset({part}),)) for part in normalise(name).split("、") if part)
