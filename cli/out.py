"""The file that a command writes, or standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Final

import typer

from cli.printing import fail
from cli.settings import Language
from domain.district.problems import BadValue
from files.exports import replacing

STDOUT: Final = Path("-")

OutOption = Annotated[
    Path, typer.Option("--out", metavar="FILE", dir_okay=False, allow_dash=True, help="Where to; - is standard output.")
]


@contextmanager
def opened(out: Path, language: Language) -> Iterator[IO[bytes]]:
    """Give the file to write; what goes wrong with it ends the command with a message."""
    try:
        if out == STDOUT:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        else:
            with replacing(out) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        fail(BadValue("out_unwritable", path=str(out), reason=reason), "--out", language)
