"""The font of pictures: Noto Sans CJK (SIL Open Font License 1.1), as its package ships it, and what it can write."""

from functools import cache
from pathlib import Path
from typing import Final

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


@cache
def font(size: int, weight: int = REGULAR) -> ImageFont.FreeTypeFont:
    """Return the font in a size, pixels, and a weight from 100 to 900."""
    made = ImageFont.truetype(str(_FILE), size, index=_SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)
    made.set_variation_by_axes([weight])
    return made


@cache
def has_glyph(character: str) -> bool:
    """Return whether the font has a picture of a character."""
    if character.isspace():
        return True
    probe = font(_PROBED)
    return bytes(probe.getmask(character)) != bytes(probe.getmask(_NOBODYS))


def writable(text: str) -> str:
    """Return a text in one line without the characters that the font lacks, such as emoji."""
    return " ".join("".join(each for each in text if has_glyph(each)).split())


def width_of(text: str, size: int, weight: int = REGULAR) -> int:
    """Return the width of a text in pixels."""
    return int(font(size, weight).getlength(text) + 0.999)


def cut(text: str, size: int, room: int, weight: int = REGULAR) -> str:
    """Return a writable text that is no wider than `room` pixels; a longer one ends in …."""
    text = writable(text)
    if width_of(text, size, weight) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + _LEFT_OUT, size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _LEFT_OUT
