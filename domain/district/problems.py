"""Problems in a district's files or in the configuration, where they are, and the exception for a refused value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """Whether a problem prevents the start or is only reported."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class InFile:
    """A place in a file: the line (from 1), the feature of a GeoJSON file (from 1), the key or column."""

    line: int | None = None
    feature: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: ``code`` names its wording and remedy, ``details`` fill the wording."""

    code: str
    file: str
    place: InFile = InFile()
    details: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


class BadValue(Exception):
    """A value from a file or an option is refused.

    Attributes:
        code: Names the wording and remedy, as in `Problem`; ``details`` fill the wording.
        line: The line of the value, None where the raiser does not know it.
        key: The key, property or column of the value, None where the raiser does not know it.
        further: Other values that were refused at the same time.
    """

    def __init__(self, code: str, /, line: int | None = None, key: str | None = None, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.key = key
        self.details = details
        self.further: tuple[BadValue, ...] = ()

    def joined_by(self, *others: "BadValue") -> Self:
        """Add other refused values to ``further`` and return this exception."""
        self.further += others
        return self

    @property
    def mistakes(self) -> "tuple[BadValue, ...]":
        """This exception and those in ``further``."""
        return self, *self.further

    def problem(self, file: str, place: InFile = InFile()) -> Problem:
        """Return the problem in a file; its own line and key take precedence over those of ``place``."""
        where = InFile(self.line or place.line, place.feature, self.key or place.key)
        return Problem(self.code, file, where, self.details)
