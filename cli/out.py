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
from files.config import Config
from files.exports import replacing

STDOUT: Final = Path("-")

OutOption = Annotated[
    Path, typer.Option("--out", metavar="FILE", dir_okay=False, allow_dash=True, help="Where to; - is standard output.")
]


def refuse_own(out: Path, config: Path, settings: Config, language: Language) -> None:
    """End the command with a message if the file to write is the configuration or the database."""
    from storage.database import files_of  # noqa: PLC0415  imports the drivers, which --help does not need

    own = [config, *files_of(settings.storage.database)]
    if out.exists() and any(each.exists() and out.samefile(each) for each in own):
        fail(BadValue("out_is_own", path=str(out)), "--out", language)


@contextmanager
def opened(out: Path, language: Language) -> Iterator[IO[bytes]]:
    """Give the file to write; what goes wrong with it ends the command with a message."""
    with writing(out, language):
        if out == STDOUT:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        else:
            with replacing(out) as file:
                yield file


@contextmanager
def writing(out: Path, language: Language) -> Iterator[None]:
    """End the command with a message if what is done here can't write there, a file or a folder."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        fail(BadValue("out_unwritable", path=str(out), reason=reason), "--out", language)
