"""A poster: its parts below each other, between a title and a footer."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw

from domain.week.posters import (
    Bars,
    BeforeAfter,
    Facts,
    Letter,
    Map,
    Medals,
    Part,
    Picture,
    Poster,
    Qr,
    Table,
    Tiles,
    Trend,
)
from media.before_after import Given
from media.charts.bars import bars
from media.charts.codes import code
from media.charts.compared import before_after
from media.charts.facts import facts
from media.charts.fonts import BOLD, cut, font
from media.charts.letters import letter
from media.charts.maps import map_of
from media.charts.medals import medals
from media.charts.pictures import picture
from media.charts.sheet import INK, INNER, MARGIN, MUTED, PAPER, RULE, SMALL, TITLE, WIDTH
from media.charts.tables import table
from media.charts.tiles import tiles
from media.charts.trend import trend

_GAP: Final = 52
_HEAD: Final = 148
_FOOT: Final = 84
_QUALITY: Final = 90
_DRAWN: Final[Mapping[type[Part], Callable[..., Image.Image]]] = {
    Qr: code,
    Medals: medals,
    Letter: letter,
    Picture: picture,
    Tiles: tiles,
    Facts: facts,
    Trend: trend,
    Bars: bars,
    Map: map_of,
    Table: table,
}


def drawn(poster: Poster, photos: Sequence[Given] = ()) -> Image.Image:
    """Return a poster; `photos` are the two of its `BeforeAfter`, which is left out without either.

    Raises:
        PhotoUnfit: A photo cannot be decoded.
    """
    shown = [part for part in poster.parts if any(photos) or not isinstance(part, BeforeAfter)]
    parts = [each for each in (_part(part, photos) for part in shown) if each.height]
    head, foot = _HEAD if poster.title else MARGIN - 20, _FOOT if poster.footer or poster.title else 0
    height = head + sum(part.height + _GAP for part in parts) + (foot or 20)
    whole = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(whole)
    draw.text((MARGIN, 84), cut(poster.title, TITLE, INNER, BOLD), fill=INK, font=font(TITLE, BOLD), anchor="ls")
    draw.text((MARGIN, 132), cut(poster.subtitle, SMALL, INNER), fill=MUTED, font=font(SMALL), anchor="ls")
    y = head + 20
    for part in parts:
        whole.paste(part, (MARGIN + (INNER - part.width) // 2, y))
        y += part.height + _GAP
    if foot:
        draw.line((MARGIN, height - foot, WIDTH - MARGIN, height - foot), fill=RULE, width=2)
    draw.text((MARGIN, height - 30), cut(poster.footer, SMALL, INNER), fill=MUTED, font=font(SMALL), anchor="ls")
    return whole


def poster_file(poster: Poster, photos: Sequence[Given] = ()) -> bytes:
    """Return a poster as PNG, half as large as a JPEG of it; with photos as JPEG, with colours as sharp as its lines.

    Raises:
        PhotoUnfit: A photo cannot be decoded.
    """
    return _file(drawn(poster, photos), as_photo=bool(photos) or _has_picture(poster))


def part_file(part: Part, photos: Sequence[Given] = ()) -> bytes:
    """Return one part by itself, as `poster_file` does a poster.

    Raises:
        PhotoUnfit: A photo cannot be decoded.
    """
    return _file(_part(part, photos), as_photo=bool(photos))


def _has_picture(poster: Poster) -> bool:
    return any(isinstance(part, Picture) for part in poster.parts)


def _file(picture: Image.Image, *, as_photo: bool) -> bytes:
    out = BytesIO()
    if as_photo:
        picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    else:
        picture.save(out, "PNG")
    return out.getvalue()


def _part(part: Part, photos: Sequence[Given]) -> Image.Image:
    if isinstance(part, BeforeAfter):
        before, after = (*photos, None, None)[:2]
        return before_after(part, before, after)
    draw: Callable[[Any], Image.Image] = _DRAWN[type(part)]
    return draw(part)
