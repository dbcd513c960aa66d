"""Matches other systems' spellings of communities and queues: `09 Queens` is `Queens 9`, `District A07` is `A7`."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final

_GENERIC: Final = frozenset({
    "area", "board", "borough", "committee", "community", "council", "department", "district", "division",
    "neighborhood", "neighbourhood", "no", "number", "police", "precinct", "region", "sector", "subdistrict",
    "village", "ward", "zone",
})  # fmt: skip
_GENERIC_ENDS: Final = re.compile(
    r"(?<=.)(?:居民委员会|村民委员会|居委会|村委会|社区|街道办事处|街道|办事处|村|镇|乡|区)$"
)
_PARTS: Final = re.compile(r"[0-9]+|[^\W\d_]+")


def _folded(spelling: str) -> str:
    """Return the spelling without case, width, punctuation and leading zeros."""
    return " ".join(_parts(spelling))


def _bare(spelling: str) -> str:
    """Return the folded spelling without words for kinds of areas, with its parts sorted."""
    return " ".join(sorted(_GENERIC_ENDS.sub("", part) for part in _parts(spelling) if part not in _GENERIC))


def _parts(spelling: str) -> list[str]:
    found = _PARTS.findall(unicodedata.normalize("NFKC", spelling).casefold())
    return [part.lstrip("0") or "0" if part.isdecimal() else part for part in found]


_LEVELS: Final[tuple[Callable[[str], str], ...]] = (str.strip, _folded, _bare)


class Spellings:
    """Finds the id that a spelling names; a looser match counts only if it is unique."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Take spellings with their ids; of equal spellings the first one counts, so ids should come before names."""
        pairs = list(named)
        self._tables = [_table(pairs, level) for level in _LEVELS]
        self._known: dict[str, str | None] = {}

    def find(self, spelling: str) -> str | None:
        """Return the id that the spelling names; None if it names nothing or several."""
        if spelling not in self._known:
            self._known[spelling] = self._search(spelling)
        return self._known[spelling]

    def _search(self, spelling: str) -> str | None:
        for level, table in zip(_LEVELS, self._tables, strict=True):
            key = level(spelling)
            if key in table:
                return table[key]
        return None


def _table(named: Iterable[tuple[str, str]], level: Callable[[str], str]) -> Mapping[str, str | None]:
    """Return the id for each key; None for a key of several ids."""
    table: dict[str, str | None] = {}
    exact = level is str.strip
    for spelling, identity in named:
        key = level(spelling)
        if key and table.setdefault(key, identity) != identity and not exact:
            table[key] = None
    return table
