"""How a text tells of a danger: as present, or as possible, past, over, negated, told or exaggerated."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final

from domain.language.danger_frames import CLAUSE_END, FILLERS, FRAMELESS, SENTENCE_END, WORDS, Frame
from domain.language.danger_phrases import Said, Span
from domain.language.dangers import DangerKind
from domain.language.lexicon import Lexicon

_SOON_AFTER: Final = 10
_BEFORE: Final = 30
"""A supposition counts within this many characters before what is said, a question about it within these after."""

_LIKE = re.compile(r"[像如似跟]|like |as if")
_BEEN = re.compile(r"过(?![来去])")
_TOO = re.compile(r"[臭甜辣堵笑烦吵贵丑香酸帅美卷难慢坑多停忙](?:得|到|的)[^,。!]{0,4}$")
_AS = re.compile(r".{0,4}(?:一样|似的|一般|般)")
_PLACE = re.compile(
    r"[在系到].{1,9}$|^.{1,8}[口旁边前里上下]|(?:in|at|on|near|by|outside|behind|next to|opposite).{1,28}$"
)


class _Reach(Enum):
    """Where a frame counts, seen from what is said."""

    CLAUSE_BEFORE = auto()
    SENTENCE_BEFORE = auto()
    SOON_AFTER = auto()
    CLAUSE = auto()
    SENTENCE = auto()
    TEXT = auto()


_REACH: Final = {
    Frame.MAYBE: _Reach.CLAUSE_BEFORE,
    Frame.WILL: _Reach.CLAUSE_BEFORE,
    Frame.IF: _Reach.SENTENCE_BEFORE,
    Frame.WHAT_IF: _Reach.SOON_AFTER,
    Frame.PAST: _Reach.SENTENCE,
    Frame.HABIT: _Reach.CLAUSE,
    Frame.TOLD: _Reach.SENTENCE,
    Frame.SOLVED: _Reach.TEXT,
    Frame.ASKED: _Reach.CLAUSE,
    Frame.LAUGH: _Reach.TEXT,
    Frame.JOKE: _Reach.TEXT,
}
_THREATS: Final = frozenset({DangerKind.VIOLENCE, DangerKind.SUICIDE, DangerKind.HELP})
_FOR: Final[Mapping[Frame, Callable[[DangerKind], bool]]] = {
    Frame.WILL: lambda kind: kind not in _THREATS,
    Frame.JOKE: lambda kind: kind is DangerKind.HELP,
    Frame.LAUGH: lambda kind: kind is not DangerKind.SUICIDE,
}
"""Frames that speak of some kinds only: a threat and a wish to die are dangers before anything has happened."""

_LEXICON = Lexicon(FRAMELESS.union(*WORDS.values()))
_FRAMES: Final = {
    word: [frame for frame, words in WORDS.items() if word in words] for word in frozenset().union(*WORDS.values())
}


class Telling:
    """The frames of one normalised text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at: defaultdict[Frame, list[Span]] = defaultdict(list)
        for word, start, end, _ in _LEXICON.find(text):
            for frame in _FRAMES.get(word, ()):
                self._at[frame].append((start, end))

    def is_present(self, said: Said, kind: DangerKind) -> bool:
        """Return whether the text tells what is said as happening now."""
        return self._doubt(said, kind) is None

    def _doubt(self, said: Said, kind: DangerKind) -> str | None:
        """Return what makes it ordinary, for those who mend the tables; None if nothing does."""
        start, end = said.parts[0][0], said.parts[-1][1]
        text = self._text
        if self._is_plainly_none(said, start, end):
            return "not"
        sentence, clause = _around(SENTENCE_END, text, start, end), _around(CLAUSE_END, text, start, end)
        if said.alone and self._says_more(sentence, start, end):
            return "says more"
        spans = {
            _Reach.CLAUSE_BEFORE: (clause[0], end),
            _Reach.SENTENCE_BEFORE: (max(sentence[0], start - _BEFORE), start),
            _Reach.SOON_AFTER: (end, min(clause[1], end + _SOON_AFTER)),
            _Reach.CLAUSE: clause,
            _Reach.SENTENCE: sentence,
            _Reach.TEXT: (0, len(text)),
        }
        for frame, reach in _REACH.items():
            if frame in _FOR and not _FOR[frame](kind):
                continue
            if self._stands(frame, spans[reach], said) and not self._is_outweighed(frame, sentence, said):
                return frame.name
        return None

    def _is_plainly_none(self, said: Said, start: int, end: int) -> bool:
        """Return whether it is negated, was once, is compared, or says how much of something there is."""
        text, before = self._text, max(0, start - 8)
        compared = _LIKE.search(text, before, start) and _AS.match(text, end)
        once = any(_BEEN.match(text, stop) for _, stop in said.parts)
        return bool(self._is_negated(said) or once or compared or _TOO.search(text, before, start))

    def _stands(self, frame: Frame, span: Span, said: Said) -> bool:
        """Return whether a word of the frame stands in the span, outside of what is said."""
        return any(
            span[0] <= start and end <= span[1] and not any(a <= start and end <= b for a, b in said.parts)
            for start, end in self._at[frame]
        )

    def _is_outweighed(self, frame: Frame, sentence: Span, said: Said) -> bool:
        if frame is Frame.PAST:
            return self._stands(Frame.NOW, (sentence[0], said.parts[-1][1]), said)
        end = said.parts[-1][1]
        return frame is Frame.WHAT_IF and "了" in self._text[end - 1 : end + 1]

    def _is_negated(self, said: Said) -> bool:
        return any(
            0 <= first - end <= 1 and not any(a <= start and end <= b for a, b in said.parts)
            for first, _ in said.parts
            for start, end in self._at[Frame.NOT]
        )

    def _says_more(self, sentence: Span, start: int, end: int) -> bool:
        """Return whether its sentence says anything beside it and the place."""
        rest = f"{self._text[sentence[0] : start]} {self._text[end : sentence[1]]}"
        return bool(FILLERS.sub("", _PLACE.sub("", rest.strip())))


def _around(ends: re.Pattern[str], text: str, start: int, end: int) -> Span:
    """Return where the clause or sentence around a span begins and ends."""
    begun = 0
    for match in ends.finditer(text, max(0, start - 400), start):
        begun = match.end()
    over = ends.search(text, end)
    return begun, over.start() if over else len(text)
