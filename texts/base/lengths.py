"""Lengths of texts in UTF-16 units, by which Telegram counts, widths on a phone, and cutting texts to either."""

import re
import unicodedata
from html import unescape

from texts.base.wording import Html

CAPTION = 1024
TEXT = 4096
TOAST = 200
"""Telegram's limits in UTF-16 units: caption of a photo, text of a message, answer to a press."""

ROW = 33
"""The room of a label that has a row of a keyboard to itself, in columns, on a phone 360 pixels wide.

Half a row holds 8 Chinese or 16 Latin characters in Telegram's apps, a whole one twice that and the gap.
"""

_TAG = re.compile(r"<[^<>]*>")
_MORE = "…"
_JOINER = "\u200d"
_HANGING = frozenset({"Mn", "Me", "Sk"})
_WIDE = frozenset("WFA")
"""East Asian widths of two columns; the ambiguous ones too, such as … and “, which Chinese fonts draw wide."""

_LATIN = "\u0300"
"""Characters before this one, such as · and é, are narrow in every font."""


def units(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def seen_units(text: Html) -> int:
    """Return the length of HTML without its markup, in UTF-16 code units."""
    return units(unescape(_TAG.sub("", text)))


def cut(text: str, at_most: int) -> str:
    """Cut a text to `at_most` units, ending in an ellipsis; never splits a character that people see as one."""
    if units(text) <= at_most:
        return text
    room, kept = at_most - units(_MORE), 0
    for character in text:
        room -= units(character)
        if room < 0:
            break
        kept += 1
    while kept and _hangs_on(text, kept):
        kept -= 1
    return text[:kept].rstrip() + _MORE if at_most > 0 else ""


def room(share: int) -> int:
    """Return how many columns of a label are seen if `share` keys stand in its row."""
    return (ROW - (share - 1)) // share


def columns(text: str) -> int:
    """Return the width of a text on a phone: 1 for a Latin character, 2 for a Chinese one or an emoji."""
    return sum(_columns(text, at) for at in range(len(text)))


def cut_columns(text: str, at_most: int) -> str:
    """Cut a text to `at_most` columns, ending in an ellipsis; never splits a character that people see as one."""
    if columns(text) <= at_most:
        return text
    left, kept = at_most - columns(_MORE), 0
    while (left := left - _columns(text, kept)) >= 0:
        kept += 1
    while kept and _hangs_on(text, kept):
        kept -= 1
    return text[:kept].rstrip() + _MORE


def _columns(text: str, at: int) -> int:
    """Return the columns that the character at `at` adds to what stands before it."""
    character = text[at]
    kind = unicodedata.category(character)
    if kind in _HANGING or character == _JOINER or (at and text[at - 1] == _JOINER):
        return 0
    return 2 if kind == "So" or (character >= _LATIN and unicodedata.east_asian_width(character) in _WIDE) else 1


def _hangs_on(text: str, at: int) -> bool:
    """Return whether the character at `at` combines with the one before: an accent, a skin tone, a joined emoji."""
    return text[at - 1] == _JOINER or text[at] == _JOINER or unicodedata.category(text[at]) in _HANGING
