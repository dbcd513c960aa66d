"""The width of a label on a phone, in columns: 1 for a Latin character, 2 for a Chinese one or an emoji."""

import unicodedata
from typing import Final

ROW: Final = 33
"""The room of a label that has a row of a keyboard to itself, on a phone 360 pixels wide.

Half a row holds 8 Chinese or 16 Latin characters in Telegram's apps, a whole one twice that and the gap.
"""

HANGING: Final = frozenset({"Mn", "Me", "Sk"})
"""Categories of characters that combine with the one before: accents, variants, skin tones."""

JOINER: Final = "\u200d"
"""Joins two emoji to one."""

_WIDE: Final = frozenset("WFA")
"""East Asian widths of two columns; the ambiguous ones too, such as … and “, which Chinese fonts draw wide."""

_LATIN: Final = "\u0300"
"""Characters before this one, such as · and é, are narrow in every font."""


def room(share: int) -> int:
    """Return how many columns of a label are seen if `share` keys stand in its row."""
    return (ROW - (share - 1)) // share


def columns(text: str) -> int:
    """Return the width of a text."""
    return sum(columns_at(text, at) for at in range(len(text)))


def columns_at(text: str, at: int) -> int:
    """Return the columns that the character at `at` adds to what stands before it."""
    character = text[at]
    kind = unicodedata.category(character)
    if kind in HANGING or character == JOINER or (at and text[at - 1] == JOINER):
        return 0
    is_wide = kind == "So" or (character >= _LATIN and unicodedata.east_asian_width(character) in _WIDE)
    return 2 if is_wide else 1
