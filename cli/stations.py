"""``qianshao stations``: the signs at stations' doors, and what the stations cover."""

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.out import opened, writing
from cli.printing import print_mistakes
from cli.settings import ConfigOption, Language, LanguageOption, load_all
from domain.district.district import District
from domain.district.problems import Problem
from domain.programme.links import LinkKind, StartLink
from files.config import Config
from files.config_file import read_token

if TYPE_CHECKING:
    from texts.base.locale import Locale

app = typer.Typer(no_args_is_help=True)
_BOT = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})", re.ASCII)


def _bot(text: str) -> str:
    found = _BOT.fullmatch(text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is no username of a bot")
    return found[1]


BotOption = Annotated[
    str | None,
    typer.Option(parser=_bot, metavar="NAME", help="The bot's username; by default Telegram is asked by the token."),
]


@app.callback()
def stations() -> None:
    """What an operator does for the district's stations."""


@app.command()
def coverage(
    config: ConfigOption,
    language: LanguageOption,
    out: Annotated[Path | None, typer.Option(metavar="FILE.png", help="A map of the circles.")] = None,
) -> None:
    """Print which part of each community is farther than 15 minutes' riding from all stations."""
    from domain.programme.ways import CIRCLE_M  # noqa: PLC0415  loaded with what draws
    from texts.programme.station_posters import coverage_lines, coverage_map  # noqa: PLC0415  as above

    district = _with_stations(load_all(config, language)[1])
    locale = _locale(district, language)
    found = district.boundaries.uncovered(district.stations.values(), CIRCLE_M)
    typer.echo("\n".join(coverage_lines(found, locale)))
    if out is not None:
        from media.charts.poster import poster_file  # noqa: PLC0415  as above

        with opened(out, language) as file:
            file.write(poster_file(coverage_map(found, locale)))


@app.command()
def qr(
    config: ConfigOption,
    language: LanguageOption,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where a picture for each station goes, ID.png.")],
    bot: BotOption = None,
) -> None:
    """Write a sign for the door of each station, with the code by which riders check in; to be printed on A6."""
    from media.charts.poster import poster_file  # noqa: PLC0415  as above
    from texts.programme.station_posters import door_sign  # noqa: PLC0415  as above

    settings, district = load_all(config, language)
    stations = _with_stations(district).stations
    public_url, locale = settings.http.public_url or "", _locale(district, language)
    name = bot or ("" if public_url else _asked_name(settings, config, language))
    with writing(out, language):
        out.mkdir(parents=True, exist_ok=True)
        for station in stations.values():
            address = StartLink(LinkKind.STATION, station.id).address(name, public_url)
            (out / f"{station.id}.png").write_bytes(poster_file(door_sign(station, address, locale)))
    typer.echo(f"{len(stations)} → {out}")


def _with_stations(district: District) -> District:
    if not district.stations:
        raise typer.BadParameter("the district has no stations.csv, or no station in it")
    return district


def _locale(district: District, language: Language) -> "Locale":
    from services.deps import Limits  # noqa: PLC0415  as above
    from texts.base.locale import Locale  # noqa: PLC0415  as above
    from texts.base.wording import words_of  # noqa: PLC0415  as above

    return Locale(words_of(language), district, Limits())


def _asked_name(settings: Config, config: Path, language: Language) -> str:
    """Return the bot's username as Telegram tells it; exit with 1 after printing why it doesn't."""
    from cli.telegram_check import bot_name  # noqa: PLC0415  imports telegram

    problems: list[Problem] = []
    token = read_token(settings, config.name, problems)
    name = asyncio.run(bot_name(settings.telegram, token, config.name, problems)) if token is not None else None
    if name is None:
        print_mistakes(problems, language, to_stderr=True)
        raise typer.Exit(1)
    return name
