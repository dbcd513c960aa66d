"""Lengths of texts in UTF-16 units, by which Telegram counts, and cutting texts to a length or to a width."""

import re
import unicodedata
from html import unescape

from domain.language.widths import HANGING, JOINER, columns, columns_at
from texts.base.wording import Html

CAPTION = 1024
TEXT = 4096
TOAST = 200
"""Telegram's limits in UTF-16 units: caption of a photo, text of a message, answer to a press."""

_TAG = re.compile(r"<[^<>]*>")
_MORE = "…"


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


def cut_columns(text: str, at_most: int) -> str:
    """Cut a text to `at_most` columns, ending in an ellipsis; never splits a character that people see as one."""
    if columns(text) <= at_most:
        return text
    left, kept = at_most - columns(_MORE), 0
    while (left := left - columns_at(text, kept)) >= 0:
        kept += 1
    while kept and _hangs_on(text, kept):
        kept -= 1
    return text[:kept].rstrip() + _MORE


def _hangs_on(text: str, at: int) -> bool:
    """Return whether the character at `at` combines with the one before: an accent, a skin tone, a joined emoji."""
    return text[at - 1] == JOINER or text[at] == JOINER or unicodedata.category(text[at]) in HANGING
