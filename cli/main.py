"""The command line; a command's module is imported when it is called, and heavy packages only when they are used."""

import os
import sys
from types import TracebackType

import typer

from cli.commands import OnDemand

app = typer.Typer(
    cls=OnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around the help cost more than all the rest of it
)


@app.callback()
def qianshao() -> None:
    """Qianshao 前哨: riders report what they see, the right people act."""


def main() -> None:
    """Run the command line: what it writes is its user's alone, and no error of it tells a password."""
    os.umask(0o077)
    sys.excepthook = _without_secrets
    app()


def _without_secrets(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    import traceback  # noqa: PLC0415  nothing needs it where nothing fails

    from domain.secrets import blotted  # noqa: PLC0415  as above

    sys.stderr.write(blotted("".join(traceback.format_exception(kind, error, trace))))
