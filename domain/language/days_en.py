"""How days are written in English."""

import re
from datetime import date, timedelta
from typing import Final

from domain.language.day_reading import Reading, Rule, always, day_of, month_end, rule

_SATURDAY, _FRIDAY = 5, 4
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTH_NAMES: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTH: Final = rf"(?P<month>{_MONTH_NAMES})\b\.?"
_NTH: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s*(?P<year>20\d\d))?(?![\w:])"
_OF_MONTH: Final = rf"(?:of |in )?(?P<month>(?:the |this |next )?month|{_MONTH_NAMES})\b"
_WEEKDAY: Final = "mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|saturday|sunday"
_WHICH: Final = r"(?P<which>(?:this |next |coming )*)"
_UNTIL: Final = "(?:(?<=by )|(?<=til )|(?<=till )|(?<=due )|(?<=on )|(?<=for ))"
_WEEK_BEHIND: Final = r"(?P<behind>,? (?:of )?(?:next )?week\b)?"
_COUNTS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "couple": 2,
}  # fmt: skip
_COUNT: Final = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)})"

PAST_EN: Final = tuple(
    map(
        re.compile,
        (
            rf"\b(?:last|past|since|every) (?:{_WEEKDAY}|week|month)\b|\byesterday\b",
            rf"\b{_COUNT}\s*(?:days?|weeks?|months?|years?|hours?) ago\b",
            rf"\b(?:past|last) {_COUNT}\s*(?:days?|weeks?|months?|years?|hours?)\b",
            r"\b(?:once|twice|times) a (?:day|week|month|year)\b",
        ),
    )
)
"""Words about what was, which name no day to come."""


def _month_day(match: re.Match[str], reading: Reading) -> date | None:
    month, day = _MONTHS.index(match["month"][:3]) + 1, int(match["day"])
    return day_of(int(match["year"]), month, day) if match["year"] else reading.nearest(month, day)


def _first(match: re.Match[str], reading: Reading) -> date:
    """Return the first day of the month that is named; the next such month, this one included."""
    named = match["month"]
    if named.endswith("month"):
        return reading.month(int(named.startswith("next")))
    return reading.coming_month(_MONTHS.index(named[:3]) + 1) or reading.month()


def _weekday(match: re.Match[str], reading: Reading) -> date:
    """Return a day of the week: the next one, that of next week, or for *Wed week* the one after the next."""
    at, behind = _DAYS.index(match["day"][:2]), match["behind"] or ""
    if "next" in match["which"] or "next" in behind:
        return reading.weekday(at, 1)
    return reading.coming(at) + timedelta(7 if behind else 0)


def _from_now(match: re.Match[str], reading: Reading) -> date | None:
    count, unit = _COUNTS.get(match["count"]) or int(match["count"]), match["unit"]
    if unit.startswith(("working", "business", "work")):
        return reading.working_days_later(count)
    if unit.startswith(("mo", "y")):
        return reading.months_later(count * (12 if unit.startswith("y") else 1))
    if unit.startswith("h"):
        return reading.today + timedelta(count // 24) if count >= _HOURS_A_DAY else None
    return reading.today + timedelta(count * (14 if unit.startswith("fort") else 7 if unit.startswith("w") else 1))


_HOURS_A_DAY: Final = 24

NAMED_EN: Final[tuple[Rule, ...]] = (
    rule(rf"(?<![\w.]){_NTH}(?: of)?[ -]{_MONTH}{_YEAR}", _month_day),
    rule(rf"\b{_MONTH}[ -]?(?:the )?{_NTH}{_YEAR}", _month_day),
    rule(rf"\bmid(?:dle)?[ -]{_OF_MONTH}", lambda match, it: _first(match, it).replace(day=15)),
    rule(rf"\b(?:end|late)[ -]{_OF_MONTH}", lambda match, it: month_end(_first(match, it))),
    rule(r"\beom\b|\bmonth[- ]?end\b", always(lambda it: month_end(it.today))),
    rule(r"\bend of (?:the |this )?year\b|\byear[- ]?end\b|\beoy\b", always(lambda it: date(it.today.year, 12, 31))),
    rule(r"\bend of next week\b", always(lambda it: it.weekday(_FRIDAY, 1))),
    rule(r"\bend of (?:the |this )?week\b|\beow\b|\bthis week\b", always(lambda it: it.coming(_FRIDAY))),
    rule(r"\bafter (?:the |this )?weekend\b", always(lambda it: it.coming(0))),
    rule(r"\bweekend\b", always(lambda it: it.coming(_SATURDAY))),
    rule(r"\b(?:the )?day after tomorrow\b", always(lambda it: it.today + timedelta(2))),
    rule(r"\btomorrow\b|\btmrw?\b", always(lambda it: it.today + timedelta(1))),
    rule(r"\btoday\b|\btonight\b", always(lambda it: it.today)),
    rule(rf"\b{_WHICH}(?P<day>{_WEEKDAY})\b{_WEEK_BEHIND}", _weekday),
    rule(rf"{_UNTIL}{_WHICH}(?P<day>sat|sun)\b{_WEEK_BEHIND}", _weekday),
    rule(rf"\b(?P<which>(?:next |this |coming )+)(?P<day>sat|sun)\b{_WEEK_BEHIND}", _weekday),
    rule(r"\bnext week\b", always(lambda it: it.weekday(0, 1))),
    rule(r"\bnext month\b", always(lambda it: it.month(1))),
    rule(
        r"(?<!\w)(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:floor|street|st\b|time|unit|building|pole|lamp))",
        lambda match, it: it.day_of_month(int(match["day"])),
    ),
)  # fmt: skip
"""Days by a name of their own, the more exact ways of writing first."""

FROM_NOW_EN: Final[tuple[Rule, ...]] = (
    rule(
        rf"(?<![\w.])(?:{_COUNT}\s*(?:-|to|or)\s*)?(?P<count>{_COUNT})(?: of)?(?: more)?[ -]?"
        r"(?P<unit>(?:working|business|work)[ -]?days?|days?|weeks?|wks?|months?|years?|fortnights?|hours?|hrs?|"
        r"(?<=\d)[dwh])\b",
        _from_now,
    ),
)
"""Times from now on; of a range its end."""
