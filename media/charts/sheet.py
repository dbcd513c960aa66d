"""What all parts of a poster are drawn with: sizes, colours, text that fits."""

from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image, ImageDraw

from media.charts.fonts import BOLD, REGULAR, cut, font

WIDTH: Final = 1280
"""Twice the width at which a phone shows a picture."""

MARGIN: Final = 56
INNER: Final = WIDTH - 2 * MARGIN

SMALL, BODY, HEADING, TITLE, FIGURE = 34, 38, 44, 60, 104

Colour = tuple[int, int, int]

PAPER: Final = (250, 250, 247)
INK: Final = (24, 28, 33)
MUTED: Final = (84, 92, 104)
RULE: Final = (214, 217, 220)
LAND: Final = (232, 233, 229)
# Okabe and Ito, "Color Universal Design" (https://jfly.uni-koeln.de/color/), the warm one darkened to be read as text.
BLUE: Final = (0, 114, 178)
ORANGE: Final = (178, 70, 0)
GREEN: Final = (0, 112, 84)
SHADES: Final = ((181, 207, 232), (122, 173, 212), (58, 127, 182), (8, 64, 120))
"""One hue from light to dark: what is more is darker, for every eye and on grey paper."""

Anchor = Literal["ls", "ms", "rs"]
"""Which point of the base line is given: its left end, its middle, its right end."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An image as wide as a poster's inside, with methods that draw on it; coordinates in pixels from its top left."""

    image: Image.Image
    draw: ImageDraw.ImageDraw

    @classmethod
    def of(cls, height: int) -> "Sheet":
        """Return an empty one."""
        image = Image.new("RGB", (INNER, height), PAPER)
        return cls(image, ImageDraw.Draw(image))

    def write(
        self,
        at: tuple[int, int],
        text: str,
        size: int,
        *,
        colour: Colour = INK,
        weight: int = REGULAR,
        room: int = INNER,
        anchor: Anchor = "ls",
    ) -> int:
        """Write a text at a point of its base line, cut to `room`; return how wide it came."""
        said = cut(text, size, room, weight)
        self.draw.text(at, said, fill=colour, font=font(size, weight), anchor=anchor)
        return int(font(size, weight).getlength(said))

    def heading(self, text: str) -> int:
        """Write what the part is about; return how high that is."""
        self.write((0, HEADING), text, HEADING, weight=BOLD)
        return HEADING + 28


def whole(value: int) -> str:
    """Return a number with its thousands apart."""
    return f"{value:,}"
