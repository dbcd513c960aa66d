"""Search for a vocabulary's words in a text, in one pass; words inside longer ones do not count."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple, Self

_CLAUSE_END: Final = r"[,;!?\n]|\.(?!\d)"
_CLAUSE_ENDS: Final = frozenset(",;!?\n.。")
_ENDING: Final = re.compile(r"(?:e?s)?(?![a-z0-9])")
_FEW: Final = 8
_ANY_ENDING: Final = re.compile(r"[a-z]*(?![a-z0-9])")


class Mention(NamedTuple):
    """A word of the vocabulary in a text: its position, and the index of its clause (from 0)."""

    word: str
    start: int
    end: int
    clause: int


class _Entry(NamedTuple):
    """A word to search for: its stem, and the pattern of its ending (None: anything, as in Chinese)."""

    stem: str
    ending: re.Pattern[str] | None
    word: str

    @classmethod
    def of(cls, word: str) -> Self:
        stem = word.rstrip("*")
        if not stem[-1].isascii():
            return cls(stem, None, word)
        return cls(stem, _ENDING if stem == word else _ANY_ENDING, word)

    def end_in(self, text: str, start: int) -> int:
        """Return where the word that begins at `start` ends in `text`; 0 if it is not there."""
        if not text.startswith(self.stem, start):
            return 0
        end = start + len(self.stem)
        if self.ending is None:
            return end
        ending = self.ending.match(text, end)
        return ending.end() if ending else 0


class _Shelf(NamedTuple):
    """Entries that begin alike, longer ones first; of many, also by the characters that follow."""

    entries: list[_Entry]
    further: dict[str, list[_Entry]] | None

    @classmethod
    def of(cls, entries: list[_Entry]) -> Self:
        return cls(entries, _by_start(entries, 3) if len(entries) > _FEW else None)

    def at(self, text: str, place: int) -> list[_Entry]:
        """Return the entries that may go on as the text does."""
        further = self.further or {}
        for stop in (place + 3, place + 2, place + 1):
            if found := further.get(text[place:stop]):
                return found
        return further.get("", [])


def _by_start(entries: Iterable[_Entry], place: int) -> dict[str, list[_Entry]]:
    """Return entries by three characters from a place on, with those that end before."""
    by_start: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_start[entry.stem[place : place + 3]].append(entry)
    return {
        start: [entry for size in range(len(start), -1, -1) for entry in by_start.get(start[:size], ())]
        for start in list(by_start)
    }


class Lexicon:
    """A vocabulary of normalised Chinese and English words.

    Chinese words are found anywhere, English ones as whole words or plurals; a word ending in `*` is found with any
    ending. Searching takes time linear in the text's length.
    """

    def __init__(self, words: Iterable[str]) -> None:
        entries = sorted(map(_Entry.of, words), key=lambda entry: (-len(entry.stem), entry.word))
        by_start = _by_start(entries, 0)
        self._by_start = {start: _Shelf.of(found) for start, found in by_start.items()}
        chinese = {start[0] for start in by_start if not start[0].isascii()}
        self._starts = re.compile(rf"{_CLAUSE_END}|(?<![a-z0-9])[a-z0-9]|[{re.escape(''.join(sorted(chinese)))}。]")

    def find(self, text: str) -> list[Mention]:
        """Return the vocabulary's words in a normalised `text`, in order and without overlap."""
        mentions: list[Mention] = []
        clause, past = 0, 0
        found_by = self._by_start.get
        for begun in self._starts.finditer(text):
            start = begun.start()
            shelf = found_by(text[start : start + 3]) or found_by(text[start : start + 2]) or found_by(text[start])
            if shelf is None:
                clause += begun[0] in _CLAUSE_ENDS
                continue
            for entry in shelf.entries if shelf.further is None else shelf.at(text, start + 3):
                if (end := entry.end_in(text, start)) > past:
                    mentions.append(Mention(entry.word, start, end, clause))
                    past = end
                    break
        return mentions
