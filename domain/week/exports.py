"""Exports: what can be taken out for other programs, in which formats and columns; see docs/exports.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final, NamedTuple

from domain.district.district import District
from domain.week.weeks import Span


class Subject(StrEnum):
    """What is exported."""

    REPORTS = "reports"
    POINTS = "points"
    FIGURES = "figures"
    EVENTS = "events"
    VOUCHERS = "vouchers"


class Form(StrEnum):
    """The format of an export, and the ending of its files."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    PARQUET = "parquet"


class Kind(Enum):
    """What a column holds; a time is in ms UTC until it is written. Any value may be None."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    TIME = "time"


class Column(NamedTuple):
    """A column of an export."""

    name: str
    kind: Kind


Value = str | int | float | None
Row = tuple[Value, ...]


def _columns(*named: tuple[Kind, str]) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for kind, names in named for name in names.split())


COLUMNS: Final[Mapping[Subject, tuple[Column, ...]]] = {
    Subject.REPORTS: _columns(
        (Kind.TEXT, "number category community queue status urgency"),
        (Kind.REAL, "lat lng"),
        (Kind.TIME, "submitted_at accepted_at resolved_at closed_at due_at"),
        (Kind.INTEGER, "witnesses"),
    ),
    Subject.POINTS: _columns((Kind.TIME, "at"), (Kind.TEXT, "merit"), (Kind.INTEGER, "points"), (Kind.TEXT, "number")),
    Subject.FIGURES: _columns(
        (Kind.TEXT, "week queue"),
        (Kind.INTEGER, "received accepted resolved rejected confirmed reopened bounced went_overdue open"),
        (Kind.INTEGER, "first_answers first_answers_in_time due resolved_in_time"),
        (Kind.REAL, "first_response_hours time_to_fix_hours"),
    ),
    Subject.EVENTS: _columns(
        (Kind.TEXT, "number"),
        (Kind.TIME, "at"),
        (Kind.TEXT, "action source target actor_kind queue_before queue"),
    ),
    Subject.VOUCHERS: _columns(
        (Kind.TIME, "at"),
        (Kind.TEXT, "reward name"),
        (Kind.INTEGER, "points"),
        (Kind.TEXT, "state"),
        (Kind.TIME, "ends_at closed_at"),
        (Kind.TEXT, "queue"),
    ),
}
"""The columns in their order."""

RIDER: Final = Column("rider", Kind.TEXT)
"""The last column where riders are asked for: `rider:ID`, by which the bot knows them and Telegram does not."""

LAT: Final = "lat"
LNG: Final = "lng"

WITH_RIDERS: Final = frozenset({Subject.REPORTS, Subject.POINTS, Subject.EVENTS, Subject.VOUCHERS})
"""What riders stand behind."""


def columns_of(subject: Subject, *, with_riders: bool) -> tuple[Column, ...]:
    """Return the columns of an export."""
    return (*COLUMNS[subject], RIDER) if with_riders else COLUMNS[subject]


def has_positions(subject: Subject) -> bool:
    """Return whether each row has a position, without which there is no GeoJSON."""
    return any(column.name == LAT for column in COLUMNS[subject])


class Place(NamedTuple):
    """A place in the order of what is exported: a time (ms UTC), then an id."""

    at: int
    id: int


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported of which span."""

    subject: Subject
    span: Span
    with_riders: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns."""
        return columns_of(self.subject, with_riders=self.with_riders)


@dataclass(frozen=True, slots=True)
class Extract:
    """A file with the rows of an export from one place up to another, to be made when it is sent.

    Whether another part follows it is `goes_on`.
    """

    name: str
    district: District
    export: Export
    form: Form
    start: Place
    end: Place
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class ExportMade:
    """Who took out what: kept where riders are in it, and where it was asked for in a chat.

    `asker_id` is the Telegram id of who asked in a chat, 0 at the command line; `asker_name` the name there.
    """

    id: int
    at: int
    asker_id: int
    asker_name: str
    subject: Subject
    form: Form
    first: str
    last: str
    with_riders: bool = False
