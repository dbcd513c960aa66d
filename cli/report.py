"""``qianshao report``: what a district tells its superiors, as a page to be printed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SystemClock
from bot.deps import deps_of
from cli.existing import on_database
from cli.out import OutOption, opened, refuse_own
from cli.photos import photos_of
from cli.settings import ConfigOption, Language, load_all, spoken
from domain.secrets import blotted
from domain.week.pages import Figure
from domain.week.weeks import Year, parse_year, year_of
from files.annual_page import page_html
from services.deps import Deps
from services.ports.transaction import Database
from services.week.years import YearView, year_view
from texts.base.locale import Locale
from texts.terminal.commands import no_reports_text, reported_text
from texts.week.annual_report import annual_report

if TYPE_CHECKING:
    from media.before_after import Given

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
    refuse_own(out, config, settings, said)
    deps = deps_of(settings, district, SystemClock())
    if year.number > year_of(deps.clock.now(), district.timezone).number:
        raise typer.BadParameter(f"{year} is yet to come")
    with opened(out, said) as file:
        found = on_database(settings, lambda database: _found(database, deps, year, settings.storage.photos))
        if found is None:
            typer.echo(no_reports_text(str(year), said), err=True)
            raise typer.Exit(1)
        file.write(_page(found, Locale.of(deps, language or district.default_language)).encode())
    typer.echo(reported_text(str(year), found.view.total.reported, str(out), said), err=True)


@dataclass(frozen=True, slots=True)
class _Found:
    """A year, and its photos by their ids."""

    view: YearView
    photos: "Mapping[int, Given]"


async def _found(database: Database, deps: Deps, year: Year, objects: str) -> _Found | None:
    view = await database.read(lambda tx: year_view(tx, deps, year))
    if view is None:
        return None
    photos = [photo for pair in view.pairs for photo in pair.photos]
    try:
        given = await photos_of(photos, objects)
    except OSError as error:
        typer.echo(blotted(str(error)), err=True)
        raise typer.Exit(1) from None
    return _Found(view, {photo.id: its for photo, its in zip(photos, given, strict=True)})


def _page(found: _Found, locale: Locale) -> str:
    """Return the HTML of a year; a pair of photos of which one is gone is left out."""
    from media.charts.poster import part_file  # noqa: PLC0415  loads fonts, which --help does not need

    whole = tuple(pair for pair in found.view.pairs if all(found.photos[photo.id] is not None for photo in pair.photos))

    def draw(figure: Figure) -> bytes:
        return part_file(figure.part, [found.photos[photo.id] for photo in figure.photos])

    return page_html(annual_report(replace(found.view, pairs=whole), locale), draw)
