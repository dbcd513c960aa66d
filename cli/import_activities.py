"""``qianshao import activities``: a programme of activities from a file, as drafts that staff publish."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import typer

from bot.clock import SystemClock
from cli.existing import on_database
from cli.printing import print_figures, refusing, say_mistake
from cli.settings import ConfigOption, JsonOption, Language, LanguageOption, load_all
from cli.tables import DryRunOption, TableArgument, named_rows
from domain.programme.activity_rows import COLUMNS, NEEDED, ActivityRow
from domain.programme.ledgers import plain_cell
from files.csv_rows import open_rows
from files.csv_times import SlashDates, TimeReader
from services.ports.transaction import Database
from services.programme.activity_files import Judged, bring_in, judge
from texts.terminal.ledgers import not_read_text

_CLOCK: Final = re.compile(r"(\d{1,2})[:：](\d{2})(?::\d{2})?")


def activities(
    table: TableArgument,
    config: ConfigOption,
    language: LanguageOption,
    *,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Import activities as drafts: queue, kind, zh, en, starts, ends, station, place, lat, lng, seats and more.

    Where a row is wrong nothing is imported, and each mistake is listed. Riders see none before staff publish it.
    """
    from bot.deps import deps_of  # noqa: PLC0415  imports what --help does not need

    settings, district = load_all(config, language)
    deps = deps_of(settings, district, SystemClock())
    rows, not_read = _read(table, district.timezone, language)

    async def run(database: Database) -> Judged:
        if dry_run:
            return await database.read(lambda tx: judge(tx, deps, rows))
        return await database.write(lambda tx: bring_in(tx, deps, rows))

    judged = on_database(settings, run, begin=True)
    if not_read:
        typer.echo(not_read_text(not_read, language), err=True)
    for mistake in judged.wrong:
        say_mistake(mistake, table.name, language)
    print_figures(_document(judged), language, as_json=as_json)
    if judged.wrong:
        raise typer.Exit(1)


def _document(judged: Judged) -> dict[str, Any]:
    drafts = 0 if judged.wrong else len(judged.drafts)
    return {"rows": judged.rows, "drafts": drafts, "mistakes": len(judged.wrong)}


def _read(table: Path, timezone: ZoneInfo, language: Language) -> tuple[list[ActivityRow], list[str]]:
    """Return the rows of a file, and the names of columns that are not read."""
    with refusing(table, language), open_rows(table) as rows:
        found, not_read = named_rows(rows, "activities", COLUMNS, NEEDED)
        dates = [cells.get(each, "") for _, cells in found for each in ("starts", "ends")]
        times = TimeReader(timezone, day_first=SlashDates(dates).day_first())
        return [_row(line, cells, times, timezone) for line, cells in found], not_read


def _row(line: int, cells: dict[str, str], times: TimeReader, timezone: ZoneInfo) -> ActivityRow:
    """Return a row with its times; a day without a clock is no start, and a clock alone is an end on the same day."""
    starts_at = times.read(plain_cell(cells["starts"]))
    if starts_at is None or _local(starts_at, timezone).time() == datetime.min.time():
        return ActivityRow(line, cells, None, None)
    said = plain_cell(cells.get("ends", ""))
    clock = _CLOCK.fullmatch(said)
    if clock is not None:
        said = f"{_local(starts_at, timezone).date().isoformat()} {clock[1]:0>2}:{clock[2]}"
    return ActivityRow(line, cells, starts_at, times.read(said))


def _local(at: int, timezone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at / 1000, timezone)
