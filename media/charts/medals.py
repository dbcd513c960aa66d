"""Badges with their names: one alone, large on a ground of its colour, or several beside each other."""

import math
from typing import Final

from PIL import Image, ImageDraw

from domain.week.posters import Medal, Medals
from media.charts.emblems import HIGH, Tone, emblem, tone_of
from media.charts.fonts import BOLD
from media.charts.sheet import HEADING, INK, INNER, MUTED, SMALL, Sheet

_ALONE, _TOP = 500, 52
_PANEL: Final = 926
_ROUND: Final = 48
_RAYS: Final = 24
_NAME, _NAME_SMALL = 112, 44

_ABREAST: Final = 3
_ONE_OF_MANY: Final = 236
_CELL: Final = round(_ONE_OF_MANY * HIGH) + 148


def medals(part: Medals) -> Image.Image:
    """Return the badges; nothing where there are none."""
    if len(part.medals) == 1:
        return _alone(part.medals[0])
    rows = [part.medals[start : start + _ABREAST] for start in range(0, len(part.medals), _ABREAST)]
    sheet = Sheet.of(_CELL * len(rows))
    for number, row in enumerate(rows):
        left = (INNER - len(row) * (INNER // _ABREAST)) // 2
        for column, medal in enumerate(row):
            _one_of_many(sheet, medal, left + column * (INNER // _ABREAST) + INNER // _ABREAST // 2, number * _CELL)
    return sheet.image


def _one_of_many(sheet: Sheet, medal: Medal, middle: int, top: int) -> None:
    drawn, room = emblem(medal.colour, medal.stars, _ONE_OF_MANY), INNER // _ABREAST - 16
    sheet.image.paste(drawn, (middle - drawn.width // 2, top), drawn)
    y = top + drawn.height + 58
    colour = INK if medal.stars else MUTED
    sheet.write((middle, y), medal.name, HEADING, weight=BOLD, colour=colour, room=room, anchor="ms")
    sheet.write((middle, y + 46), medal.small, SMALL, colour=MUTED, room=room, anchor="ms")


def _alone(medal: Medal) -> Image.Image:
    """Return a badge with its name below, before rays of its colour."""
    tone, middle = tone_of(medal.colour, medal.stars), INNER // 2
    sheet, drawn = Sheet.of(_PANEL), emblem(medal.colour, medal.stars, _ALONE)
    _rays(sheet, (middle, _TOP + drawn.height // 2), tone)
    sheet.image.paste(drawn, (middle - drawn.width // 2, _TOP), drawn)
    y = _TOP + drawn.height + 140
    sheet.write((middle, y), medal.name, _NAME, weight=BOLD, colour=tone.deep, anchor="ms", room=INNER - 80)
    sheet.write((middle, y + 74), medal.small, _NAME_SMALL, colour=tone.deep, anchor="ms", room=INNER - 80)
    return sheet.image


def _rays(sheet: Sheet, centre: tuple[int, int], tone: Tone) -> None:
    """Draw a ground with round corners, pale, with rays a little less pale."""
    ground, cover = Image.new("RGB", sheet.image.size, tone.pale), Image.new("L", sheet.image.size)
    draw, (x, y) = ImageDraw.Draw(ground), centre
    shade = tuple(round(pale * 0.94 + main * 0.06) for pale, main in zip(tone.pale, tone.main, strict=True))
    for ray in range(_RAYS):
        edges = [2 * math.pi * (ray + side) / _RAYS for side in (-0.25, 0.25)]
        draw.polygon(
            [centre, *((x + INNER * math.cos(edge), y + INNER * math.sin(edge)) for edge in edges)], fill=shade
        )
    ImageDraw.Draw(cover).rounded_rectangle((0, 0, INNER - 1, sheet.image.height - 1), _ROUND, fill=255)
    sheet.image.paste(ground, (0, 0), cover)
