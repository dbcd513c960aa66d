"""JSON texts that anybody may have written, and what is refused of them: nesting without end, endless numbers."""

import json
import re
from typing import Any, Final

from domain.district.problems import BadValue

_DEPTH: Final = 100
_MARK: Final = re.compile(r'"(?:\\.|[^"\\\n])*"|[\[{]|[\]}]|\n')
_DEEPER: Final = frozenset("[{")
_HIGHER: Final = frozenset("]}")
_LONGEST_NUMBER: Final = 4300
"""Digits; Python refuses to convert longer ones."""

_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u(?:[dD][89a-fA-F][0-9a-fA-F]{2}|0000))|.)"
)
"""An escape; its group is one that stands for no character that can be stored: half of a pair, or zero."""

_LONG: Final = re.compile(rf"\d{{{_LONGEST_NUMBER + 1}}}")


def parse_json(text: str) -> Any:
    """Return the content of a JSON text; what can be stored nowhere, half a character or zero, is replaced.

    Raises:
        BadValue: It is broken, nested too deeply, or has a number of too many digits; with the line.
    """
    try:
        return json.loads(_ESCAPE.sub(_stored, text) if "\\u" in text else text)
    except json.JSONDecodeError as error:
        raise BadValue("json_syntax", line=error.lineno, reason=error.msg) from None
    except RecursionError:
        raise too_deep(text) from None
    except ValueError:
        raise too_long(text) from None


def _stored(escape: re.Match[str]) -> str:
    return r"\ufffd" if escape[1] else escape[0]


def too_deep(text: str) -> BadValue:
    """Return the refusal of a JSON or TOML text that a parser cannot follow, with the line where it becomes so deep."""
    depth, line = 0, 1
    for mark in _MARK.finditer(text):
        depth += (mark[0] in _DEEPER) - (mark[0] in _HIGHER)
        line += mark[0] == "\n"
        if depth >= _DEPTH:
            break
    return BadValue("nested_too_deep", line=line)


def too_long(text: str) -> BadValue:
    """Return the refusal of a number with too many digits, with its line."""
    found = _LONG.search(text)
    return BadValue("number_too_long", line=text.count("\n", 0, found.start()) + 1 if found else 1)
