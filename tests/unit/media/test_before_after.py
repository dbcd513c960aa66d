"""One picture of before and after: both whole and of one height, whatever their shapes."""

from io import BytesIO

import pytest
from PIL import Image

from media.before_after import GAP, before_after
from media.fitting import SIDE, SLIMMEST

RED, BLUE = (220, 40, 40), (40, 60, 220)
SHAPES = [(400, 300), (300, 400), (4000, 400), (400, 4000), (1, 1), (5000, 100)]


def photo(size: tuple[int, int], colour: tuple[int, int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def near(image: Image.Image, x: float, colour: tuple[int, int, int]) -> bool:
    found = image.getpixel((int(x), image.height // 4 if image.height > 2 * GAP else 0))
    middle = image.getpixel((int(x), image.height // 2))
    return any(all(abs(a - b) < 30 for a, b in zip(each, colour, strict=True)) for each in (found, middle))  # type: ignore[arg-type]


@pytest.mark.parametrize("before", SHAPES)
@pytest.mark.parametrize("after", SHAPES)
def test_it_fits_and_shows_both(before: tuple[int, int], after: tuple[int, int]) -> None:
    image = Image.open(BytesIO(before_after((photo(before, RED), 1), (photo(after, BLUE), 1))))
    assert max(image.size) <= SIDE
    assert max(image.size) <= SLIMMEST * min(image.size)
    colours = {colour for colour in (RED, BLUE) for x in range(0, image.width, 4) if near(image, x, colour)}
    assert colours == {RED, BLUE}
    reds = [x for x in range(0, image.width, 4) if near(image, x, RED)]
    blues = [x for x in range(0, image.width, 4) if near(image, x, BLUE)]
    assert max(reds) < min(blues), "before is on the left"


def test_what_is_gone_leaves_its_half_empty() -> None:
    image = Image.open(BytesIO(before_after(None, (photo((400, 300), BLUE), 1))))
    assert near(image, image.width * 0.8, BLUE)


def test_a_turned_photo_stands_upright() -> None:
    upright = Image.open(BytesIO(before_after((photo((400, 300), RED), 1), (photo((400, 300), BLUE), 1))))
    turned = Image.open(BytesIO(before_after((photo((400, 300), RED), 6), (photo((400, 300), BLUE), 6))))
    assert turned.height > upright.height
