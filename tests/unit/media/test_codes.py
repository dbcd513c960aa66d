"""QR codes and the district's own pictures on a poster: a phone reads the one, the other is there or left out."""

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from domain.week.posters import Part, Picture, Poster, Qr
from media.charts.poster import poster_file

LINK = "https://t.me/decheng_qianshao_bot?start=v-ABCD2345"


def drawn(*parts: Part) -> Image.Image:
    return Image.open(BytesIO(poster_file(Poster("兑换券", "矿泉水", parts, "前哨")))).convert("RGB")


@pytest.mark.parametrize("payload", [LINK, "s-" + "x" * 60, "a"])
@pytest.mark.parametrize("width", [1280, 400, 240])
def test_a_code_is_read_from_a_screen_of_any_size(payload: str, width: int) -> None:
    picture = drawn(Qr(payload, "ABCD 2345"))
    (found,) = zxingcpp.read_barcodes(picture.resize((width, picture.height * width // picture.width)))
    assert found.text == payload


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_picture_stands_upright_over_the_width(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    size = (900, 600) if orientation == 1 else (600, 900)
    Image.new("RGB", size, (200, 30, 30)).save(tmp_path / "a.jpg", exif=exif)
    picture = drawn(Picture(str(tmp_path / "a.jpg"), ""))
    reds = [picture.getpixel((x, picture.height // 2)) for x in range(picture.width)]
    assert sum(1 for pixel in reds if isinstance(pixel, tuple) and pixel[0] > 150 > pixel[1]) >= 900


@pytest.mark.parametrize("content", [None, b"", b"no picture", b"\xff\xd8\xff\xe0"])
def test_a_picture_that_is_gone_or_broken_is_left_out(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "a.jpg").write_bytes(content)
    assert drawn(Picture(str(tmp_path / "a.jpg"), "")).height == drawn().height
