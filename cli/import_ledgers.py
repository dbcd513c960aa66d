"""``qianshao import companies|teams|riders``: the three ledgers, from the files that the district keeps."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from bot.clock import SystemClock
from cli.bot_name import bot_name
from cli.existing import on_database
from cli.out import refuse_own
from cli.printing import print_figures, refusing, say_mistake
from cli.settings import ConfigOption, JsonOption, Language, LanguageOption, load_all
from cli.tables import DryRunOption, TableArgument, named_rows
from domain.district.problems import BadValue
from domain.programme.ledgers import COLUMNS, NEEDED, Fate, Ledger, LedgerRow
from domain.programme.links import LinkKind, StartLink
from files.config import Config
from files.csv_columns import Column
from files.csv_out import write_rows
from files.csv_rows import open_rows
from services.deps import Deps
from services.ports.transaction import Database
from services.programme.ledgers import Plan, carry_out, plan, unclaimed
from texts.terminal.ledgers import gone_text, links_text, not_read_text

_FATES: Final = {
    Fate.NEW: "fate_new", Fate.CHANGED: "fate_changed", Fate.SAME: "fate_same", Fate.WRONG: "fate_wrong"
}  # fmt: skip
"""How fates are named among figures."""

_OF_OTHERS: Final = {
    Ledger.COMPANIES: ("teams.ended", "riders.trade", "riders.joined"),
    Ledger.TEAMS: ("riders.trade", "riders.joined"),
    Ledger.RIDERS: (),
}
"""Columns by which a file is another ledger, whose rows would be taken for these."""

LinksOption = Annotated[
    Path | None,
    typer.Option("--links", metavar="OUT.csv", help="Write the personal links that nobody has opened.", dir_okay=False),
]


def companies(
    table: TableArgument,
    config: ConfigOption,
    language: LanguageOption,
    *,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Import the ledger of companies: id, zh, en.

    Safe to run twice. Columns of other names are not read; companies that the file has no more stay.
    """
    _import(Ledger.COMPANIES, table, config, language, dry_run=dry_run, as_json=as_json)


def teams(
    table: TableArgument,
    config: ConfigOption,
    language: LanguageOption,
    *,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Import the ledger of teams: id, zh, en, company, ended.

    Safe to run twice. Columns of other names are not read; teams that the file has no more stay.
    """
    _import(Ledger.TEAMS, table, config, language, dry_run=dry_run, as_json=as_json)


def riders(
    table: TableArgument,
    config: ConfigOption,
    language: LanguageOption,
    links: LinksOption = None,
    *,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Import the ledger of riders: code, team, company, trade, joined; names and numbers of people are not read.

    Safe to run twice. Riders that the file has no more stay. Each opens a personal link of --links once.
    """
    _import(Ledger.RIDERS, table, config, language, links, dry_run=dry_run, as_json=as_json)


def _import(
    ledger: Ledger,
    table: Path,
    config: Path,
    language: Language,
    links: Path | None = None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from bot.deps import deps_of  # noqa: PLC0415  imports what --help does not need

    settings, district = load_all(config, language)
    if links is not None:
        refuse_own(links, config, settings, language)
    deps = deps_of(settings, district, SystemClock())
    rows, not_read = _read(ledger, table, language)

    async def run(database: Database) -> Plan:
        planned = await database.read(lambda tx: plan(tx, district, ledger, rows))
        if not dry_run:
            await carry_out(database, deps, planned)
        return planned

    planned = on_database(settings, run, begin=True)
    _tell(planned, table, not_read, language)
    print_figures(_document(planned, dry_run=dry_run), language, as_json=as_json)
    if links is not None and not dry_run:
        with refusing(links, language):
            _write_links(links, settings, deps, config, language)


def _tell(planned: Plan, table: Path, not_read: list[str], language: Language) -> None:
    """Print on standard error what is not read, what is wrong, and what the file has no more."""
    if not_read:
        typer.echo(not_read_text(not_read, language), err=True)
    for row in planned.rows:
        if row.why is not None:
            row.why.line = row.line
            say_mistake(row.why, table.name, language)
    if planned.gone:
        typer.echo(gone_text(planned.gone, language), err=True)


def _read(ledger: Ledger, table: Path, language: Language) -> tuple[list[LedgerRow], list[str]]:
    """Return the rows of a file, and the names of columns that are not read."""
    of_others = [Column(role, optional=True) for role in _OF_OTHERS[ledger]]
    with refusing(table, language), open_rows(table) as rows:
        others = [name for name in rows.taken(of_others).values() if name is not None]
        if others:
            raise BadValue("ledger_of_others", columns=", ".join(others))
        found, not_read = named_rows(rows, ledger, COLUMNS[ledger], NEEDED[ledger])
        return [LedgerRow(line, cells) for line, cells in found], not_read


def _document(planned: Plan, *, dry_run: bool) -> dict[str, Any]:
    """Return the outcome as plain data; each row's fate where nothing was changed."""
    figures: dict[str, Any] = {
        "ledger": planned.ledger.value,
        "rows": len(planned.rows),
        **{_FATES[fate]: count for fate, count in planned.counts().items()},
        "gone": len(planned.gone),
    }
    shown: Iterable[Any] = planned.rows if dry_run else [row for row in planned.rows if row.fate is Fate.WRONG]
    return figures | {"fates": [{"line": row.line, "code": row.code, "fate": _FATES[row.fate]} for row in shown]}


def _write_links(out: Path, settings: Config, deps: Deps, config: Path, language: Language) -> None:
    """Write the personal links that nobody has opened, for the operator to hand out."""
    name = "" if deps.public_url else bot_name(settings, config, language)
    named = replace(deps, username=lambda: name)

    async def run(database: Database) -> list[list[str]]:
        rows = await database.read(unclaimed)
        return [[row.code, named.address_of(StartLink(LinkKind.CLAIM, row.claim))] for row in rows]

    found = on_database(settings, run)
    write_rows(out, [["code", "link"], *found])
    typer.echo(links_text(len(found), str(out), language), err=True)
