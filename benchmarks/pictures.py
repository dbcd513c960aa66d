"""The pictures that riders send: small ones as Telegram's chats are full of, and a phone camera's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from PIL import Image

from benchmarks.district import place
from playground.pictures import SCENES, paint, photograph

SMALL = (640, 480)
TWELVE_MEGAPIXELS = (4000, 3000)
_GRAIN = 12  # standard deviation of a sensor's noise: it makes a file of some megabytes


def pictures(size: tuple[int, int], first: int = 0) -> Iterator[bytes]:
    """JPEG files with positions in their EXIF, from place `first` on; no two show the same."""
    scene = paint(SCENES[0], SMALL).resize(size)
    if size != SMALL:
        grain = Image.effect_noise(size, _GRAIN).convert("RGB")
        scene = Image.blend(scene, grain, 0.2)
    for number in count(first):
        mark = Image.new("RGB", (8, 8), (number >> 4 & 0xF0, number & 0xF0, number << 4 & 0xF0))
        scene.paste(mark, (0, 0))
        yield photograph(scene, position=place(number), taken_at=datetime.now(UTC))
