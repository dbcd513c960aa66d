"""Codes that people read out and type, as `services.ports.clock.Ids` makes them."""

import unicodedata
from typing import Final

CODE_LETTERS: Final = 8
_MISREAD: Final = str.maketrans("O0I1", "QQLL")
"""Codes have none of these: who types one has misread the letter that looks like it."""


def code_in(words: str) -> str:
    """Return the code that words mean: in any case and width, with spaces and dashes, with 0 for O and the like.

    "" where they are none.
    """
    plain = unicodedata.normalize("NFKC", words).upper().translate(_MISREAD)
    code = "".join(letter for letter in plain if not letter.isspace() and letter not in "-–—_.·")
    return code if len(code) == CODE_LETTERS and code.isascii() and code.isalnum() else ""


def in_halves(code: str) -> str:
    """Return a code as it is printed to be typed from paper: `ABCD-EFGH`."""
    return f"{code[: CODE_LETTERS // 2]}-{code[CODE_LETTERS // 2 :]}"
