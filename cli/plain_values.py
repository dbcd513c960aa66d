"""Options read without pydantic, which typer imports to check any value: 7 MB for as long as a bot runs."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any


def read_plainly(command: Any) -> None:
    """Let a command take what is plain among its options as it is: files' paths, and choices of an enum.

    What is wrong, and anything else, is typer's to check and to word.
    """
    params_of = command.get_params

    def params(context: Any) -> list[Any]:
        options: list[Any] = params_of(context)
        for option in options:
            option.process_value = partial(_value, option)
        return options

    command.get_params = params


def _value(option: Any, context: Any, written: Any) -> Any:
    kind = option.type_descriptor.annotation
    if written is None and not option.required:
        return None
    if option.callback is None and isinstance(kind, type):
        if isinstance(written, kind):  # a default
            return written
        if kind is Path and isinstance(written, str) and not Path(written).is_dir():
            return Path(written)
        if issubclass(kind, StrEnum) and written in set(kind):
            return kind(written)
    return type(option).process_value(option, context, written)
