"""``qianshao train``: learning the model of categories again."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from cli.existing import is_begun, on_database
from cli.printing import print_figures, refusing
from cli.settings import JsonOption, LanguageOption, OwnConfigOption, load_all
from domain.district.catalogue import Category
from files.config import Config
from texts.terminal.commands import next_start_text

if TYPE_CHECKING:
    from districts.model_file import Learned
    from lab.training.captions import Caption

app = typer.Typer(no_args_is_help=True)

CaptionsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--captions",
        metavar="FILE.csv",
        help="More captions: columns text, slug, also, register.",
        exists=True,
        dir_okay=False,
    ),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="The model file; in the district's folder by default.", dir_okay=False)
]


@app.callback()
def train() -> None:
    """Learn from a district's own history."""


@app.command()
def categories(
    language: LanguageOption,
    config: OwnConfigOption = None,
    captions: CaptionsOption = None,
    out: OutOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Learn which texts mean which category: from the shipped captions, --captions, and the reports of --config.

    Of reports, the notes that riders wrote count, under the category in which staff accepted or corrected them; a bot
    that never ran has none. The same texts give the same file. Prints how well texts that were held back are read.
    Takes some minutes; a bot reads the file at its next start.
    """
    from districts.model_file import FILE, write_model  # noqa: PLC0415  --help does not need it
    from districts.shipped import shipped_catalogue  # noqa: PLC0415  as above
    from lab.training.captions import read_captions, set_rare_apart, shipped_captions  # noqa: PLC0415  as above

    catalogue, history = dict(shipped_catalogue()), []
    if config is not None:
        settings, district = load_all(config, language)
        catalogue |= district.catalogue
        history = _history(settings, catalogue)
        out = out or settings.district.folder / FILE
    if out is None:
        raise typer.BadParameter("give --config or --out")
    if not (out.parent.is_dir() and os.access(out.parent, os.W_OK)):
        raise typer.BadParameter(f"{out.parent} is no folder that can be written to")
    texts = []
    for table in (*shipped_captions(), *(captions or ())):
        with refusing(table, language):
            texts += read_captions(table, catalogue)
    enough, rare = set_rare_apart([*texts, *history])
    learned = _learn(enough, catalogue.values())
    write_model(out, learned)
    figures = {"model": str(out), "texts_of_history": len(history), **learned.figures}
    figures["too_few"] = [{"category": slug, "rows": rows} for slug, rows in rare.items()]
    print_figures(figures, language, as_json=as_json)
    if not as_json:
        typer.echo(next_start_text(language))


def _history(settings: Config, known: Collection[str]) -> "list[Caption]":
    """Return the notes of this bot's riders with their categories; empty if the bot never ran."""
    from lab.training.captions import read_history  # noqa: PLC0415  as above

    if not is_begun(settings):
        return []
    return on_database(settings, lambda database: read_history(database, known))


def _learn(captions: "list[Caption]", categories: Collection[Category]) -> "Learned":
    """Learn, with a progress bar on standard error."""
    from lab.training.learning import learn  # noqa: PLC0415  imports numpy

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=1.0)
        return learn(captions, categories, lambda done: progress.update(task, completed=done))
