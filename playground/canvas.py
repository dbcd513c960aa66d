"""A drawing surface of 1280 × 960 units for flat illustrations, smooth at any pixel size."""

from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1280, 960  # units; painters know nothing of pixels
_OVERSAMPLING = 2  # drawn this much larger and scaled down, since Pillow draws hard edges

Point = tuple[float, float]


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
        self._blend(lambda pen: pen.ellipse(self._around(x, y, radius * 0.55), fill=colour), radius / 3)

    def beam(self, points: Sequence[Point], colour: str, softness: float) -> None:
        """Adds light in a shape, its edges `softness` units wide."""
        self._blend(lambda pen: pen.polygon(self._scaled(points), fill=colour), softness)

    def _around(self, x: float, y: float, radius: float) -> list[Point]:
        return self._scaled([(x - radius, y - radius), (x + radius, y + radius)])

    def _blend(self, paint: Callable[[ImageDraw.ImageDraw], None], softness: float) -> None:
        """Paints light on black, blurs it at a quarter of the size (it has no detail) and adds it."""
        light = Image.new("RGB", self._image.size)
        paint(ImageDraw.Draw(light))
        small = light.resize((light.width // 4, light.height // 4))
        soft = small.filter(ImageFilter.GaussianBlur(softness * self._x / 4)).resize(light.size)
        self._image.paste(ImageChops.screen(self._image, soft))

    def finish(self) -> Image.Image:
        """The picture in pixels, smoothed."""
        return self._image.resize(self._size, Image.Resampling.LANCZOS)
