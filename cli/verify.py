"""``qianshao verify``: whether what is kept agrees with itself, for instance after a restore."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from cli.existing import on_database
from cli.settings import ConfigOption, JsonOption, LanguageOption, load_all
from domain.secrets import blotted
from texts.terminal.verifying import found_text, verdict_text

if TYPE_CHECKING:
    from services.ports.checks import Difference
    from storage.database import Database


@dataclass(frozen=True, slots=True)
class Found:
    """What a look through everything found: plain figures, and by kind what is wrong."""

    figures: Mapping[str, int]
    wrong: Mapping[str, Sequence[str]]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not any(self.wrong.values())


def verify(config: ConfigOption, language: LanguageOption, *, as_json: JsonOption = False) -> None:
    """Compare photos with their rows and running totals with their sums; exit with 1 where something is wrong.

    Nothing is changed. The bot may be running.
    """
    settings, _ = load_all(config, language)
    found = on_database(settings, lambda database: _look(database, settings.storage.photos))
    if as_json:
        typer.echo(json.dumps(_document(found), ensure_ascii=False, indent=2))
    else:
        for kind, count in found.figures.items():
            typer.echo(found_text(kind, count, (), language))
        for kind, places in found.wrong.items():
            typer.echo(found_text(kind, len(places), places, language))
        typer.echo(verdict_text(sum(map(bool, found.wrong.values())), language))
    if not found.clean:
        raise typer.Exit(1)


async def _look(database: "Database", photos: str) -> Found:
    from bot.clock import SystemClock  # noqa: PLC0415  as below
    from services.upkeep.photo_survey import survey  # noqa: PLC0415  --help does not need it
    from storage.photos import PhotoObjects, PhotosUnreachable  # noqa: PLC0415  as above

    try:
        seen = await survey(database, PhotoObjects.open(photos), SystemClock().now())
    except PhotosUnreachable as error:
        typer.echo(blotted(str(error)), err=True)
        raise typer.Exit(1) from None
    wrong = {
        "damage": await database.damage(),
        "strays": seen.strays,
        "missing": seen.missing,
        "days_off": _told(await database.read(lambda tx: tx.checks.days_off())),
        "counters_behind": _told(await database.read(lambda tx: tx.checks.counters_behind())),
    }
    figures = {"files": seen.files, "named": seen.named, "held": len(seen.held), "going": len(seen.going)}
    return Found(figures, wrong)


def _told(differences: "Sequence[Difference]") -> list[str]:
    return [f"{each.key}: {each.kept} ≠ {each.counted}" for each in differences]


def _document(found: Found) -> dict[str, Any]:
    return {"clean": found.clean, **found.figures, "wrong": {kind: list(each) for kind, each in found.wrong.items()}}
