"""The pictures of docs/gallery.md are what is drawn now; `python -m demo.gallery docs/pictures` renews them."""

import asyncio
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from demo.gallery import LANGUAGES, Photos, Sample, reduced, sample_photos, samples
from media.charts.poster import drawn
from tests.sample_views import district

PAGE: Final = Path(__file__).parents[3] / "docs" / "gallery.md"
KINDS: Final = ("rider", "fixed", "year", "queue", "district", "table")
BLOCK: Final = 16
MEAN: Final = 1.5
"""How far all pixels of the grey pictures may differ on average: other versions of FreeType and zlib."""
IN_A_BLOCK: Final = 25
"""How far those of a block of 16 by 16 may: a letter that moved by its own width differs by more."""


@pytest.fixture(scope="module")
def photos() -> Photos:
    return asyncio.run(sample_photos())


def drawn_now(kind: str, language: str, photos: Photos) -> Image.Image:
    (sample,) = [each for each in samples(district(), language, photos) if each.name == kind]
    return reduced(drawn(sample.poster, sample.photos))


def kept(kind: str, language: str) -> Image.Image:
    (file,) = (PAGE.parent / "pictures").glob(f"gallery-{kind}-{language}.*")
    return Image.open(file)


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How far two pictures of the same size differ on average, and in the block where they do most."""
    difference = ImageChops.difference(one.convert("RGB").convert("L"), other.convert("RGB").convert("L"))
    blocks = difference.resize((-(-one.width // BLOCK), -(-one.height // BLOCK)), Image.Resampling.BOX)
    most = blocks.getextrema()[1]
    assert isinstance(most, (int, float))
    return ImageStat.Stat(difference).mean[0], most


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_pictures_of_the_page_are_what_is_drawn(kind: str, language: str, photos: Photos) -> None:
    now, then = drawn_now(kind, language, photos), kept(kind, language)
    assert now.size == then.size
    mean, most = differences(now, then)
    assert mean <= MEAN
    assert most <= IN_A_BLOCK


def test_a_label_that_moved_or_a_bar_of_another_length_would_be_noticed(photos: Photos) -> None:
    now = drawn_now("queue", "zh", photos)
    label = (20, 20, 220, 60)
    moved = now.copy()
    moved.paste(now.crop(label), (label[0] + 8, label[1]))
    assert differences(moved, now)[1] > IN_A_BLOCK
    longer = now.copy()
    ImageDraw.Draw(longer).rectangle((500, 560, 516, 576), fill=(0, 114, 178))
    assert differences(longer, now)[1] > IN_A_BLOCK


def test_the_page_shows_each_kind_in_both_languages_and_no_picture_is_heavy(photos: Photos) -> None:
    text = PAGE.read_text("utf-8")
    assert {each.name for each in _all(photos)} == set(KINDS)
    for kind in KINDS:
        for language in LANGUAGES:
            (file,) = (PAGE.parent / "pictures").glob(f"gallery-{kind}-{language}.*")
            assert f"pictures/{file.name}" in text
            assert file.stat().st_size <= 150_000


def _all(photos: Photos) -> list[Sample]:
    return [each for language in LANGUAGES for each in samples(district(), language, photos)]
