"""A letter of honour, as it would hang on a wall: within a frame, with the five colours on top and a seal below."""

from typing import Final

from PIL import Image, ImageDraw

from domain.week.posters import Letter
from media.charts.curves import star
from media.charts.emblems import TONES
from media.charts.fonts import BOLD, lines_of
from media.charts.sheet import INK, INNER, MUTED, SMALL, Colour, Sheet

_HIGH: Final = 1500
_GROUND: Final = (255, 251, 240)
_FRAME: Final = (176, 132, 56)
_RED: Final = (186, 40, 34)
_GOLD: Final = (255, 214, 92)
_ROOM: Final = INNER - 2 * 132
_TITLE, _TEXT, _LINE = 150, 54, 88
_SEAL: Final = 110


def letter(part: Letter) -> Image.Image:
    """Return the letter."""
    sheet, middle = Sheet.of(_HIGH), INNER // 2
    _frame(sheet)
    sheet.write((middle, 380), part.title, _TITLE, weight=BOLD, colour=_RED, anchor="ms", room=_ROOM)
    sheet.write((middle, 452), part.small, SMALL, colour=_FRAME, anchor="ms", room=_ROOM)
    y = 640
    for sentence in part.sentences:
        for line in lines_of(sentence, _TEXT, _ROOM):
            sheet.write((middle, y), line, _TEXT, anchor="ms", room=_ROOM)
            y += _LINE
        y += 22
    _seal(sheet, (middle, 1090))
    sheet.write((middle, 1288), part.giver, _TEXT, weight=BOLD, colour=INK, anchor="ms", room=_ROOM)
    sheet.write((middle, 1346), part.day, SMALL, colour=MUTED, anchor="ms", room=_ROOM)
    sheet.write((middle, 1396), part.number, SMALL, colour=MUTED, anchor="ms", room=_ROOM)
    return sheet.image


def _frame(sheet: Sheet) -> None:
    """Draw the ground, a wide and a narrow frame, and a ribbon of the five colours."""
    right, bottom = INNER - 1, _HIGH - 1
    sheet.draw.rectangle((0, 0, right, bottom), fill=_GROUND)
    sheet.draw.rectangle((24, 24, right - 24, bottom - 24), outline=_FRAME, width=10)
    sheet.draw.rectangle((46, 46, right - 46, bottom - 46), outline=_FRAME, width=2)
    for number, tone in enumerate(TONES.values()):
        _star(sheet, (INNER // 2 + (number - 2) * 112, 176), 44, tone.main)


def _seal(sheet: Sheet, centre: tuple[int, int]) -> None:
    x, y = centre
    ring = Image.new("L", (4 * _SEAL, 4 * _SEAL))
    draw = ImageDraw.Draw(ring)
    points = [(px, py) for px, py in star((2 * _SEAL, 2 * _SEAL), 2 * _SEAL, 24, 0.9)]
    draw.polygon(points, fill=255)
    sheet.image.paste(_RED, (x - _SEAL, y - _SEAL), ring.reduce(2))
    _star(sheet, centre, 52, _GOLD)


def _star(sheet: Sheet, centre: tuple[int, int], radius: int, colour: Colour) -> None:
    (x, y), wide = centre, 4 * radius
    cover = Image.new("L", (wide, wide))
    ImageDraw.Draw(cover).polygon(star((wide / 2, wide / 2), 2 * radius), fill=255)
    sheet.image.paste(colour, (x - radius, y - radius), cover.reduce(2))
