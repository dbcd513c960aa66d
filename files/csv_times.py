"""Times as other systems write them in their tables."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Final

from domain.district.problems import BadValue

_CLOCKS: Final = ("%I:%M:%S %p", "%I:%M %p", "%H:%M:%S", "%H:%M")
_FORMATS: Final = (
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d",
    "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y年%m月%d日",
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
)  # fmt: skip
"""Beside ISO 8601, and slashes with the year last, whose order the whole file decides."""

_DIGIT: Final = re.compile(r"\d")
_EPOCH: Final = re.compile(r"\d{10}(?:\d{3})?(?:\.\d*)?")
_SLASHES: Final = re.compile(r"\s*(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
_UNIVERSAL: Final = re.compile(r"(?<=\d)(?:\s+UTC|\s*Z)$", re.IGNORECASE)
_MONTHS: Final = 12
_LAST_SECONDS: Final = 1e11
"""Larger figures are milliseconds: as seconds they would lie in the year 5138."""


class SlashDates:
    """A file's dates of slashes with the year last: one first figure above 12 makes all of them begin with the day."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._of_days = self._of_months = ""
        for text in texts:
            self.see(text)

    def see(self, text: str) -> None:
        """Take in a cell, whatever stands in it."""
        found = _SLASHES.match(text) if "/" in text else None
        if found is None:
            return
        if int(found[1]) > _MONTHS:
            self._of_days = self._of_days or text
        elif int(found[2]) > _MONTHS:
            self._of_months = self._of_months or text

    def day_first(self) -> bool:
        """Whether they begin with the day; as in America where none tells. Raises BadValue where both kinds do."""
        if self._of_days and self._of_months:
            raise BadValue("csv_dates_mixed", days=self._of_days, months=self._of_months)
        return bool(self._of_days)


class TimeReader:
    """Reads times; one without an offset is in ``zone``, one in ``form`` (of strptime) where that is given.

    ``seen`` counts the cells with something in them, ``unreadable`` those of them that hold no time.
    """

    def __init__(self, zone: tzinfo, form: str | None = None, *, day_first: bool = False) -> None:
        self.seen = self.unreadable = 0
        self._zone = zone
        day = "%d/%m/%Y" if day_first else "%m/%d/%Y"
        usual = (*_FORMATS, *(f"{day} {clock}" for clock in _CLOCKS), day)
        self._formats: tuple[str, ...] = usual if form is None else (form,)
        self._usual = form is None

    def read(self, text: str) -> int | None:
        """Milliseconds UTC of a time; None where it is none."""
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
        found = _iso(text)
        if found is not None:
            return found
        bare = _UNIVERSAL.sub("", text) if _UNIVERSAL.search(text) else text
        moment = self._formatted(bare)
        return moment.replace(tzinfo=UTC) if moment is not None and bare != text else moment

    def _formatted(self, text: str) -> datetime | None:
        for place, form in enumerate(self._formats):
            try:
                found = datetime.strptime(text, form)  # noqa: DTZ007  the zone is put in afterwards
            except ValueError:
                continue
            self._formats = (form, *self._formats[:place], *self._formats[place + 1 :])
            return found
        return None


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
