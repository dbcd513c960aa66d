"""What a text is for besides reporting: thanks, a greeting, a question about points, and what else people say to a bot.

A text is read by signs and by rules. A sign is a group of words that mean alike, in the modules `talk_`, `asking_`,
`anger_` and `parts_` beside this one; words and texts are folded to one spelling. A rule gives its intent to a text
that has all of its signs and says little else: a text that goes on is about what it goes on with.
"""

import re
from enum import StrEnum
from functools import cache, cached_property
from typing import Final, NamedTuple

from domain.language import anger_en, anger_zh, asking_en, asking_zh, parts_en, parts_zh, talk_en, talk_zh
from domain.language.faces import FACE
from domain.language.folding import every_word, fold
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
    HOWTO = "howto"
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
    if heard.intent is Intent.NONE:
        reports = opens is Opens.YES or (opens is Opens.ASK and not heard.sure)
    else:
        reports = opens is Opens.YES and not heard.sure
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
    _rule("report", "thing bad fix", 40, "ireported tel whichtel howis asks done points petition rage"),
    _rule("report", "thing bad fix hurry", 40, "ireported tel howis points"),
    _rule("report", "thing bad still", 40, "ireported tel whichtel howto rage asks points petition others"),
    _rule("report", "thing neglected", 30, "ireported"),
    _rule("robot", "either", 12, "thing bad thanks"),
    _rule("complaint", "petition you", 14),
    _rule("complaint", "petition", 0, "tel whichtel thing bad"),
    _rule("robot", "human areyou", 4, "talkto"),
    _rule("person", "human tel", 6, "rage", sure=True),
    _rule("person", "human whichtel", 6, "rage", sure=True),
    _rule("person", "boss tel", 4, "rage", sure=True),
    _rule("person", "boss whichtel", 4, "rage", sure=True),
    _rule("report", "thanks thing still", 40, "q howis"),
    _rule("thanks", "thanks done", 20, "still bad notyet asks rage sarcasm", sure=True),
    _rule("hotline", "whichtel", 24, "reachus points", sure=True),
    _rule("hotline", "agency tel", 4, "rage called", sure=True),
    _rule("hotline", "code askcode", 12, "rage called points", sure=True),
    _rule("hotline", "agency callhow", 4, "rage called points", sure=True),
    _rule("hotline", "utility tel asks", 6, "rage called points ireported", sure=True),
    _rule("hotline", "code", 0),
    _rule("hotline", "agency numberwords asks", 0, "ireported"),
    _rule("hotline", "tel asks", 4, "human boss others idle rage points ireported reachus called", sure=True),
    _rule("points", "points swap", 10, "minutes others", sure=True),
    _rule("points", "points redeem", 10, "minutes others", sure=True),
    _rule("points", "pointed", 12, "minutes others", sure=True),
    _rule("points", "points", 10, "minutes others idle", sure=True),
    _rule("person", "human talkto rage", 4, "thing bad notyet stock accuse"),
    _rule("person", "reachus rage", 4, "thing bad notyet stock accuse order others idle"),
    _rule("report", "thing bad rage", 30, "ireported petition notyet"),
    _rule("complaint", "rage", 30, "others idle"),
    _rule("complaint", "rage you", 400, "others idle thing"),
    _rule("complaint", "rage you ireported", 400, "others idle"),
    _rule("complaint", "stock irony", 10, "thing bad asks others idle"),
    _rule("complaint", "stock always", 8, "thing bad asks others idle ireported"),
    _rule("complaint", "trust neg", 8, "thing bad asks others idle"),
    _rule("complaint", "claims done notyet", 12),
    _rule("complaint", "times ireported notyet", 12),
    _rule("complaint", "times fix notyet", 6),
    _rule("complaint", "times notyet", 4, "thing bad"),
    _rule("person", "boss talkto tel", 6),
    _rule("robot", "whoareyou", 12, "others idle"),
    _rule("person", "folk chat", 10, "others idle thing bad asks place"),
    _rule("person", "being talkto", 2, "others idle thing bad asks place fix come ireported notyet howis"),
    _rule("person", "human", 0, "place"),
    _rule("person", "human robot", 3, "isit"),
    _rule("person", "human talkto", 14, "others idle place"),
    _rule("person", "reachus", 14, "bad order others idle whoareyou"),
    _rule("person", "boss talkto", 9, "ireported howis grumble thing"),
    _rule("person", "boss", 0, "fix come arrive crew thanks okay greeting asks place grumble rage ill notyet accuse"),
    _rule(
        "person",
        "boss q",
        2,
        "fix come arrive crew thanks okay greeting others idle thing bad howis grumble rage ill notyet accuse",
    ),
    _rule("robot", "robot isit", 6),
    _rule("robot", "robot", 0, "greeting curse thanks"),
    _rule("points", "points", 40, "minutes others idle"),
    _rule("points", "redeem", 5, "others"),
    _rule("points", "swap gift", 3, "others thing bad fix idle"),
    _rule("progress", "ireported howis", 40, "others idle", sure=True),
    _rule("progress", "ireported asks", 20, "others idle howto", sure=True),
    _rule("progress", "ireported notyet", 20, "others idle howto", sure=True),
    _rule("progress", "ireported fix", 6, "others idle howto", sure=True),
    _rule("complaint", "grumble you", 10),
    _rule("progress", "howis", 9, "others idle howto ad"),
    _rule("progress", "crew arrive when", 6, "others idle howto ad thing bad"),
    _rule("progress", "come q", 6, "others idle howto ad thing bad"),
    _rule("progress", "come asks", 6, "others idle howto ad thing bad"),
    _rule("progress", "fix asks", 5, "others idle howto ad"),
    _rule("progress", "notyet", 1, "others idle howto ad thing bad greeting thanks okay"),
    _rule("progress", "fix q", 2, "others howto thing bad thanks idle human robot"),
    _rule("progress", "fix isit", 0, "others idle howto thing bad thanks"),
    _rule("progress", "fix hurry", 1, "others idle thing bad"),
    _rule("progress", "hurry", 0, "others idle thing bad"),
    _rule("progress", "ireported", 2, "others idle howto thing bad thanks"),
    _rule("progress", "fix notyet", 5, "others idle howto ad"),
    _rule("swearing", "curse", 1, "thing bad"),
    _rule(
        "complaint", "accuse", 8, "thing bad asks howis others idle thanks human robot points whichtel howto ireported"
    ),
    _rule("complaint", "you ill", 5, "thing asks howis others idle thanks greeting robot points whichtel howto q"),
    _rule("complaint", "grumble", 2),
    _rule("swearing", "curse", 10, "thing bad"),
    _rule("swearing", "oath", 0),
    _rule("thanks", "thanks fix", 4, "still bad notyet asks"),
    _rule("thanks", "done", 4, "asks still howis others idle notyet bad"),
    _rule("thanks", "thanks", 5, "thing still others idle bad notyet asks q place"),
    _rule("greeting", "greeting", 6, "thing still bad notyet others idle fix ad q asks place"),
    _rule("thanks", "okay", 0, "idle thing still howto bad notyet q"),
    _rule("points", "fen count", 5, "thing bad others idle minutes ad"),
    _rule("points", "fen q", 4, "thing bad others idle minutes ad"),
    _rule("progress", "span notyet", 6, "thing bad others idle ad"),
    _rule("progress", "span asks", 4, "thing bad others idle ad howto"),
    _rule("progress", "span still", 4, "thing bad others idle ad"),
    _rule("complaint", "youpl neg", 8, "thing bad q asks howto others idle ad"),
    _rule("report", "thing bad", 60, "howto others asks done howis"),
    _rule("report", "petition", 400, "tel"),
    _rule("howto", "howto", 4, "thing bad ireported points neglected"),
    _rule("howto", "howi usebot", 6, "thing bad ireported points neglected canyou"),
    _rule("none", "howto", 20, "thing bad ireported points neglected", sure=True),
    _rule("none", "howi usebot", 16, "thing bad ireported points neglected", sure=True),
    _rule("none", "idle", 80, "thing bad ireported neglected fix", sure=True),
)
"""The first rule that fits gives the intent."""

_TABLES: Final = (talk_zh, talk_en, asking_zh, asking_en, anger_zh, anger_en, parts_zh, parts_en)

_NOTHING: Final = Heard(Intent.NONE, sure=False)
_LONGEST: Final = 400
"""Characters; of a longer text the beginning and the end are read."""
_EITHER_END: Final = 150

_WORDS_LEFT: Final = re.compile(r"[a-z']+|[^\W\d_a-z]")
_WORD: Final = 2
"""A word of letters says as much as this many Chinese characters."""

_SPOKEN: Final = str.maketrans("零〇幺一二三四五六七八九两", "0011234567892")
_SPOKEN_RUN: Final = re.compile(
    r"[零〇幺一二三四五六七八九两][零〇幺一二三四五六七八九两 ]{2,}[零〇幺一二三四五六七八九两]"
)
_NAMES: Final = ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NAME: Final = re.compile(rf"(?<![a-z])(?:{'|'.join(_NAMES)})(?![a-z])")
_NAMED_RUN: Final = re.compile(rf"(?<![a-z])(?:(?:{'|'.join(_NAMES)})(?![a-z])[ -]?){{3,}}")
_FIGURES: Final = re.compile(rf"[0-9]|{_SPOKEN_RUN.pattern}|第[一二三四五六七八九十百千两]|{_NAMED_RUN.pattern}")
_IN_DIGITS: Final = re.compile(r"(?<=\d)[-_ ./()·]{1,3}(?=\d)")
_FULL_NUMBER: Final = re.compile(
    r"(?<![a-z0-9])/?(?:[a-z]{1,8}[-_ :]{0,2})?2\d(?:0[1-9]|1[0-2])(?:\d{4,6}|[-_ /.]{1,2}\d{1,6})(?!\d)"
    r"|(?<![a-z0-9])[a-z]{2}[-_ ]?0\d{3,5}(?!\d)"
)
_MARKED_NUMBER: Final = re.compile(
    r"(?<![a-z0-9.#])(?:#\d{1,6}|no[. :#]{1,2}\d{3,6}|0\d{3}号?单?|\d{3,6}号单?"
    r"|第(?:\d{1,6}|[零〇一二三四五六七八九十百千两]{2,9})号单?)(?!\.?\d)"
)
_SHORT_NUMBER: Final = re.compile(r"(?<![a-z0-9.])(?:\d{4}|\d{1,6}号)(?![.:]?\d)")
_OF_PROBLEMS: Final = frozenset({"thing", "bad"})

_NOT_OF_NUMBERS: Final = frozenset({"redeem", "points", "others", "minutes", "ad"})
_PHONE: Final = re.compile(
    r"(?<!\d)(?:\+?(?:0?0?86)?1[3-9]\d{9}|\(?0\d{2,3}\)?[ -]?[2-9]\d{6,7}|[2-9]\d{6,7}|[48]00\d{7}"
    r"|\+\d{8,14}|1[3-9]\d[x*]{4}\d{4})(?!\d)"
)
_SAID: Final = re.compile(r"[0-9\u3400-\u9fff\U00020000-\U0003ffff]|[^\W\d_]{2}|^\W*[^\W\d_]\W*$|[a-z][^\w\n]+[a-z]")
"""Anything that is said: a digit, a Chinese character, two letters, or one letter alone; else there are signs only."""


class _Digits(NamedTuple):
    """A way of writing a number alone, and how much else the text may say; `among` are signs one of which it needs."""

    pattern: re.Pattern[str]
    intent: Intent
    room: int
    among: frozenset[str] = frozenset()
    sure: bool = False


_DIGITS: Final = (
    _Digits(_FULL_NUMBER, Intent.NUMBER, 16, sure=True),
    _Digits(_MARKED_NUMBER, Intent.NUMBER, 4, sure=True),
    _Digits(_SHORT_NUMBER, Intent.NUMBER, 4, frozenset({"numberwords", "howis", "ireported"})),
    _Digits(_SHORT_NUMBER, Intent.NUMBER, 0),
    _Digits(_PHONE, Intent.PHONE, 20, frozenset({"phonewords"})),
    _Digits(_PHONE, Intent.PHONE, 4),
)


class IntentReader:
    """Reads what texts are for; it keeps no state between texts. Its words are made ready for the first text."""

    @cached_property
    def _signs(self) -> dict[str, frozenset[str]]:
        signs: dict[str, frozenset[str]] = {}
        same: dict[frozenset[str], frozenset[str]] = {}  # most words share their signs
        for table in _TABLES:
            for sign, words in table.SIGNS.items():
                for word in every_word(words):
                    all_of_it = signs.get(word, frozenset()) | {sign}
                    signs[word] = same.setdefault(all_of_it, all_of_it)
        return signs

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self._signs)

    def read(self, text: str) -> Heard:
        """Return what a text is for by the table: `none` where nothing of it fits."""
        read = normalise(text)
        if not read:
            return _NOTHING
        if len(read) > _LONGEST:
            read = f"{read[:_EITHER_END]}\n{read[-_EITHER_END:]}"
        said = FACE.sub(" ", read)
        if _SAID.search(said) is None:
            return Heard(Intent.EMOJI, sure=True)
        return self._by_digits(read) or self._by_rules(fold(said))

    def _by_digits(self, read: str) -> Heard | None:
        """Return that a text is a report's number or a telephone number and little else; None if it is neither."""
        if _FIGURES.search(read) is None:
            return None
        spoken = _NAMED_RUN.sub(_in_figures, _SPOKEN_RUN.sub(_in_digits, read))
        joined = _IN_DIGITS.sub("", spoken)
        for digits in _DIGITS:
            written = spoken if digits.pattern is _FULL_NUMBER else joined
            rest = digits.pattern.sub(" ", written)
            if rest != written:
                signs, left = self._look(fold(rest))
                if left <= digits.room and (not digits.among or digits.among & signs) and not signs & _NOT_OF_NUMBERS:
                    return Heard(digits.intent, digits.sure or not left)
        return None

    def _by_rules(self, read: str) -> Heard:
        signs, left = self._look(read)
        for rule in _RULES:
            if left <= rule.room and rule.signs <= signs and not rule.but & signs:
                return Heard(rule.intent, rule.sure or (not left and not signs & _OF_PROBLEMS))
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


def _in_figures(run: re.Match[str]) -> str:
    return _NAME.sub(lambda name: str(max(0, _NAMES.index(name[0]) - 1)), run[0])
