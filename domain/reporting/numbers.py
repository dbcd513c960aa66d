"""Report numbers: counted per month in district time, written for people and read back."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

_PREFIX = r"[A-Z][A-Z0-9]{0,7}"
_MONTH = r"[0-9]{2}(?:0[1-9]|1[0-2])"
_SERIAL = r"[0-9]{1,12}"
_NUMBER = re.compile(
    rf"(?:/?(?:REPORT|TICKET)_|(?P<prefix>{_PREFIX})-)?(?P<month>{_MONTH})[-_](?P<serial>{_SERIAL})(?:@\w{{1,64}})?"
)
_MENTIONED = re.compile(
    rf"(?<![0-9])(?P<month>{_MONTH})(?:[-_ /.]{{1,2}}(?P<serial>[0-9]{{1,6}})|(?P<tight>[0-9]{{4,6}}))(?![0-9])"
)
_SERIAL_ALONE = re.compile(r"(?<![0-9])(?P<serial>[0-9]{1,6})(?![0-9])")
_NOTHING_ELSE = re.compile(r"\s*(?:#|no\.?|第)?\s*(?P<serial>[0-9]{1,6})\s*号?\s*", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"(?<![0-9A-Za-z_.-])[0-9]{4,6}(?![0-9A-Za-z_.年-])")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58-]+")
"""What keyboards put in a hyphen's place."""

_WRITTEN_DIGITS = 4
"""As many digits as the bot itself writes of a serial, at least; fewer alone may be a house and a flat."""

_SPOKEN = str.maketrans("零〇幺一二三四五六七八九", "001123456789")
_LONGEST = 100  # no form of a number is longer: spare longer texts the normalisation


@dataclass(frozen=True, slots=True, order=True)
class ReportNumber:
    """One report's number, unique within a district.

    `prefix` is the district's ("DC"), `month` the year and month in district time ("2611"), `serial` the report's
    number within that month, from 1.

    Raises:
        ValueError: `parse_number` could not read one of the parts back.
    """

    prefix: str
    month: str
    serial: int

    def __post_init__(self) -> None:
        if _NUMBER.fullmatch(str(self)) is None or self.serial < 1:
            raise ValueError(f"not a report number: {self}")

    def __str__(self) -> str:
        """Return `DC-2611-0042`, with at least four digits of the serial."""
        return f"{self.prefix}-{self.month}-{self.serial:04d}"

    @property
    def command(self) -> str:
        """The command that shows the report, `/report_2611_0042`; one bot serves one prefix."""
        return f"/report_{self.month}_{self.serial:04d}"


def month_at(at_ms: int, timezone: tzinfo) -> str:
    """Return the year and month of a time (ms UTC) in `timezone`, as in a number: "2611"."""
    return datetime.fromtimestamp(at_ms / 1000, timezone).strftime("%y%m")


def recent_months(at_ms: int, timezone: tzinfo) -> tuple[str, str]:
    """Return the month of a time (ms UTC) in `timezone` and the one before, as in numbers: "2612", "2611"."""
    first = datetime.fromtimestamp(at_ms / 1000, timezone).replace(day=1)
    return first.strftime("%y%m"), (first - timedelta(days=1)).strftime("%y%m")


def parse_number(text: str, prefix: str) -> ReportNumber | None:
    """Read a number in any form in which people write it; return None if it is none.

    `DC-2611-0042`, `dc-2611-42`, `2611-0042`, `/report_2611_0042` and `/report_2611_0042@Bot` are the same number if
    `prefix` is "DC", also in full-width characters. A number with another prefix belongs to another district.
    """
    number = number_of_any(text, prefix)
    return number if number is not None and number.prefix == prefix else None


def number_of_any(text: str, prefix: str) -> ReportNumber | None:
    """Read a number as `parse_number`, also of another district; without a prefix it has this one."""
    match = _read(text)
    if match is None or int(match["serial"]) < 1:
        return None
    return ReportNumber(match["prefix"] or prefix, match["month"], int(match["serial"]))


def is_number_alone(text: str) -> bool:
    """Return whether a text is nothing but a number, written as the bot writes it, of whichever district."""
    match = None if text.startswith("/") else _read(text)
    return match is not None and len(match["serial"]) >= _WRITTEN_DIGITS


def _read(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST:
        return None
    return _NUMBER.fullmatch(_DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip().upper())


def serials_in(text: str) -> tuple[int, ...]:
    """Return the serials that a text names without a month: `0042`, also `42` or `#42` where it says nothing else.

    Fewer digits among other words are a house, a floor or a count.
    """
    alone = _NOTHING_ELSE.fullmatch(text)
    found = [alone["serial"]] if alone else _FOUR_DIGITS.findall(text)
    return tuple(serial for serial in map(int, found) if serial)


def number_in(text: str) -> tuple[str, int] | None:
    """Return month ("" if not named) and serial of the first number that a text names, in digits or Chinese numerals.

    `DC-2611-0042 怎么样了`, `dc26110042`, `0042` and `二六一一 零零四二` name 0042.
    """
    written = unicodedata.normalize("NFKC", text[:_LONGEST]).translate(_SPOKEN)
    for pattern in (_MENTIONED, _SERIAL_ALONE):
        for found in pattern.finditer(written):
            parts = found.groupdict()
            serial = int(parts["serial"] or parts["tight"])
            if serial:
                return parts.get("month") or "", serial
    return None
