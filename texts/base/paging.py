"""Long messages in pages, none of which is longer than Telegram allows."""

from collections.abc import Iterable, Iterator

from texts.base.lengths import seen_units, units
from texts.base.wording import Html, lines

_BREAK = 1
"""The unit between two blocks."""


def in_pages(blocks: Iterable[Html], room: int) -> list[Html]:
    """Lay blocks out, in their order, on pages of at most `room` UTF-16 units; none is broken."""
    pages: list[list[Html]] = [[]]
    left = room
    for block in blocks:
        size = seen_units(block) + _BREAK
        if size > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(block)
        left -= size
    return [lines(*page) for page in pages]


def pieces(text: str, at_most: int) -> Iterator[str]:
    """Yield a text in pieces of at most so many UTF-16 units, broken at the end of a line where there is one near."""
    while units(text) > at_most:
        end = _fitting(text, at_most)
        newline = text.rfind("\n", end // 2, end)
        end = newline if newline > 0 else end
        yield text[:end]
        text = text[end:].lstrip("\n")
    if text:
        yield text


def _fitting(text: str, at_most: int) -> int:
    """Return how many characters of a text fit."""
    end = min(len(text), at_most)
    while units(text[:end]) > at_most:
        end -= 1
    return end
