"""The emblem of each badge: a shield in its colour, its sign on it, and a ribbon with its stars."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from media.charts.curves import Outline, Point, curved, glint, mirrored, oval, star
from media.charts.sheet import Colour

HIGH: Final = 1.24
"""How high an emblem is, of its width."""

_SMOOTH: Final = 2
"""Outlines are drawn so much larger and made smaller, as Pillow draws none with soft edges."""

_STARS: Final = 3
_MIDDLE: Final = 50
_WHITE: Final = (255, 255, 255)
_GOLD: Final = (255, 205, 64)


@dataclass(frozen=True, slots=True)
class Tone:
    """The colour of a badge, and the same darker and paler."""

    main: Colour
    dark: Colour
    deep: Colour
    pale: Colour


TONES: Final[Mapping[str, Tone]] = {
    "flame": Tone((229, 77, 50), (205, 57, 36), (140, 32, 20), (254, 236, 229)),
    "flash": Tone((238, 152, 0), (217, 130, 0), (140, 78, 0), (255, 243, 217)),
    "angel": Tone((56, 136, 212), (38, 114, 188), (18, 70, 126), (229, 241, 251)),
    "pioneer": Tone((24, 150, 108), (12, 128, 90), (5, 80, 56), (225, 244, 235)),
    "glimmer": Tone((126, 92, 200), (106, 73, 180), (66, 42, 124), (239, 234, 250)),
}
_NOT_HELD: Final = Tone((193, 198, 205), (178, 184, 192), (128, 135, 145), (238, 240, 242))


def tone_of(colour: str, stars: int) -> Tone:
    """Return the tone of a badge; one that is not held is grey, as is one of an unknown colour."""
    return TONES.get(colour, _NOT_HELD) if stars else _NOT_HELD


def _shield(inset: float) -> Outline:
    """Return a shield of a width of 100, `inset` inside its edge."""
    left, top, point = 6 + inset, 16 + inset * 0.8, 117 - inset * 1.25
    half = curved(
        (50, top - 9),
        ((40, top - 2), (26, top), (left, top)),
        ((left, top + 18), (left, top + 26), (left, 62)),
        ((left, 88 - inset * 0.4), (30 + inset * 0.4, 106 - inset), (50, point)),
    )
    return (*half, *mirrored(half, 50))


_RIBBON: Final = curved((10, 90), ((30, 97), (70, 97), (90, 90)))
_BAND: Final = 19
_TAIL: Final = ((11, 93), (0, 91), (5, 101), (0, 111), (17, 113))
_FOLD: Final = ((10.5, 109), (17, 113), (17, 105))

_FLAME: Final = curved(
    (51, 24),
    ((54, 37), (71, 44), (71, 62)),
    ((71, 75), (62, 82), (50, 82)),
    ((38, 82), (29, 74), (29, 62)),
    ((29, 52), (35, 47), (37, 38)),
    ((41, 41), (44, 45), (44, 50)),
    ((50, 43), (52, 34), (51, 24)),
)
_HEART_OF_FLAME: Final = curved(
    (51, 53),
    ((53, 60), (60, 63), (60, 70)),
    ((60, 77), (56, 80), (50, 80)),
    ((44, 80), (40, 76), (40, 70)),
    ((40, 63), (48, 61), (51, 53)),
)
_BOLT: Final = ((59, 24), (32, 58), (47, 58), (41, 84), (69, 47), (53, 47))
_HEART: Final = curved(
    (50, 76),
    ((40, 68), (35, 62), (35, 55)),
    ((35, 47), (46, 45), (50, 53)),
    ((54, 45), (65, 47), (65, 55)),
    ((65, 62), (60, 68), (50, 76)),
)
_GAP: Final = 1.2
_FEATHERS: Final = (
    curved((36, 67), ((22, 68), (13, 56), (13, 38)), ((20, 47), (28, 47), (37, 52))),
    curved((37, 72), ((26, 76), (17, 68), (15, 57)), ((22, 62), (30, 61), (37, 60))),
    curved((40, 77), ((32, 82), (23, 78), (20, 71)), ((27, 72), (33, 70), (39, 68))),
)
_FLAG: Final = curved(
    (36, 27),
    ((45, 20), (57, 34), (72, 26)),
    ((72, 34), (72, 44), (72, 54)),
    ((57, 62), (45, 48), (36, 55)),
    ((36, 46), (36, 36), (36, 27)),
)
_CHECK: Final = ((45, 41), (51.5, 47.5), (63, 34))

Shape = tuple[Sequence[Point], str]
"""An outline and what fills it: `white`, or a colour of the tone."""


def _flame() -> Iterator[Shape]:
    yield _FLAME, "white"
    yield _HEART_OF_FLAME, "main"


def _flash() -> Iterator[Shape]:
    yield _BOLT, "white"


def _angel() -> Iterator[Shape]:
    for feather in _FEATHERS:
        yield feather, "white"
        yield mirrored(feather, 50), "white"
    yield [(50 + (x - 50) * _GAP, 61 + (y - 61) * _GAP) for x, y in _HEART], "main"
    yield _HEART, "gold"
    yield oval((50, 36), 12, 4.6), "gold"
    yield oval((50, 36), 8.6, 2.4), "main"


def _pioneer() -> Iterator[Shape]:
    yield ((31.5, 24), (36, 24), (36, 84), (31.5, 84)), "white"
    yield oval((33.75, 23), 3.6, 3.6), "gold"
    yield _FLAG, "white"
    yield _stroke(_CHECK, 2.6), "deep"


def _glimmer() -> Iterator[Shape]:
    yield glint((48, 56), 29), "white"
    yield glint((72, 33), 11), "gold"
    yield glint((28, 78), 8), "white"


def _stroke(points: Sequence[Point], half: float) -> Outline:
    """Return the outline of a check mark of two lines that stand at about a right angle."""
    (ax, ay), (bx, by), (cx, cy) = points
    d = half * 1.42
    return ((ax - d, ay), (ax, ay - d), (bx, by - d), (cx, cy - d), (cx + d, cy), (bx, by + d * 1.1))


_SIGNS: Final = {"flame": _flame, "flash": _flash, "angel": _angel, "pioneer": _pioneer, "glimmer": _glimmer}


def emblem(colour: str, stars: int, width: int) -> Image.Image:
    """Return an emblem of this width, transparent around it; one without stars is that of a badge not held."""
    tone, scale = tone_of(colour, stars), width * _SMOOTH / 100
    size = (width * _SMOOTH, round(width * HIGH) * _SMOOTH)
    image, cover = Image.new("RGB", size, tone.deep), Image.new("L", size)
    draw, covers = ImageDraw.Draw(image), ImageDraw.Draw(cover)
    fills = {"white": _WHITE, "gold": _GOLD if stars else _WHITE, "main": tone.main, "dark": tone.dark}
    fills["faint"] = _mixed(tone.deep, tone.main)
    for outline, filled in _shapes(colour, stars):
        points = [(x * scale, y * scale) for x, y in outline]
        draw.polygon(points, fill=fills.get(filled, tone.deep))
        covers.polygon(points, fill=255)
    image.putalpha(cover)
    return image.reduce(_SMOOTH)


def _mixed(most: Colour, little: Colour) -> Colour:
    """Return a colour with a little of another, as a star has that is still to come."""
    red, green, blue = (round(much * 0.68 + some * 0.32) for much, some in zip(most, little, strict=True))
    return red, green, blue


def _shapes(colour: str, stars: int) -> Iterator[Shape]:
    """Yield what an emblem is made of, from the ground up."""
    yield _shield(0), "deep"
    yield _shield(3.2), "white"
    inner = _shield(5.2)
    yield inner, "main"
    yield [(x, y) for x, y in inner if x >= _MIDDLE], "dark"  # one side in shadow
    yield from _SIGNS[colour]() if colour in _SIGNS else ()
    yield _TAIL, "dark"
    yield mirrored(_TAIL, 50), "dark"
    yield _FOLD, "deep"
    yield mirrored(_FOLD, 50), "deep"
    yield (*_RIBBON, *[(x, y + _BAND) for x, y in reversed(_RIBBON)]), "deep"
    for number in range(_STARS):
        x = 50 + (number - 1) * 22
        y = 105 - abs(number - 1) * 1.6
        yield star((x, y), 8), "gold" if number < stars else "faint"
