"""Tables that are imported by columns of fixed names: the arguments of their commands, and how they are read."""

from collections.abc import Container, Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from files.csv_columns import Column
from files.csv_rows import Rows

TableArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="A CSV file or a workbook (XLSX, XLS).", exists=True, dir_okay=False)
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would become of each row; change nothing.")]


class NamedRows(NamedTuple):
    """The rows of a table, each its line and cells by column, and the names of columns that are not read.

    Of an optional column that the table lacks no row has a cell.
    """

    rows: list[tuple[int, dict[str, str]]]
    not_read: list[str]


def named_rows(rows: Rows, table: str, columns: Iterable[str], needed: Container[str]) -> NamedRows:
    """Return the rows of a file as a table of this name, under which `files.csv_columns` knows its columns.

    Raises:
        BadValue: A needed column is missing, or one occurs twice.
    """
    wanted = [Column(f"{table}.{each}", optional=each not in needed, fixed=True) for each in columns]
    taken = {role: name for role, name in rows.taken(wanted).items() if name is not None}
    named = {role: role.partition(".")[2] for role in taken}
    found = [
        (record.line, {column: record.values[role] for role, column in named.items()})
        for record in rows.records(wanted)
    ]
    return NamedRows(found, [name for name in rows.header if name and name not in taken.values()])
