"""The command line with all its commands; their modules import heavy packages only when they run."""

import os
import sys
import traceback
from types import TracebackType

import typer

from cli import digest, evaluate, import_reports, parked, queue, train
from cli.categorize import categorize
from cli.check import check
from cli.demo import demo
from cli.locate import locate
from cli.route import route
from cli.run import run
from cli.verify import verify
from domain.secrets import blotted

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(check)
app.command()(route)
app.command()(locate)
app.command()(categorize)
app.command()(run)
app.command()(verify)
app.command()(demo)
app.add_typer(queue.app, name="queue")
app.add_typer(parked.app, name="parked")
app.add_typer(digest.app, name="digest")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(import_reports.app, name="import")
app.add_typer(train.app, name="train")


@app.callback()
def qianshao() -> None:
    """Qianshao 前哨: riders report what they see, the right people act."""


def main() -> None:
    """Run the command line: what it writes is its user's alone, and no error of it tells a password."""
    os.umask(0o077)
    sys.excepthook = _without_secrets
    app()


def _without_secrets(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(blotted("".join(traceback.format_exception(kind, error, trace))))
