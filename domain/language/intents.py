"""What a text is for besides reporting: thanks, a greeting, a question about points, and what else people say to a bot.

A text is read by signs and by rules. A sign is a group of words that mean alike, in the modules `talk_`, `asking_` and
`anger_` beside this one. A rule gives its intent to a text that has all of its signs and says little else: a text that
goes on is about what it goes on with.
"""

import re
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from domain.language import anger_en, anger_zh, asking_en, asking_zh, talk_en, talk_zh
from domain.language.faces import FACE
from domain.language.lexicon import Lexicon
from domain.language.spelling import normalise
from domain.language.suggestion import Opens


class Intent(StrEnum):
    """What a text is for."""

    THANKS = "thanks"
    GREETING = "greeting"
    POINTS = "points"
    PROGRESS = "progress"
    PERSON = "person"
    COMPLAINT = "complaint"
    SWEARING = "swearing"
    EMOJI = "emoji"
    PHONE = "phone"
    NUMBER = "number"
    HOTLINE = "hotline"
    ROBOT = "robot"
    REPORT = "report"
    NONE = "none"


class Heard(NamedTuple):
    """What a text is for; one that is not `sure` is a report all the same if it names a problem."""

    intent: Intent
    sure: bool


def weighed(heard: Heard, opens: Opens) -> Intent:
    """Return what a text is for, given whether its words open a draft: what names a problem is a report.

    Words that fit nothing are a report where the bot asks whether they are one.
    """
    if heard.sure or heard.intent is Intent.REPORT:
        return heard.intent
    reports = opens is Opens.YES or (opens is Opens.ASK and heard.intent is Intent.NONE)
    return Intent.REPORT if reports else heard.intent


class _Rule(NamedTuple):
    """The signs that a text must have and must not have, and how much else it may say, in Chinese characters."""

    intent: Intent
    signs: frozenset[str]
    room: int
    but: frozenset[str]
    sure: bool


def _rule(intent: str, signs: str, room: int, but: str = "", *, sure: bool = False) -> _Rule:
    return _Rule(Intent(intent), frozenset(signs.split()), room, frozenset(but.split()), sure)


_RULES: Final = (
    _rule("complaint", "sarcasm", 20),
    _rule("report", "thing neglected", 30, "ireported"),
    _rule("complaint", "petition you", 14),
    _rule("complaint", "petition", 0, "tel whichtel thing bad"),
    _rule("robot", "human areyou", 4, "talkto"),
    _rule("person", "human tel", 6, "rage", sure=True),
    _rule("person", "human whichtel", 6, "rage", sure=True),
    _rule("person", "boss tel", 4, "rage", sure=True),
    _rule("person", "boss whichtel", 4, "rage", sure=True),
    _rule("thanks", "thanks done", 10, "still bad notyet asks rage sarcasm", sure=True),
    _rule("hotline", "whichtel", 24, "reachus points", sure=True),
    _rule("hotline", "agency tel", 4, "rage called", sure=True),
    _rule("hotline", "code askcode", 12, "rage called points", sure=True),
    _rule("hotline", "code", 0),
    _rule("hotline", "agency numberwords asks", 0, "ireported"),
    _rule("hotline", "tel asks", 4, "human boss others rage points ireported reachus called", sure=True),
    _rule("points", "points", 10, "minutes others", sure=True),
    _rule("complaint", "rage", 30, "others"),
    _rule("complaint", "claims done notyet", 12),
    _rule("complaint", "times ireported notyet", 12),
    _rule("complaint", "times fix notyet", 6),
    _rule("complaint", "times notyet", 4, "thing bad"),
    _rule("person", "boss talkto tel", 6),
    _rule("robot", "whoareyou", 12, "others"),
    _rule("person", "human", 0, "place"),
    _rule("person", "human robot", 3, "isit"),
    _rule("person", "human talkto", 14, "others place"),
    _rule("person", "reachus", 14, "order others whoareyou"),
    _rule("person", "boss talkto", 9, "ireported howis grumble thing"),
    _rule("robot", "robot isit", 6),
    _rule("robot", "robot", 0, "greeting curse thanks"),
    _rule("points", "points", 40, "minutes others"),
    _rule("points", "redeem", 5, "others"),
    _rule("progress", "ireported howis", 40, "others", sure=True),
    _rule("progress", "ireported asks", 20, "others howto", sure=True),
    _rule("progress", "ireported notyet", 20, "others howto", sure=True),
    _rule("progress", "ireported fix", 6, "others howto", sure=True),
    _rule("complaint", "grumble you", 10),
    _rule("progress", "howis", 9, "others howto ad"),
    _rule("progress", "fix asks", 5, "others howto ad"),
    _rule("progress", "notyet", 1, "others howto ad thing bad greeting thanks okay"),
    _rule("progress", "fix isit", 0, "others howto thing bad thanks"),
    _rule("progress", "fix hurry", 1, "others thing bad"),
    _rule("progress", "hurry", 0, "others thing bad"),
    _rule("progress", "ireported", 2, "others howto thing bad thanks"),
    _rule("progress", "fix notyet", 5, "others howto ad"),
    _rule("swearing", "curse", 1, "thing bad"),
    _rule("complaint", "grumble", 2),
    _rule("swearing", "curse", 10, "thing bad"),
    _rule("swearing", "oath", 0),
    _rule("thanks", "thanks fix", 4, "still bad notyet asks"),
    _rule("thanks", "done", 4, "asks still howis others notyet bad"),
    _rule("thanks", "thanks", 4, "thing still others bad notyet asks q place"),
    _rule("greeting", "greeting", 4, "thing still bad notyet others fix ad q asks place"),
    _rule("thanks", "okay", 0, "thing still howto bad notyet q"),
    _rule("points", "fen count", 5, "thing bad others minutes ad"),
    _rule("points", "fen q", 4, "thing bad others minutes ad"),
    _rule("progress", "span notyet", 6, "thing bad others ad"),
    _rule("progress", "span asks", 4, "thing bad others ad howto"),
    _rule("progress", "span still", 4, "thing bad others ad"),
    _rule("complaint", "youpl neg", 8, "thing bad q asks howto others ad"),
    _rule("report", "thing bad", 60, "howto others asks done howis"),
    _rule("report", "petition", 400, "tel"),
)
"""The first rule that fits gives the intent."""

_TABLES: Final = (talk_zh, talk_en, asking_zh, asking_en, anger_zh, anger_en)

_NOTHING: Final = Heard(Intent.NONE, sure=False)
_LONGEST: Final = 400
"""Characters; a longer text is none of what stands in the table."""

_WORDS_LEFT: Final = re.compile(r"[a-z']+|[^\W\d_a-z]")
_WORD: Final = 2
"""A word of letters says as much as this many Chinese characters."""

_SPOKEN: Final = str.maketrans("零〇幺一二三四五六七八九两", "0011234567892")
_SPOKEN_RUN: Final = re.compile(
    r"[零〇幺一二三四五六七八九两][零〇幺一二三四五六七八九两 ]{2,}[零〇幺一二三四五六七八九两]"
)
_IN_DIGITS: Final = re.compile(r"(?<=\d)[-_ ./()·]{1,2}(?=\d)")
_FULL_NUMBER: Final = re.compile(
    r"(?<![a-z0-9])/?(?:[a-z]{1,8}[-_ :]{0,2})?2\d(?:0[1-9]|1[0-2])(?:\d{4,6}|[-_ /.]{1,2}\d{1,6})(?!\d)"
    r"|(?<![a-z0-9])[a-z]{2}[-_ ]?0\d{3,5}(?!\d)"
)
_MARKED_NUMBER: Final = re.compile(r"(?<![a-z0-9.#])(?:#\d{1,6}|0\d{3}号?单?|第\d{1,6}号单?|\d{3,6}号单?)(?!\.?\d)")
_SHORT_NUMBER: Final = re.compile(r"(?<![a-z0-9.])(?:\d{4}|\d{1,6}号)(?![.:]?\d)")
_OF_PROBLEMS: Final = frozenset({"thing", "bad"})
_NEXT_TO_NOTHING: Final = 2
"""A text that says so little else, and nothing of a problem, is sure to name none."""

_NOT_OF_NUMBERS: Final = frozenset({"redeem", "points", "others", "minutes", "ad"})
_PHONE: Final = re.compile(
    r"(?<!\d)(?:\+?(?:0?0?86)?1[3-9]\d{9}|\(?0\d{2,3}\)?[ -]?[2-9]\d{6,7}|[2-9]\d{6,7}|[48]00\d{7}"
    r"|\+\d{8,14}|1[3-9]\dx{4}\d{4})(?!\d)"
)
_SAID: Final = re.compile(r"[0-9\u3400-\u9fff\U00020000-\U0003ffff]|[^\W\d_]{2}|^\W*[^\W\d_]\W*$")
"""Anything that is said: a digit, a Chinese character, two letters, or one letter alone; else there are signs only."""


class _Digits(NamedTuple):
    """A way of writing a number alone, and how much else the text may say; `among` are signs one of which it needs."""

    pattern: re.Pattern[str]
    intent: Intent
    room: int
    among: frozenset[str] = frozenset()
    sure: bool = False


_DIGITS: Final = (
    _Digits(_FULL_NUMBER, Intent.NUMBER, 12, sure=True),
    _Digits(_MARKED_NUMBER, Intent.NUMBER, 4, sure=True),
    _Digits(_SHORT_NUMBER, Intent.NUMBER, 4, frozenset({"numberwords", "howis", "ireported"})),
    _Digits(_SHORT_NUMBER, Intent.NUMBER, 0),
    _Digits(_PHONE, Intent.PHONE, 14, frozenset({"phonewords"})),
    _Digits(_PHONE, Intent.PHONE, 4),
)


class IntentReader:
    """Reads what texts are for; it keeps no state between texts."""

    def __init__(self) -> None:
        self._signs: dict[str, frozenset[str]] = {}
        for table in _TABLES:
            for sign, words in table.SIGNS.items():
                for word in words.split("|"):
                    self._signs[word] = self._signs.get(word, frozenset()) | {sign}
        self._lexicon = Lexicon(self._signs)

    def read(self, text: str) -> Heard:
        """Return what a text is for by the table: `none` where nothing of it fits."""
        read = normalise(text[: _LONGEST + 1])
        if not read or len(read) > _LONGEST:
            return _NOTHING
        said = FACE.sub(" ", read)
        if _SAID.search(said) is None:
            return Heard(Intent.EMOJI, sure=True)
        return self._by_digits(read) or self._by_rules(said)

    def _by_digits(self, read: str) -> Heard | None:
        """Return that a text is a report's number or a telephone number and little else; None if it is neither."""
        spoken = _SPOKEN_RUN.sub(_in_digits, read)
        joined = _IN_DIGITS.sub("", spoken)
        for digits in _DIGITS:
            written = spoken if digits.pattern is _FULL_NUMBER else joined
            rest = digits.pattern.sub(" ", written)
            if rest != written:
                signs, left = self._look(rest)
                if left <= digits.room and (not digits.among or digits.among & signs) and not signs & _NOT_OF_NUMBERS:
                    return Heard(digits.intent, digits.sure or not left)
        return None

    def _by_rules(self, read: str) -> Heard:
        signs, left = self._look(read)
        for rule in _RULES:
            if left <= rule.room and rule.signs <= signs and not rule.but & signs:
                return Heard(rule.intent, rule.sure or (left <= _NEXT_TO_NOTHING and not signs & _OF_PROBLEMS))
        return _NOTHING

    def _look(self, read: str) -> tuple[set[str], int]:
        """Return the signs of a text, and how much it says beside their words."""
        signs: set[str] = set()
        left, past = 0, 0
        for mention in self._lexicon.find(read):
            signs |= self._signs[mention.word]
            left += _weight(read[past : mention.start])
            past = mention.end
        return signs, left + _weight(read[past:])


@cache
def shared_reader() -> IntentReader:
    """Return the one reader of a process; the table is the same for every district."""
    return IntentReader()


def _weight(rest: str) -> int:
    """Return how much words say, in Chinese characters; digits say nothing."""
    return sum(_WORD if word[0] <= "z" else 1 for word in _WORDS_LEFT.findall(rest))


def _in_digits(run: re.Match[str]) -> str:
    return run[0].translate(_SPOKEN)
