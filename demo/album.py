"""The demo's pictures: each scene is painted once, then photographed at each place and time."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from PIL import Image, ImageChops, ImageOps

from playground.pictures import SCENES, paint, photograph

Point = tuple[float, float]
"""Latitude and longitude, WGS-84 degrees."""

_SIZE = (800, 600)
_FRAMES = 9
_STEP_PX = 8
_SPOTS = (8, 7)
_DIMMEST = 140


@dataclass(frozen=True, slots=True)
class Album:
    """The painted scenes by name."""

    scenes: dict[str, Image.Image]

    def photo(self, scene: str, position: Point | None, taken_at: datetime, framing: int = 0) -> bytes:
        """Return a JPEG photo of a scene; another `framing` changes crop and light and so the photo_hash."""
        image = self.scenes[scene]
        left = framing % _FRAMES * _STEP_PX
        framed = image.crop((left, left, image.width - _STEP_PX, image.height - _STEP_PX))
        if framing % 2:
            framed = ImageOps.mirror(framed)
        framed = ImageChops.multiply(framed, _light(framing, framed.size))
        return photograph(framed, position=position, taken_at=taken_at)


def _light(number: int, size: tuple[int, int]) -> Image.Image:
    """Return a pattern of light and shade."""
    spots = blake2b(bytes([number % 256]), digest_size=_SPOTS[0] * _SPOTS[1]).digest()
    spread = Image.frombytes("L", _SPOTS, spots).resize(size, Image.Resampling.BICUBIC)
    return spread.point([_DIMMEST + level * (255 - _DIMMEST) // 255 for level in range(256)]).convert("RGB")


async def paint_album() -> Album:
    """Paint all scenes in threads."""
    images = await asyncio.gather(*(asyncio.to_thread(paint, scene, _SIZE) for scene in SCENES))
    return Album({scene.name: image for scene, image in zip(SCENES, images, strict=True)})
