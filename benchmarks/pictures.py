"""The pictures that riders send: small ones as Telegram's chats are full of, and a phone camera's."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from PIL import Image, ImageChops

from benchmarks.district import place
from playground.pictures import SCENES, paint, photograph

SMALL = (640, 480)
TWELVE_MEGAPIXELS = (4000, 3000)
_SPOTS = (9, 7)
_GRAIN = 12  # standard deviation of a sensor's noise: it makes a file of some megabytes


def pictures(size: tuple[int, int], first: int = 0) -> Iterator[bytes]:
    """JPEG files with positions in their EXIF, from place `first` on; no two show the same."""
    scene = paint(SCENES[0], SMALL).resize(size)
    if size != SMALL:
        grain = Image.effect_noise(size, _GRAIN).convert("RGB")
        scene = Image.blend(scene, grain, 0.2)
    for number in count(first):
        lit = ImageChops.multiply(scene, _light(number, size))
        yield photograph(lit, position=place(number), taken_at=datetime.now(UTC))


def _light(number: int, size: tuple[int, int]) -> Image.Image:
    """Light and shade that make a picture another one."""
    spots = random.Random(number).randbytes(_SPOTS[0] * _SPOTS[1])  # noqa: S311  light, not a secret
    return Image.frombytes("L", _SPOTS, spots).resize(size, Image.Resampling.BICUBIC).convert("RGB")
