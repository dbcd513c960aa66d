"""Times as other systems write them in their tables."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Final

_FORMATS: Final = (
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y",
    "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y年%m月%d日",
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
)  # fmt: skip
"""Beside ISO 8601. A slash with the year last is read as in America; give the format where it is not."""

_EPOCH: Final = re.compile(r"\d{10}(?:\d{3})?(?:\.\d*)?")
_LAST_SECONDS: Final = 1e11
"""Larger figures are milliseconds: as seconds they would lie in the year 5138."""


class TimeReader:
    """Reads times; one without an offset is in ``zone``, one in ``form`` (of strptime) where that is given."""

    def __init__(self, zone: tzinfo, form: str | None = None) -> None:
        self._zone = zone
        self._formats: tuple[str, ...] = _FORMATS if form is None else (form,)
        self._iso = form is None

    def read(self, text: str) -> int | None:
        """Milliseconds UTC of a time; None where it is none."""
        moment = self._moment(text.strip())
        if moment is None:
            return None
        try:
            aware = moment if moment.tzinfo else moment.replace(tzinfo=self._zone)
            return int(aware.timestamp() * 1000)
        except (OverflowError, ValueError, OSError):
            return None

    def _moment(self, text: str) -> datetime | None:
        if self._iso:
            found = _iso(text)
            if found is not None:
                return found
        for place, form in enumerate(self._formats):
            try:
                found = datetime.strptime(text, form)  # noqa: DTZ007  the zone is put in above
            except ValueError:
                continue
            self._formats = (form, *self._formats[:place], *self._formats[place + 1 :])
            return found
        return None


def _iso(text: str) -> datetime | None:
    if _EPOCH.fullmatch(text):
        figure = float(text)
        return datetime.fromtimestamp(figure / 1000 if figure > _LAST_SECONDS else figure, UTC)
    try:
        return datetime.fromisoformat(text) if not text.isdecimal() else None
    except ValueError:
        return None
