"""The font of pictures: Noto Sans CJK (SIL Open Font License 1.1), as its package ships it, and what it can write."""

from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import category

import manimgx_fonts_cjk
from PIL import ImageFont

_FILE: Final = Path(manimgx_fonts_cjk.__file__).with_name("NotoSansCJK-VF.otf.ttc")
_SIMPLIFIED: Final = 2
"""The number of the face with the forms of mainland China in the file."""

REGULAR, BOLD = 400, 700
_NOBODYS: Final = "\U0010fffe"
"""A character that no font has."""

_PROBED: Final = 32
_LEFT_OUT: Final = "…"

_NEVER_FIRST, _NEVER_LAST = frozenset({"Po", "Pe", "Pf"}), frozenset({"Ps", "Pi"})
"""The kinds of marks that begin no line, and those that end none: a comma, an opening bracket."""


@cache
def font(size: int, weight: int = REGULAR) -> ImageFont.FreeTypeFont:
    """Return the font in a size, pixels, and a weight from 100 to 900."""
    made = ImageFont.truetype(str(_FILE), size, index=_SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)
    made.set_variation_by_axes([weight])
    return made


@cache
def has_glyph(character: str) -> bool:
    """Return whether the font has a picture of a character; one that only controls others has none."""
    if not character.isprintable():
        return False
    probe = font(_PROBED)
    return bytes(probe.getmask(character)) != bytes(probe.getmask(_NOBODYS))


def writable(text: str) -> str:
    """Return a text in one line without the characters that the font lacks, such as emoji."""
    return " ".join("".join(each for each in " ".join(text.split()) if has_glyph(each)).split())


def width_of(text: str, size: int, weight: int = REGULAR) -> int:
    """Return the width of a text in pixels."""
    return int(font(size, weight).getlength(text) + 0.999)


def cut(text: str, size: int, room: int, weight: int = REGULAR) -> str:
    """Return a writable text that is no wider than `room` pixels; a longer one ends in … where that fits."""
    text = writable(text)
    if width_of(text, size, weight) <= room:
        return text
    mark = _LEFT_OUT if width_of(_LEFT_OUT, size, weight) <= room else ""
    return text[: _fitting(text, size, room - width_of(mark, size, weight), weight)].rstrip() + mark


def lines_of(text: str, size: int, room: int) -> tuple[str, ...]:
    """Return a writable text in one line, or in two where it is wider than `room` pixels; the second one may be cut."""
    text = writable(text)
    if width_of(text, size) <= room:
        return (text,)
    fitting = _fitting(text, size, room, REGULAR)
    end = text.rfind(" ", 1, fitting + 1)
    end = end if end > 0 else fitting
    while end > 1 and (category(text[end]) in _NEVER_FIRST or category(text[end - 1]) in _NEVER_LAST):
        end -= 1
    return (text[:end].rstrip(), cut(text[end:], size, room)) if end else (cut(text, size, room),)


def _fitting(text: str, size: int, room: int, weight: int) -> int:
    """Return how many of its first characters fit."""
    return bisect_right(range(1, len(text) + 1), room, key=lambda count: width_of(text[:count], size, weight))
