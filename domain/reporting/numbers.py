"""Report numbers: how they are counted by district month, written for people and read back."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, tzinfo

_PREFIX = r"[A-Z][A-Z0-9]{0,7}"
_MONTH = r"[0-9]{2}(?:0[1-9]|1[0-2])"
_SERIAL = r"[0-9]{1,12}"
_NUMBER = re.compile(
    rf"(?:/?REPORT_|(?P<prefix>{_PREFIX})-)?(?P<month>{_MONTH})[-_](?P<serial>{_SERIAL})(?:@\w{{1,64}})?"
)
_LONGEST = 100  # no spelling of a number is longer, so that nothing longer is normalised


@dataclass(frozen=True, slots=True, order=True)
class ReportNumber:
    """One report's number, unique within a district.

    `prefix` is the district's ("DC"), `month` year and month in district time ("2611"), `serial` the
    report's place among those of that month, from 1 on. Raises `ValueError` on a part that `parse_number`
    could not read back.
    """

    prefix: str
    month: str
    serial: int

    def __post_init__(self) -> None:
        if _NUMBER.fullmatch(str(self)) is None or self.serial < 1:
            raise ValueError(f"not a report number: {self}")

    def __str__(self) -> str:
        """As people read it: `DC-2611-0042`, the serial in four digits or more."""
        return f"{self.prefix}-{self.month}-{self.serial:04d}"

    @property
    def command(self) -> str:
        """As a rider taps it in a chat: `/report_2611_0042`; one bot serves one prefix."""
        return f"/report_{self.month}_{self.serial:04d}"


def month_at(at_ms: int, timezone: tzinfo) -> str:
    """Year and month of a moment (ms UTC) in the district's `timezone`, as they stand in a number: "2611"."""
    return datetime.fromtimestamp(at_ms / 1000, timezone).strftime("%y%m")


def parse_number(text: str, prefix: str) -> ReportNumber | None:
    """Read a number in any form in which people send it back, or `None`.

    `DC-2611-0042`, `dc-2611-42`, `2611-0042`, `/report_2611_0042` and `/report_2611_0042@Bot` are the same
    number of the district whose `prefix` is "DC", also in full-width characters. One with another prefix is
    another district's: `None`.
    """
    if len(text) > _LONGEST:
        return None
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if match is None or (match["prefix"] or prefix) != prefix or int(match["serial"]) < 1:
        return None
    return ReportNumber(prefix, match["month"], int(match["serial"]))
