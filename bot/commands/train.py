"""``qianshao train``: what the bot knows of texts, learned anew."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.commands.existing import on_database
from bot.commands.figures import print_figures
from bot.commands.mistakes import refusing
from bot.commands.settings import JsonOption, Language, LanguageOption, OwnConfigOption, load_all

app = typer.Typer(no_args_is_help=True)

CaptionsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--captions",
        metavar="FILE.csv",
        help="More captions: columns text, slug, also.",
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

    Of reports, the notes that riders wrote count, under the category in which staff accepted or corrected them. The
    same texts give the same file. Prints how well texts that were held back are read. Takes some minutes.
    """
    from bot.model_file import FILE, write_model  # noqa: PLC0415  --help can do without
    from bot.suggesters import shipped_catalogue  # noqa: PLC0415  as above
    from bot.training.corpus import read_captions, read_history, shipped_captions  # noqa: PLC0415  as above
    from bot.training.learning import FOLDS, learn  # noqa: PLC0415  brings numpy

    known = set(shipped_catalogue())
    texts = read_captions(shipped_captions(), known)
    history = []
    if config is not None:
        settings, district = load_all(config, language)
        known |= set(district.catalogue)
        history = on_database(settings, lambda database: read_history(database, district.catalogue))
        out = out or settings.district.folder / FILE
    if out is None:
        raise typer.BadParameter("give --config or --out")
    for table in captions or ():
        with refusing(table, language):
            texts += read_captions(table, known)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=FOLDS + 1)
        learned = learn([*texts, *history], lambda: progress.advance(task))
    write_model(out, learned)
    _tell(out, len(history), dict(learned.figures), language, as_json=as_json)


def _tell(out: Path, history: int, figures: dict[str, object], language: Language, *, as_json: bool) -> None:
    print_figures({"model": str(out), "texts_of_history": history, **figures}, language, as_json=as_json)
