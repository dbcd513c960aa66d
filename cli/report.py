"""``qianshao report``: what a district tells its superiors, as a page to be printed."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.deps import deps_of
from cli.existing import on_database
from cli.out import OutOption, opened
from cli.photos import photos_of
from cli.settings import ConfigOption, Language, load_all, spoken
from domain.week.weeks import Year, parse_year, year_of
from services.deps import Deps
from services.ports.transaction import Database
from texts.terminal.commands import no_reports_text, reported_text

if TYPE_CHECKING:
    from domain.week.pages import Figure
    from media.before_after import Given
    from services.week.years import Pair, YearView

app = typer.Typer(no_args_is_help=True)


def _year(text: str) -> Year:
    try:
        return parse_year(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no year that was counted; one is written like 2026") from None


YearArgument = Annotated[Year, typer.Argument(parser=_year, metavar="YEAR", help="A calendar year such as 2026.")]
PageLanguage = Annotated[Language | None, typer.Option("--language", help="zh or en; by default the district's.")]


@app.callback()
def report() -> None:
    """What a district tells its superiors, as a page to be printed."""


@app.command("year")
def of_year(year: YearArgument, config: ConfigOption, out: OutOption, language: PageLanguage = None) -> None:
    """Write the district's annual report as one HTML file, to be printed, mailed or saved as PDF; names nobody.

    The bot may be running; a year that has not ended is told up to now. docs/annual.md describes what is in it.
    """
    said = language or spoken()
    settings, district = load_all(config, said)
    deps = deps_of(settings, district, SystemClock())
    if year.number > year_of(deps.clock.now(), district.timezone).number:
        raise typer.BadParameter(f"{year} is yet to come")
    with opened(out, said) as file:
        view = on_database(settings, lambda database: _viewed(database, deps, year))
        if view is None:
            typer.echo(no_reports_text(str(year), said), err=True)
            raise typer.Exit(1)
        file.write(_page(view, deps, language or district.default_language, settings.storage.photos).encode())
    typer.echo(reported_text(str(year), view.total.reported, str(out), said), err=True)


async def _viewed(database: Database, deps: Deps, year: Year) -> "YearView | None":
    from services.week.years import year_view  # noqa: PLC0415  imports what --help does not need

    return await database.read(lambda tx: year_view(tx, deps, year))


def _page(view: "YearView", deps: Deps, language: str, objects: str) -> str:
    """Return the HTML of a year; a pair of photos of which one is gone is left out."""
    from files.annual_page import page_html  # noqa: PLC0415  as above
    from media.charts.poster import part_file  # noqa: PLC0415  loads fonts, too
    from texts.base.locale import Locale  # noqa: PLC0415  as above
    from texts.week.annual_report import annual_report  # noqa: PLC0415  as above

    photos = [photo for pair in view.pairs for photo in pair.photos]
    try:
        found = asyncio.run(photos_of(photos, objects))
    except OSError as error:
        typer.echo(f"The photos are out of reach: {error}", err=True)
        raise typer.Exit(1) from None
    given = {photo.id: its for photo, its in zip(photos, found, strict=True)}

    def draw(figure: "Figure") -> bytes:
        return part_file(figure.part, [given[photo.id] for photo in figure.photos])

    view = replace(view, pairs=tuple(pair for pair in view.pairs if _is_whole(pair, given)))
    return page_html(annual_report(view, Locale.of(deps, language)), draw)


def _is_whole(pair: "Pair", given: "dict[int, Given]") -> bool:
    return all(given[photo.id] is not None for photo in pair.photos)
