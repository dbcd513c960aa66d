"""The days that a message names, as people write them in Chinese and English."""

import re
import unicodedata
from datetime import date
from typing import Final

from domain.language.day_reading import HIDDEN, Reading, Rule, day_of, read_days, rule
from domain.language.days_en import FROM_NOW_EN, NAMED_EN, PAST_EN
from domain.language.days_zh import DAY_ENDS, FROM_NOW_ZH, NAMED_ZH, PAST_ZH

_SIMPLE: Final = str.maketrans("週號後個禮這兩還來內開換燈裝", "周号后个礼这两还来内开换灯装")


def days_in(words: str, reading: Reading) -> set[date]:
    """Return the days that words name, past ones too; where they name none to come, those of times from now on.

    Words about what was name none, nor does what no calendar has.
    """
    folded = _folded(words)
    for past in _PAST:
        folded = past.sub(HIDDEN, folded)
    named, rest = read_days(folded, _NAMED, reading)
    return named if any(day > reading.today for day in named) else named | read_days(rest, _FROM_NOW, reading)[0]


def without_days(words: str) -> str:
    """Return words without the days and the times from now on that they name, in lower case."""
    rest = _folded(words)
    for pattern, _ in (*_NAMED, *_FROM_NOW):
        rest = pattern.sub(" ", rest)
    return rest


def cut_days(words: str) -> str:
    """Return words as they were written, without the days that they name, and what leads to those."""
    folded = _folded(words)
    if len(folded) != len(words):
        return words
    for pattern, _ in (*_NAMED, *_FROM_NOW):
        folded = pattern.sub(lambda found: _CUT * len(found[0]), folded)
    folded = _LED_TO.sub(lambda found: _CUT * len(found[0]), folded)
    return "".join(kept for kept, seen in zip(words, folded, strict=True) if seen != _CUT).strip(_AROUND)


_CUT: Final = "\0"
_LED_TO: Final = re.compile(r"(?:(?:[挂延等]?期?[到至等]|或者?|和|\b(?:until|till?|by|or|on|in|to|for))\s*)+(?=\0)")
_AROUND: Final = " ,.;:，。；：、"


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).lower().translate(_SIMPLE)


def _full(match: re.Match[str], _: Reading) -> date | None:
    return day_of(*map(int, match.group("year", "month", "day")))


def _figures(match: re.Match[str], reading: Reading) -> date | None:
    """Return month and day, or day and month where there is no such month."""
    one, other = int(match["one"]), int(match["other"])
    return reading.nearest(one, other) or reading.nearest(other, one)


_NO_UNIT: Final = r"(?!\s*(?:more |working |business |work )?(?:days?|weeks?|wks?|months?|years?|hours?|hrs?|[dwhm])\b)"

_FIGURES: Final[tuple[Rule, ...]] = (
    rule(r"(?<!\d)(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)", _full),
    rule(r"(?<!\d)(?P<year>20\d\d)(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)", _full),
    rule(
        rf"(?<![a-z\d/.:-])(?P<one>\d{{1,2}})[-/.](?P<other>\d{{1,2}})(?![/.:-]?\d)[日号]?{_NO_UNIT}{DAY_ENDS}",
        _figures,
    ),
)

_NAMED: Final = (*_FIGURES, *NAMED_ZH, *NAMED_EN)
_FROM_NOW: Final = (*FROM_NOW_ZH, *FROM_NOW_EN)
_PAST: Final = (*PAST_ZH, *PAST_EN)
