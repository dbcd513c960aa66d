"""Fingerprints: alike for one picture however it was scaled, compressed or cropped a little; unlike for another."""

import os
import random
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageEnhance, ImageOps

from domain.reporting.photo_hash import SAME_AT_MOST, PhotoHash, keys_of, nearest
from media.errors import PhotoUnfit
from media.photo_hash import photo_hash
from media.pool import PhotoPool
from media.shown import shown
from tests.unit.media.taking import clean

DATA = os.environ.get("QIANSHAO_TEST_DATA")

Change = Callable[[Image.Image], Image.Image]


def scene(seed: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Draw large soft blots, as a photo has them."""
    levels = random.Random(seed).randbytes(12 * 9)  # noqa: S311  a picture, not a secret
    return Image.frombytes("L", (12, 9), levels).resize(size, Image.Resampling.BICUBIC).convert("RGB")


def coded(image: Image.Image, picture_format: str = "JPEG", quality: int = 90) -> bytes:
    out = BytesIO()
    image.save(out, picture_format, quality=quality)
    return out.getvalue()


def look(data: bytes, orientation: int = 1) -> PhotoHash:
    found = photo_hash(data, orientation)
    assert found is not None
    return found


def distance(old: PhotoHash, new: PhotoHash) -> int:
    return nearest(old.kept, new.sought)


def found(old: PhotoHash, new: PhotoHash) -> bool:
    """Whether the search leads from the new one to the old one, and both are taken for one picture."""
    keys = {key for each in old.kept for key in keys_of(each)}
    return bool(keys & set(new.probes)) and distance(old, new) <= SAME_AT_MOST


def cropped(left: float, top: float, right: float, bottom: float) -> Change:
    def crop(image: Image.Image) -> Image.Image:
        width, height = image.size
        return image.crop((int(left * width), int(top * height), int((1 - right) * width), int((1 - bottom) * height)))

    return crop


CHANGES: dict[str, Change] = {
    "smaller": lambda image: image.resize((320, 240)),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.2),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.8),
    "flatter": lambda image: ImageEnhance.Contrast(image).enhance(0.8),
    "gamma": lambda image: image.point([round(255 * (level / 255) ** 1.2) for level in range(256)] * 3),
    "framed": lambda image: ImageOps.expand(image, (20, 150), "black"),
    "a white rim": lambda image: ImageOps.expand(image, 16, "white"),
    "cropped all round": cropped(0.04, 0.04, 0.04, 0.04),
    "cropped left": cropped(0.05, 0, 0, 0),
    "cropped below": cropped(0, 0, 0, 0.05),
}


@pytest.mark.parametrize("seed", range(10))
def test_the_same_picture_scaled_and_compressed_again_is_alike(seed: int) -> None:
    original = look(coded(scene(seed)))
    for again in (
        coded(scene(seed), quality=30),
        coded(scene(seed), "PNG"),
        coded(scene(seed), "WEBP"),
        shown(coded(scene(seed, (2400, 1800))), 1),
    ):
        assert distance(original, look(again)) <= 4
        assert found(original, look(again))


@pytest.mark.parametrize("change", CHANGES)
def test_a_picture_changed_a_little_is_found_whichever_came_first(change: str) -> None:
    for seed in range(10):
        original, again = look(coded(scene(seed))), look(coded(CHANGES[change](scene(seed)), quality=75))
        assert found(original, again)
        assert found(again, original)


def test_different_pictures_are_unlike() -> None:
    looks = [look(coded(scene(seed))) for seed in range(20)]
    assert min(distance(a, b) for a in looks for b in looks if a is not b) > 2 * SAME_AT_MOST


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [
        (2, Image.Transpose.FLIP_LEFT_RIGHT),
        (3, Image.Transpose.ROTATE_180),
        (4, Image.Transpose.FLIP_TOP_BOTTOM),
        (5, Image.Transpose.TRANSPOSE),
        (6, Image.Transpose.ROTATE_90),
        (7, Image.Transpose.TRANSVERSE),
        (8, Image.Transpose.ROTATE_270),
    ],
)
def test_the_orientation_is_applied_first(orientation: int, turn: Image.Transpose) -> None:
    original, turned = look(coded(scene(1))), coded(scene(1).transpose(turn))
    assert found(original, look(turned, orientation))
    assert distance(original, look(turned, 1)) > 2 * SAME_AT_MOST


def test_each_bit_says_whether_brightness_falls() -> None:
    falling = Image.linear_gradient("L").rotate(180).resize((400, 300))
    kept = look(coded(falling, "PNG")).kept[0]
    across = Image.linear_gradient("L").rotate(90).resize((400, 300))
    assert (kept.bit_count(), look(coded(across, "PNG"), 3).kept[0].bit_count()) == (64, 64)
    assert kept ^ look(coded(across, "PNG"), 3).kept[0] == (1 << 128) - 1
    assert look(coded(across, "PNG"), 1).kept[0] == 0


def test_a_plain_picture_can_not_be_known_again() -> None:
    assert photo_hash(coded(Image.new("RGB", (800, 600), "gray")), 1) is None
    half = Image.new("RGB", (800, 600), "gray")
    half.paste(scene(1, (100, 100)), (0, 0))
    assert photo_hash(coded(half), 1) is None


async def test_the_pool_computes_the_same() -> None:
    pool = PhotoPool(ZoneInfo("Asia/Shanghai"))
    found = await pool.photo_hash(coded(scene(3)), 1)
    with pytest.raises(PhotoUnfit):
        await pool.photo_hash(b"no picture", 1)
    pool.close()
    assert found == photo_hash(coded(scene(3)), 1)


@pytest.mark.realdata
@pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
def test_real_photos_are_known_again_and_never_taken_for_others() -> None:
    originals = dict(real_photos())
    looks = {name: look(coded(image)) for name, image in originals.items()}
    again = {
        (name, change): look(coded(CHANGES[change](image), quality=75))
        for name, image in originals.items()
        for change in CHANGES
    }
    missed = [key for key, new in again.items() if not found(looks[key[0]], new) or not found(new, looks[key[0]])]
    assert len(looks) > 20
    assert len(missed) <= len(again) / 50, missed
    assert not [
        (old, new) for old in looks for new in looks if old != new and distance(looks[old], looks[new]) <= SAME_AT_MOST
    ]


@pytest.mark.realdata
@pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_one_photo_in_each_of_the_eight_orientations_is_one(shape: str) -> None:
    folder = Path(str(DATA)) / "photos" / "orientation"
    looks = []
    for number in range(1, 9):
        data = (folder / f"{shape}_{number}.jpg").read_bytes()
        looks.append(look(clean(data).data, clean(data).orientation))
    assert all(found(a, b) for a in looks for b in looks)


def real_photos() -> Iterator[tuple[str, Image.Image]]:
    """One of each picture that a camera took and that is more than a thumbnail."""
    seen: set[str] = set()
    for path in sorted((Path(str(DATA)) / "photos" / "gps").iterdir()):
        if path.stem in seen or path.suffix in {".heic", ".avif"} or path.stem in _NO_PICTURES:
            continue
        seen.add(path.stem)
        with Image.open(path) as image:
            if min(image.size) >= 240:
                image.draft("RGB", (1280, 1280))
                yield path.name, ImageOps.exif_transpose(image).convert("RGB")


_NO_PICTURES = {"drewnoakes__Issue_173_(dotnet)", "ianare__67-0_length_string", "python-pillow__ultrahdr"}
"""Plain areas, or pixels that are damaged."""
