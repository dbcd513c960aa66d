"""What people write behind the command for a list: which tickets, of which category, in which community."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from domain.tickets.lists import Which

LONGEST: Final = 100
"""Letters that are read; no name of a category with that of a community is longer."""

EVERYTHING: Final = (("", ""),)
"""The options of words that name neither a category nor a community."""

_OPTIONS: Final = 8
_ALIKE: Final = 0.5
_FEWEST: Final = 3
"""So many Latin letters say as much as one Chinese character."""

_WORDS: Final[Mapping[Which, str]] = {
    Which.NEEDED: "needed open todo 要办 要办的 待办 在办",
    Which.WAITING: "waiting unaccepted 待受理 没人接 待接单",
    Which.MINE: "mine my 我的 我手上的 我接的",
    Which.OVERDUE: "overdue late 超期 超期的 逾期 超时",
    Which.HOLD: "hold held 挂账 挂账的 挂账中",
    Which.CLOSED: "closed done 已结 已办结 办结 结案 已解决",
}
_MEANT: Final = {word: which for which, words in _WORDS.items() for word in words.split()}
_PART: Final = re.compile(r"[^\s,，、;；/]+")
_SILENT: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a district's categories, by their slugs, and the names of its communities, by their ids."""

    categories: Mapping[str, tuple[str, ...]]
    communities: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListWords:
    """What words ask for.

    Attributes:
        which: The list; what needs somebody where they name none.
        options: Pairs of category and community, "" for all, that they may mean; the only one is meant.
        words: The words that name category or community, "" if none do.
    """

    which: Which
    options: tuple[tuple[str, str], ...]
    words: str = ""


def understand(words: str, names: Names) -> ListWords:
    """Return what words ask for, in either language and any order; names may be cut short where one remains."""
    parts = _PART.findall(unicodedata.normalize("NFKC", words[:LONGEST]))
    lists = [_MEANT[part.casefold()] for part in parts if part.casefold() in _MEANT]
    named = [part for part in parts if part.casefold() not in _MEANT]
    which = lists[0] if lists else Which.NEEDED
    if not named:
        return ListWords(which, EVERYTHING)
    return ListWords(which, _options(named, names)[:_OPTIONS], " ".join(named))


def near(words: str, names: Iterable[str]) -> list[str]:
    """Return up to three names that come near to words."""
    return get_close_matches(words, names, 3, _ALIKE)


def _options(named: Sequence[str], names: Names) -> tuple[tuple[str, str], ...]:
    """Return what may be meant: one name, else a category and a community in either order."""
    categories = {slug: folded(*each) for slug, each in names.categories.items()}
    communities = {key: folded(name) for key, name in names.communities.items()}
    alone = [(slug, "") for slug in _matching(named, categories)] + [
        ("", each) for each in _matching(named, communities)
    ]
    if alone:
        return tuple(alone)
    halves = [(named[:at], named[at:]) for at in range(1, len(named))]
    both = (
        (slug, community)
        for one, other in (*halves, *((behind, before) for before, behind in halves))
        for slug in _matching(one, categories)
        for community in _matching(other, communities)
    )
    return tuple(dict.fromkeys(both))


def _matching(written: Sequence[str], named: Mapping[str, frozenset[str]]) -> list[str]:
    """Return what has this very name, else what has a name of which it is a part."""
    (text,) = folded("".join(written)) or {""}
    exact = [key for key, names in named.items() if text in names]
    if exact or (text.isascii() and len(text) < _FEWEST):
        return exact
    return [key for key, names in named.items() if any(text in name for name in names)]


def folded(*names: str) -> frozenset[str]:
    """Return names by their letters alone, as people leave out signs and spaces."""
    return frozenset(filter(None, (_SILENT.sub("", unicodedata.normalize("NFKC", each)).casefold() for each in names)))
