"""How days are written in Chinese."""

import re
from datetime import date, timedelta
from typing import Final

from domain.language.day_reading import COUNT, Reading, Rule, always, count_of, day_of, month_end, rule

_SATURDAY, _FRIDAY, _WEDNESDAY = 5, 4, 2
_WEEKDAYS: Final = {each: at % 7 for at, each in enumerate("一二三四五六日1234567")} | {"天": 6}
_YEARS: Final = {"去年": -1, "今年": 0, "明年": 1, "来年": 1}
_FIGURE: Final = r"(?<![\d.第一二三四五六七八九十])"
_WEEK: Final = r"(?:个?星期|个?礼拜|周)"
_NO_COUNT: Final = r"(?<![\d两俩仨几])(?<!(?<![周期拜])[一二三四五六七八九十])"
_NO_HOUSE: Final = r"(?<![\d.一二三四五六七八九十第路街巷道里弄村区园院])"

_GOES_ON: Final = "前后之左上中下早晚再来去到能可才就装修换完送进开施复恢解处补交通供安吧或和至我他师厂材配"
DAY_ENDS: Final = rf"(?=\s*(?:$|[^\w\s.]|\.(?!\d)|[※a-z{_GOES_ON}]))"
"""What follows a day that is written in figures alone: neither a unit nor a house."""

_LASTED: Final = rf"(?:{COUNT}|半)(?:多|几)?个?(?:天|日|{_WEEK}|月|年)"

PAST_ZH: Final = tuple(
    map(
        re.compile,
        (
            r"昨[天日晚]|前[天日]",
            rf"上+{_WEEK}[一二三四五六日天1-7]?|每个?{_WEEK}[一二三四五六日天1-7]?",
            rf"{_LASTED}了",
            rf"(?:已经?|都|已经等|[等拖过坏用修报停堵]了)(?:快|近|将近)?{_LASTED}",
            rf"{_LASTED}(?<!日)(?:以|之)?前(?!完|办|修|弄|装|到|解|处)",
        ),
    )
)
"""Words about what was, which name no day to come."""


def _full(match: re.Match[str], _: Reading) -> date | None:
    year = int(match["year"])
    return day_of(year if len(match["year"]) > len("26") else 2000 + year, *map(count_of, match.group("month", "day")))


def _month_day(match: re.Match[str], reading: Reading) -> date | None:
    month, day = count_of(match["month"]), count_of(match["day"])
    if match["year"]:
        return day_of(reading.today.year + _YEARS[match["year"]], month, day)
    return reading.nearest(month, day)


def _day_of_that_month(match: re.Match[str], reading: Reading) -> date | None:
    first = reading.month(_later(match) - match["which"].count("上"))
    return day_of(first.year, first.month, count_of(match["day"]))


def _later(match: re.Match[str]) -> int:
    """Return how many weeks or months later is meant: one for each 下."""
    return (match["which"] or "").count("下")


def _month_part(match: re.Match[str], reading: Reading) -> date | None:
    """Return the last day of a part of a month, the first of its beginning."""
    first = reading.coming_month(count_of(match["month"])) if match["month"] else reading.month(_later(match))
    day = _PARTS[match["part"]]
    return first and (first.replace(day=day) if day else month_end(first))


_PARTS: Final = {"初": 1, "上旬": 10, "中": 15, "中旬": 20, "下旬": None, "底": None, "末": None}


def _week_part(match: re.Match[str], reading: Reading) -> date | None:
    """Return a day in a week; a part of this week that is over reaches until Sunday."""
    weeks = _later(match)
    day = reading.weekday(_WEEK_PARTS[match["part"]], weeks)
    return day if weeks or day > reading.today else reading.coming(6)


_WEEK_PARTS: Final = {"初": 0, "中": _WEDNESDAY, "内": _FRIDAY, "底": _FRIDAY, "末": _SATURDAY, "末前": _FRIDAY}


def _weekday(match: re.Match[str], reading: Reading) -> date | None:
    """Return a day of the week: the next one; of this week it may be over."""
    at = _WEEKDAYS[match["day"]]
    return reading.weekday(at, _later(match)) if match["which"] else reading.coming(at)


def _month(match: re.Match[str], reading: Reading) -> date | None:
    """Return the first day of a month to come; the present one names no day."""
    month = count_of(match["month"])
    if match["year"]:
        return day_of(reading.today.year + _YEARS[match["year"]], month, 1)
    first = reading.coming_month(month)
    return first if first is not None and first > reading.today else None


def _from_now(match: re.Match[str], reading: Reading) -> date | None:
    count, unit = count_of(match["count"]), match["unit"]
    if unit.startswith("工作"):
        return reading.working_days_later(count)
    if unit in {"月", "年"}:
        return reading.months_later(count * (12 if unit == "年" else 1))
    if unit in {"小时", "钟头"}:
        return reading.today + timedelta(count // 24) if count >= _HOURS_A_DAY else None
    return reading.today + timedelta(count * (1 if unit in {"天", "日"} else 7))


_HOURS_A_DAY: Final = 24


NAMED_ZH: Final[tuple[Rule, ...]] = (
    rule(rf"(?<!\d)(?P<year>20\d\d|\d\d)\s*年\s*(?P<month>{COUNT})\s*月\s*(?P<day>{COUNT})\s*[日号]?(?!\d)", _full),
    rule(
        rf"{_FIGURE}(?:(?P<year>[去今明来]年)[^\d\s]{{0,3}}?)?\s*(?P<month>{COUNT})\s*月(?:份的?)?\s*(?P<day>{COUNT})"
        r"(?:\s*[日号]|(?![\d个天点]))",
        _month_day,
    ),
    rule(rf"(?P<which>上个?|本|这个?|当|下+个?)月份?的?\s*(?P<day>{COUNT})\s*[日号]", _day_of_that_month),
    rule(
        rf"(?:{_FIGURE}(?P<month>{COUNT})|(?P<which>本|这个?|当|下+个?))?\s*月份?(?P<part>[上中下]旬|[初中底末])",
        _month_part,
    ),
    rule(r"年[底末]|元旦(?:之|以)?前", always(lambda it: date(it.today.year, 12, 31))),
    rule(r"元旦", always(lambda it: date(it.today.year + 1, 1, 1))),
    rule(rf"{_NO_COUNT}(?P<which>本|这个?|下+个?)?{_WEEK}(?P<part>末前|[初中内底末])", _week_part),
    rule(r"大后[天日]", always(lambda it: it.today + timedelta(3))),
    rule(r"后[天日]", always(lambda it: it.today + timedelta(2))),
    rule(r"明[天日早晚]", always(lambda it: it.today + timedelta(1))),
    rule(r"今[天日早晚]", always(lambda it: it.today)),
    rule(
        rf"{_NO_COUNT}(?P<which>本|这个?|下+个?)?{_WEEK}(?P<day>[一二三四五六日天1-7])(?![\d次个点])",
        _weekday,
    ),
    rule(rf"(?P<which>下+个?){_WEEK}", lambda match, it: it.weekday(0, _later(match))),
    rule(rf"(?:本|这个?){_WEEK}", always(lambda it: it.coming(_FRIDAY))),
    rule(r"下个?月", always(lambda it: it.month(1))),
    rule(rf"{_FIGURE}(?P<year>[今明来]年)?\s*(?P<month>{COUNT})月份?(?![\d饼球])", _month),
    rule(rf"{_NO_HOUSE}(?P<day>{COUNT})\s*号{DAY_ENDS}", lambda match, it: it.day_of_month(count_of(match["day"]))),
    rule(
        rf"{_NO_HOUSE}(?P<day>{COUNT})\s*日(?!(?:之|以)?[内后]|[游常])",
        lambda match, it: it.day_of_month(count_of(match["day"])),
    ),
)
"""Days by a name of their own, the more exact ways of writing first."""

FROM_NOW_ZH: Final[tuple[Rule, ...]] = (
    rule(r"十天半个?月|半个?月", always(lambda it: it.today + timedelta(15))),
    rule(r"个把月", always(lambda it: it.months_later(1))),
    rule(r"半年", always(lambda it: it.months_later(6))),
    rule(
        rf"(?<![\d.第一二三四五六七八九十])(?:{COUNT}(?:天|个?月|{_WEEK})?\s*[-~到至或]\s*)?(?P<count>{COUNT})"
        r"\s*来?\s*个?(?P<unit>工作[日天]|天(?!津)|日|周(?!年)|星期|礼拜|月|年(?!\s*\d)|小时|钟头)(?!多)",
        _from_now,
    ),
)
"""Times from now on; of a range its end."""
