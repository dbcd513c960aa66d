"""How long a text is to Telegram, which counts UTF-16 units of what is seen, and how it is made to fit."""

import re
import unicodedata
from html import unescape

from texts.base.wording import Html, html

CAPTION = 1024
TEXT = 4096
TOAST = 200
"""UTF-16 units that Telegram takes at most: below a photo, in a message, in an answer to a press."""

_TAG = re.compile(r"<[^<>]*>")
_MORE = "…"
_JOINER = "\u200d"


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def seen_units(text: Html) -> int:
    """Length of what is seen of HTML, in UTF-16 code units."""
    return units(unescape(_TAG.sub("", text)))


def cut(text: str, at_most: int) -> str:
    """The text, or as much of it as fits into that many units with an ellipsis; never half a character."""
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


def cut_html(text: str, at_most: int) -> Html:
    """What people wrote, cut to that many units, as HTML."""
    return html(cut(text, at_most))


def _hangs_on(text: str, at: int) -> bool:
    """Whether the character there belongs to the one before it: an accent, a skin tone, a joined emoji."""
    return text[at - 1] == _JOINER or text[at] == _JOINER or unicodedata.category(text[at]) in {"Mn", "Me", "Sk"}
