"""Reading ``columns.toml``: the meaning of another system's columns and values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from domain.district.catalogue import Catalogue
from domain.district.problems import BadValue, Problem
from domain.geo.datums import WGS84, datum_named
from domain.reporting.reports import Status
from files.csv_columns import Column
from files.toml_tables import Table, read_toml
from files.values import Reader, choice, choices, text

OPTIONAL: Final = ("closed", "status", "note", "day", "closed_day")
NEEDED: Final = ("id", "time", "category", "lat", "lng")
STATUSES: Final[Mapping[str, Status]] = {
    "open": Status.ROUTED,
    "closed": Status.CLOSED_UNCONFIRMED,
    "confirmed": Status.CONFIRMED,
    "rejected": Status.REJECTED,
    "duplicate": Status.DUPLICATE,
}
_ANY_TIME: Final = datetime(2024, 5, 23, 9, 30, tzinfo=UTC)
SKIPPED: Final = "-"
"""The value in `categories` for rows that are left out on purpose."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """The meaning of a table's columns and values.

    Attributes:
        source: Name of the system that gave the ids; each id of a source is imported once.
        columns: Name of the column for each role.
        categories: Slug or `SKIPPED` for each value of the category column.
        other: Slug for all other values; None to refuse them.
        statuses: Status for each value of the status column, casefolded.
        datum: Datum of the positions.
        time_format: Format of times, as for strptime; None to detect it.
    """

    source: str = "history"
    columns: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    other: str | None = None
    statuses: Mapping[str, Status] = field(default_factory=dict)
    datum: str = WGS84
    time_format: str | None = None

    def wanted(self) -> list[Column]:
        """Return the columns to look for."""
        return [
            Column(role, self.columns.get(role), optional=role in OPTIONAL, of_map=True)
            for role in (*NEEDED, *OPTIONAL)
        ]


def read_meanings(path: Path, catalogue: Catalogue, problems: list[Problem]) -> Meanings | None:
    """Read the file, add every problem to `problems`, and check slugs against the catalogue.

    Returns None if the file cannot be read or parsed.
    """
    file = read_toml(path, problems)
    if file is None:
        return None
    top = file.top()
    columns, statuses = top.table("columns"), _each(top.table("statuses"), choice(*STATUSES))
    meanings = Meanings(
        source=top.take("source", text, "history"),
        columns={role: name for role in (*NEEDED, *OPTIONAL) if (name := columns.take(role, text, None)) is not None},
        categories=_each(top.table("categories"), _slug(catalogue, SKIPPED)),
        other=top.take("other_categories", _slug(catalogue), None),
        statuses={value.casefold(): STATUSES[name] for value, name in statuses.items()},
        datum=top.take("datum", _datum, WGS84),
        time_format=top.take("time_format", _time_format, None),
    )
    columns.finish()
    top.finish()
    return meanings


def _each(table: Table, read: Reader[str]) -> dict[str, str]:
    """Read every entry of a table with arbitrary keys."""
    taken = {key: table.take(key, read, None) for key in table.values}
    return {key.strip(): value for key, value in taken.items() if value is not None}


def _slug(catalogue: Catalogue, *more: str) -> Reader[str]:
    def read(value: object) -> str:
        slug = text(value)
        if slug not in catalogue and slug not in more:
            raise BadValue("unknown_category", value=slug, close=choices(slug, catalogue))
        return slug

    return read


def _time_format(value: object) -> str:
    """Return a format that can read back the date that it writes.

    Raises:
        BadValue: The format cannot.
    """
    form = text(value)
    try:
        back = datetime.strptime(_ANY_TIME.strftime(form), form)  # noqa: DTZ007  only the date is compared
    except ValueError:
        back = None
    if back is None or back.date() != _ANY_TIME.date():
        raise BadValue("bad_time_format", value=form)
    return form


def _datum(value: object) -> str:
    name = text(value)
    datum = datum_named(name)
    if datum is None:
        raise BadValue("unknown_value", value=name, close="wgs84, gcj02, bd09")
    return datum
