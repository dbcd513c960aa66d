"""Fingerprints: alike for one picture however it was scaled, compressed or stored; unlike for another."""

import random
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from media.errors import PhotoRefused
from media.fingerprint import fingerprint, hamming
from media.pool import PhotoPool
from media.shown import shown

INT64 = st.integers(-(1 << 63), (1 << 63) - 1)


def scene(seed: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Draw large soft blots, as a photo has them."""
    levels = random.Random(seed).randbytes(12 * 9)  # noqa: S311  a picture, not a secret
    return Image.frombytes("L", (12, 9), levels).resize(size, Image.Resampling.BICUBIC).convert("RGB")


def coded(image: Image.Image, picture_format: str = "JPEG", quality: int = 90) -> bytes:
    out = BytesIO()
    image.save(out, picture_format, quality=quality)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(10))
def test_the_same_picture_scaled_and_compressed_again_is_alike(seed: int) -> None:
    original = fingerprint(coded(scene(seed)), 1)
    for again in (
        coded(scene(seed), quality=30),
        coded(scene(seed).resize((320, 240))),
        coded(scene(seed), "PNG"),
        coded(scene(seed), "WEBP"),
        shown(coded(scene(seed, (2400, 1800))), 1),
    ):
        assert hamming(original, fingerprint(again, 1)) <= 4


def test_different_pictures_are_unlike() -> None:
    prints = [fingerprint(coded(scene(seed)), 1) for seed in range(20)]
    distances = [hamming(a, b) for number, a in enumerate(prints) for b in prints[:number]]
    assert min(distances) > 12


def test_the_orientation_counts() -> None:
    turned = coded(scene(1).transpose(Image.Transpose.ROTATE_90))
    assert hamming(fingerprint(turned, 6), fingerprint(coded(scene(1)), 1)) <= 4
    assert hamming(fingerprint(turned, 1), fingerprint(coded(scene(1)), 1)) > 12


def test_each_bit_says_whether_brightness_falls_to_the_right() -> None:
    rising = Image.linear_gradient("L").rotate(90).resize((400, 300))
    assert fingerprint(coded(rising, "PNG"), 3) == -1
    assert fingerprint(coded(rising, "PNG"), 1) == 0


@given(INT64, INT64, INT64)
def test_hamming_is_a_distance(a: int, b: int, c: int) -> None:
    assert hamming(a, a) == 0
    assert hamming(a, b) == hamming(b, a) <= 64
    assert hamming(a, c) <= hamming(a, b) + hamming(b, c)


def test_opposite_signs_are_compared_bit_by_bit() -> None:
    assert hamming(-1, 0) == 64
    assert hamming(-(1 << 63), 0) == 1


async def test_the_pool_computes_the_same_within_64_bits() -> None:
    pool = PhotoPool(ZoneInfo("Asia/Shanghai"))
    found = await pool.fingerprint(coded(scene(3)), 1)
    with pytest.raises(PhotoRefused):
        await pool.fingerprint(b"no picture", 1)
    pool.close()
    assert found == fingerprint(coded(scene(3)), 1)
    assert -(1 << 63) <= found < 1 << 63
