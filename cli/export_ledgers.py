"""``qianshao export companies|teams|riders``: the ledgers, in files that can be imported again."""

from pathlib import Path

import typer

from cli.existing import on_database
from cli.out import opened, refuse_own
from cli.settings import Language, load_all
from domain.programme.ledgers import COLUMNS, Ledger
from domain.week.exports import Column, Form, Kind
from files.exports import writer_of
from services.ports.transaction import Database
from services.programme.ledgers import rows_of
from texts.terminal.commands import exported_text


def export_ledger(ledger: Ledger, form: Form, config: Path, out: Path, language: Language) -> None:
    """Write a ledger to a file; it names nobody."""
    settings, district = load_all(config, language)
    refuse_own(out, config, settings, language)

    async def run(database: Database) -> list[tuple[str, ...]]:
        return await database.read(lambda tx: rows_of(tx, ledger))

    rows = on_database(settings, run)
    with opened(out, language) as file:
        columns = [Column(name, Kind.TEXT) for name in COLUMNS[ledger]]
        writer = writer_of(form, file, columns, district.timezone)
        writer.write(rows)
        writer.close()
    typer.echo(exported_text(len(rows), str(out), language, with_riders=False), err=True)
