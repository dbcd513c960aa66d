"""Shown pictures: upright whatever the orientation, at most 1280 pixels, clean; contact sheets hold each photo."""

import os
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from media.decoding import opened
from media.errors import MAX_PIXELS, PhotoUnfit, RefusalReason
from media.formats.icc import without_owner
from media.pool import PhotoPool
from media.shown import contact_sheet, shown
from tests.unit.media.taking import clean

DATA = os.environ.get("QIANSHAO_TEST_DATA")
needs_data = pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
RED, GREEN, BLUE, YELLOW = (220, 40, 40), (40, 180, 60), (40, 60, 220), (230, 210, 40)
STORED_AS = {  # how a camera stores an upright picture under each orientation
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def quarters(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Red top left, green top right, blue bottom left, yellow bottom right."""
    image = Image.new("RGB", size, YELLOW)
    width, height = size[0] // 2, size[1] // 2
    image.paste(RED, (0, 0, width, height))
    image.paste(GREEN, (width, 0, size[0], height))
    image.paste(BLUE, (0, height, width, size[1]))
    return image


def coded(image: Image.Image, picture_format: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, picture_format, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def near(image: Image.Image, at: tuple[float, float], colour: tuple[int, int, int]) -> bool:
    found = image.getpixel((int(at[0] * image.width), int(at[1] * image.height)))
    assert isinstance(found, tuple)
    return all(abs(a - b) < 30 for a, b in zip(found, colour, strict=True))


def is_upright(image: Image.Image) -> bool:
    corners = {(0.2, 0.2): RED, (0.8, 0.2): GREEN, (0.2, 0.8): BLUE, (0.8, 0.8): YELLOW}
    return all(near(image, at, colour) for at, colour in corners.items())


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_shown_upright(picture_format: str, orientation: int) -> None:
    turn = STORED_AS[orientation]
    stored = quarters() if turn is None else quarters().transpose(turn)
    tags = Image.Exif()
    tags[0x0112] = orientation
    photo = clean(coded(stored, picture_format, exif=tags.tobytes()))
    image = decoded(shown(photo.data, photo.orientation))
    assert image.size == (400, 300)
    assert is_upright(image)


@pytest.mark.parametrize(
    ("size", "expected"), [((2600, 1300), (1280, 640)), ((900, 3000), (384, 1280)), ((20, 10), (20, 10))]
)
def test_a_shown_picture_is_at_most_1280_pixels_and_never_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    image = decoded(shown(coded(quarters(size)), 1))
    assert image.size == expected
    assert image.format == "JPEG"


def test_transparency_is_shown_white() -> None:
    for mode in ("RGBA", "LA"):
        image = decoded(shown(coded(Image.new(mode, (50, 50)), "PNG"), 1))
        assert near(image, (0.5, 0.5), (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "RGB"])
def test_every_kind_of_pixel_is_shown_as_bright_as_it_is(mode: str) -> None:
    wide = mode == "I;16"
    image = Image.frombytes(mode, (50, 50), b"\xff" * 5000) if wide else Image.new("L", (50, 50), 255).convert(mode)
    assert near(decoded(shown(coded(image, "PNG"), 1)), (0.5, 0.5), (255, 255, 255))


def test_the_colour_profile_goes_along_and_nothing_else() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = decoded(shown(coded(quarters(), icc_profile=profile, comment="hello", dpi=(72, 72)), 1))
    assert image.info["icc_profile"] == without_owner(profile) != profile
    assert "comment" not in image.info
    cmyk = decoded(shown(coded(quarters().convert("CMYK"), icc_profile=profile), 1))
    assert "icc_profile" not in cmyk.info


def test_what_cannot_be_decoded_is_refused() -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        shown(b"\xff\xd8\xff\xe0 and no picture", 1)
    assert refusal.value.reason is RefusalReason.BROKEN


def test_a_picture_of_too_many_pixels_is_never_decoded() -> None:
    data = bytearray(coded(quarters(), "PNG"))
    data[16:24] = (20_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    assert MAX_PIXELS < 20_000 * 20_000
    with pytest.raises(PhotoUnfit) as refusal, opened(bytes(data), ("PNG",)) as image:
        image.load()
    assert refusal.value.reason is RefusalReason.TOO_MANY_PIXELS


def test_only_the_formats_we_keep_are_opened() -> None:
    with pytest.raises(PhotoUnfit):
        shown(coded(quarters(), "TIFF"), 1)


@pytest.mark.parametrize(
    ("photos", "size"), [(2, (1280, 636)), (3, (1280, 1280)), (4, (1280, 1280)), (6, (1280, 1280))]
)
def test_a_contact_sheet_holds_up_to_four_photos(photos: int, size: tuple[int, int]) -> None:
    sheet = decoded(contact_sheet([(coded(quarters()), 1)] * photos))
    assert sheet.size == size
    rows = (min(photos, 4) + 1) // 2
    for number in range(min(photos, 4)):
        row, column = divmod(number, 2)
        left, top, tile = column * sheet.width // 2, row * sheet.height // rows, sheet.height // rows
        assert near(sheet.crop((left, top, left + sheet.width // 2, top + tile)), (0.2, 0.3), RED)


def test_a_sheet_of_one_is_the_photo_itself_and_of_none_is_a_mistake() -> None:
    photo = (coded(quarters().transpose(Image.Transpose.ROTATE_90)), 6)
    assert is_upright(decoded(contact_sheet([photo])))
    with pytest.raises(ValueError, match="needs a photo"):
        contact_sheet([])


async def test_the_pool_makes_the_same_pictures() -> None:
    pool = PhotoPool(ZoneInfo("Asia/Shanghai"))
    photo = coded(quarters())
    assert await pool.shown(photo, 1) == shown(photo, 1)
    assert await pool.contact_sheet([(photo, 1)] * 2) == contact_sheet([(photo, 1)] * 2)
    pool.close()


@needs_data
@pytest.mark.realdata
def test_real_photos_of_every_orientation_are_upright() -> None:
    folder = Path(str(DATA)) / "photos" / "orientation"
    for path in sorted(folder.iterdir()):
        photo = clean(path.read_bytes())
        ours = decoded(shown(photo.data, photo.orientation))
        with Image.open(path) as original:
            theirs = ImageOps.exif_transpose(original).convert("RGBA")
        paper = Image.alpha_composite(Image.new("RGBA", theirs.size, "white"), theirs).convert("RGB")
        difference = ImageChops.difference(ours, paper.resize(ours.size))
        tolerated = 12 if min(ours.size) > 64 else 60  # JPEG smears ten pixels of noise
        assert max(ImageStat.Stat(difference).mean) < tolerated, path.name


@needs_data
@pytest.mark.realdata
@pytest.mark.parametrize("series", ["Landscape", "Portrait"])
def test_the_eight_orientations_of_one_real_scene_look_the_same(series: str) -> None:
    folder = Path(str(DATA)) / "photos" / "orientation"
    photos = [clean((folder / f"{series}_{number}.jpg").read_bytes()) for number in range(1, 9)]
    pictures = [decoded(shown(photo.data, photo.orientation)) for photo in photos]
    for picture in pictures[1:]:
        assert picture.size == pictures[0].size
        assert max(ImageStat.Stat(ImageChops.difference(picture, pictures[0])).mean) < 25


@pytest.mark.parametrize("size", [(540, 15120), (1200, 40), (1280, 1), (1, 3), (1280, 127)])
def test_a_slim_picture_gets_margins_and_loses_nothing(size: tuple[int, int]) -> None:
    picture = decoded(shown(coded(Image.new("RGB", size, RED)), 1))
    assert max(picture.size) <= 10 * min(picture.size)
    assert max(picture.size) == min(max(size), 1280)
    assert near(picture, (0.5, 0.5), RED) or min(size) < 8


def test_a_picture_within_the_ratio_gets_no_margins() -> None:
    assert decoded(shown(coded(Image.new("RGB", (1280, 128), RED)), 1)).size == (1280, 128)
