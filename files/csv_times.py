"""Reading times in the formats of other systems."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from domain.district.problems import BadValue

_CLOCKS: Final = ("%I:%M:%S %p", "%I:%M %p", "%H:%M:%S", "%H:%M")
_FORMATS: Final = (
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d",
    "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H:%M:%S", "%Y年%m月%d日%H:%M",
    "%Y年%m月%d日%H时%M分", "%Y年%m月%d日 %H时%M分", "%Y年%m月%d日%H时%M分%S秒", "%Y年%m月%d日",
    "%Y.%m.%d %H:%M:%S", "%Y.%m.%d %H:%M", "%Y.%m.%d",
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
)  # fmt: skip
"""Formats in addition to ISO 8601 and to dates with slashes, whose order depends on the whole file."""

_DIGIT: Final = re.compile(r"\d")
_EPOCH: Final = re.compile(r"\d{10}(?:\d{3})?(?:\.\d*)?")
_SLASHES: Final = re.compile(r"\s*(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
_UNIVERSAL: Final = re.compile(r"(?<=\d)(?:\s+UTC|\s*Z)$", re.IGNORECASE)
_COMPACT: Final = re.compile(r"(?:19|20)\d{12}", re.ASCII)
_HALF: Final = re.compile(r"(凌晨|早上|上午|中午|下午|晚上)\s*(\d{1,2})(?=[:：时点])")
_AFTERNOON: Final = frozenset({"中午", "下午", "晚上"})
_SERIAL: Final = re.compile(r"[2-7]\d{4}(?:\.\d{1,15})?", re.ASCII)
"""Days since the end of 1899, as spreadsheets count them: from 1954 to 2119."""

_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001  the caller sets the zone
_NOON: Final = 12
_MONTHS: Final = 12
_LAST_SECONDS: Final = 1e11
"""Larger numbers are milliseconds; as seconds they would be after the year 5138."""


class SlashDates:
    """Detects the order of dates such as 3/12/2026: one first number above 12 means that all begin with the day."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._of_days = self._of_months = ""
        for text in texts:
            self.see(text)

    def see(self, text: str) -> None:
        """Take a cell into account; cells without such a date are ignored."""
        found = _SLASHES.match(text) if "/" in text else None
        if found is None:
            return
        if int(found[1]) > _MONTHS:
            self._of_days = self._of_days or text
        elif int(found[2]) > _MONTHS:
            self._of_months = self._of_months or text

    def day_first(self) -> bool:
        """Return whether dates begin with the day; False if no date decides it.

        Raises:
            BadValue: Some dates begin with the day and others with the month.
        """
        if self._of_days and self._of_months:
            raise BadValue("csv_dates_mixed", days=self._of_days, months=self._of_months)
        return bool(self._of_days)


class TimeReader:
    """Reads times of one file.

    Args:
        zone: The time zone of times without an offset.
        form: The only format, as for strptime; None to try the usual ones.
        day_first: Whether dates with slashes begin with the day.

    Attributes:
        seen: Number of cells that were not empty.
        unreadable: Number of those that could not be read.
    """

    def __init__(self, zone: tzinfo, form: str | None = None, *, day_first: bool = False) -> None:
        self.seen = self.unreadable = 0
        self._zone = zone
        day = "%d/%m/%Y" if day_first else "%m/%d/%Y"
        usual = (*_FORMATS, *(f"{day} {clock}" for clock in _CLOCKS), day)
        self._formats: tuple[str, ...] = usual if form is None else (form,)
        self._usual = form is None

    def read(self, text: str) -> int | None:
        """Return a time in ms UTC; None if the cell is empty or cannot be read."""
        text = text.strip()
        if not text:
            return None
        at = _milliseconds(self._moment(text) if _DIGIT.search(text) else None, self._zone)
        self.seen += 1
        self.unreadable += at is None
        return at

    def _moment(self, text: str) -> datetime | None:
        if not self._usual:
            return self._formatted(text)
        text = _HALF.sub(_in_24_hours, text)
        found = _iso(text) or _counted(text)
        if found is not None:
            return found
        bare = _UNIVERSAL.sub("", text) if _UNIVERSAL.search(text) else text
        moment = self._formatted(bare)
        return moment.replace(tzinfo=UTC) if moment is not None and bare != text else moment

    def _formatted(self, text: str) -> datetime | None:
        for place, form in enumerate(self._formats):
            try:
                found = datetime.strptime(text, form)  # noqa: DTZ007  the caller sets the zone
            except ValueError:
                continue
            self._formats = (form, *self._formats[:place], *self._formats[place + 1 :])
            return found
        return None


def _counted(text: str) -> datetime | None:
    """Return a time of figures alone: 20240503120000, or a spreadsheet's number of days."""
    if _COMPACT.fullmatch(text):
        try:
            return datetime.strptime(text, "%Y%m%d%H%M%S")  # noqa: DTZ007  the caller sets the zone
        except ValueError:
            return None
    return _FIRST_DAY + timedelta(seconds=round(float(text) * 86400)) if _SERIAL.fullmatch(text) else None


def _in_24_hours(found: re.Match[str]) -> str:
    """Return the hour of 上午 and 下午 as a clock of 24 hours shows it; 上午 12:00 is midnight, as in AM."""
    hour = int(found[2])
    if hour > _NOON:
        return f" {hour}"
    return f" {hour % _NOON + (_NOON if found[1] in _AFTERNOON else 0)}"


def _milliseconds(moment: datetime | None, zone: tzinfo) -> int | None:
    if moment is None:
        return None
    try:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return int(aware.timestamp() * 1000)
    except (OverflowError, ValueError, OSError):
        return None


def _iso(text: str) -> datetime | None:
    if _EPOCH.fullmatch(text):
        figure = float(text)
        return datetime.fromtimestamp(figure / 1000 if figure > _LAST_SECONDS else figure, UTC)
    try:
        return datetime.fromisoformat(text) if not text.isdecimal() else None
    except ValueError:
        return None
