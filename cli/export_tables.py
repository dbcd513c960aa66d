"""``qianshao export companies|teams|riders|activities``: what is exported as it stands, in files to be imported."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import typer

from cli.existing import on_database
from cli.out import opened, refuse_own
from cli.settings import Language, load_all
from domain.programme.ledgers import COLUMNS, Ledger
from domain.week.exports import Column, Form, Kind, Row
from files.exports import writer_of
from services.ports.transaction import Database, Transaction
from services.programme import activity_files, ledgers
from texts.terminal.commands import exported_text


class Table(NamedTuple):
    """A table: its columns, and what reads its rows."""

    columns: Sequence[Column]
    rows_of: Callable[[Transaction], Awaitable[Sequence[Row]]]


def _ledger(ledger: Ledger) -> Table:
    return Table([Column(name, Kind.TEXT) for name in COLUMNS[ledger]], lambda tx: ledgers.rows_of(tx, ledger))


TABLES: Final[Mapping[str, Table]] = {
    **{ledger.value: _ledger(ledger) for ledger in Ledger},
    "activities": Table(activity_files.EXPORTED, activity_files.rows_of),
}


def export_table(name: str, form: Form, config: Path, out: Path, language: Language) -> None:
    """Write one of `TABLES` to a file; it names nobody."""
    settings, district = load_all(config, language)
    refuse_own(out, config, settings, language)
    table = TABLES[name]

    async def run(database: Database) -> Sequence[Row]:
        return await database.read(table.rows_of)

    rows = on_database(settings, run)
    with opened(out, language) as file:
        writer = writer_of(form, file, table.columns, district.timezone)
        writer.write(rows)
        writer.close()
    typer.echo(exported_text(len(rows), str(out), language, with_riders=False), err=True)
