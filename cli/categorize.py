"""``qianshao categorize``: the categories that the bot would suggest for a caption."""

import errno
import json
import os
import sys
from typing import Annotated

import typer

from cli.printing import fail
from cli.settings import JsonOption, Language, LanguageOption, OwnConfigOption, suggester_for
from domain.district.problems import BadValue
from texts.terminal.commands import no_guess_text

TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help="A caption or note; - reads it from standard input.")]


def categorize(
    text: TextArgument, language: LanguageOption, config: OwnConfigOption = None, *, as_json: JsonOption = False
) -> None:
    """Name the categories that a text may mean, best first, at most three; none where it names no problem.

    By the shipped catalogue, or by a district's own with --config.
    """
    said = _standard_input(language) if text == "-" else text
    catalogue, suggester = suggester_for(config, language)
    guesses = suggester.suggest(said)
    if as_json:
        document = [{"slug": guess.slug, "score": guess.score} for guess in guesses]
        typer.echo(json.dumps(document, ensure_ascii=False))
        return
    for guess in guesses:
        category = catalogue[guess.slug]
        typer.echo(f"{guess.score:.3f}  {category.zh if language == 'zh' else category.en} ({guess.slug})")
    if not guesses:
        typer.echo(no_guess_text(language))


def _standard_input(language: Language) -> str:
    if sys.stdin is None:  # it was closed
        fail(BadValue("stdin_unreadable", reason=os.strerror(errno.EBADF)), "-", language)
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    except OSError as error:
        fail(BadValue("stdin_unreadable", reason=error.strerror or str(error)), "-", language)
