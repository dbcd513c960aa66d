"""A drawing surface of 1280 × 960 units for flat illustrations, smooth at any pixel size."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1280, 960  # units; painters know nothing of pixels
_OVERSAMPLING = 2  # drawn this much larger and scaled down, since Pillow draws hard edges
_COARSE = 4  # light is painted this much smaller

Point = tuple[float, float]


def seeded(seed: int) -> random.Random:
    """Chance that falls the same way each time, so that a picture is the same bytes each time."""
    return random.Random(seed)  # noqa: S311  nothing here is secret


class Canvas:
    """Shapes in units, painted over one another; colours may carry alpha (`#rrggbbaa`)."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._image = Image.new("RGB", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING))
        self._x = self._image.width / WIDTH
        self._y = self._image.height / HEIGHT
        self._pen = ImageDraw.Draw(self._image, "RGBA")

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._x, y * self._y) for x, y in points]

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """A filled shape with straight edges."""
        self._pen.polygon(self._scaled(points), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, round_: float = 0) -> None:
        """A rectangle, its corners rounded by `round_` units."""
        corners = self._scaled([(left, top), (right, bottom)])
        self._pen.rounded_rectangle(corners, radius=round_ * self._x, fill=colour)

    def disc(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        """An ellipse around x, y with these radii."""
        self._pen.ellipse(self._scaled([(x - rx, y - ry), (x + rx, y + ry)]), fill=colour)

    def ring(self, x: float, y: float, radius: float, width: float, colour: str) -> None:
        """A circle's outline."""
        corners = self._scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._pen.ellipse(corners, outline=colour, width=round(width * self._x))

    def line(self, points: Sequence[Point], width: float, colour: str) -> None:
        """A stroke through the points, with round joints."""
        self._pen.line(self._scaled(points), fill=colour, width=round(width * self._x), joint="curve")

    def fade(self, top: float, bottom: float, upper: str, lower: str) -> None:
        """Fills the stripe between two heights with a vertical gradient."""
        first, last = round(top * self._y), round(bottom * self._y)
        stripe = Image.linear_gradient("L").resize((self._image.width, last - first))
        colours = [Image.new("RGB", stripe.size, colour) for colour in (lower, upper)]
        self._image.paste(Image.composite(colours[0], colours[1], stripe), (0, first))

    def glow(self, x: float, y: float, radius: float, colour: str) -> None:
        """Adds soft light around x, y."""
        angles = [i * math.tau / 48 for i in range(48)]
        reach = radius * 0.55
        self.beam([(x + math.cos(a) * reach, y + math.sin(a) * reach) for a in angles], colour, radius / 3)

    def beam(self, points: Sequence[Point], colour: str, softness: float) -> None:
        """Adds light in a shape, its edges `softness` units wide; made small, since it has no detail."""
        full = self._image.size
        light = Image.new("RGB", (full[0] // _COARSE, full[1] // _COARSE))
        corners = [(x / _COARSE, y / _COARSE) for x, y in self._scaled(points)]
        ImageDraw.Draw(light).polygon(corners, fill=colour)
        soft = light.filter(ImageFilter.GaussianBlur(softness * self._x / _COARSE)).resize(full)
        self._image.paste(ImageChops.screen(self._image, soft))

    def finish(self) -> Image.Image:
        """The picture in pixels, smoothed."""
        return self._image.resize(self._size, Image.Resampling.LANCZOS)
