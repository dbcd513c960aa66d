"""A picture of the district's own, from its folder."""

from pathlib import Path
from typing import Final

from PIL import Image

from domain.week.posters import Picture
from media.charts.sheet import INNER
from media.decoding import upright_of_any
from media.errors import PhotoUnfit

_HIGHEST: Final = 840
_NOTHING: Final = Image.new("RGB", (INNER, 0))


def picture(part: Picture) -> Image.Image:
    """Return the picture over the whole width, or as high as may be; nothing where the file can't be read any more."""
    try:
        image = upright_of_any(Path(part.path).read_bytes(), INNER)
    except (OSError, PhotoUnfit):
        return _NOTHING
    image.thumbnail((INNER, _HIGHEST))
    return image
