"""Two photos of a place, before and after its repair."""

from PIL import Image

from domain.week.posters import BeforeAfter
from media.before_after import Given, side_by_side
from media.charts.sheet import INNER, MUTED, SMALL, Sheet


def before_after(part: BeforeAfter, before: Given, after: Given) -> Image.Image:
    """Return both photos side by side, below what they show.

    Raises:
        PhotoUnfit: A photo cannot be decoded.
    """
    pair = side_by_side(before, after, INNER)
    sheet = Sheet.of(72 + pair.height + 64)
    top = sheet.heading(part.title)
    sheet.image.paste(pair, ((INNER - pair.width) // 2, top))
    sheet.write((0, top + pair.height + 20 + SMALL), part.note, SMALL, colour=MUTED)
    return sheet.image
