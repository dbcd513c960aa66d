"""Problems in a district's files or in the configuration, and where they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
