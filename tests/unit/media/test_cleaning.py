"""Cleaning: the same pixels, and nothing else of the file; checked by a scanner that shares no code with it."""

import os
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from media.errors import MAX_BYTES, PhotoUnfit, RefusalReason
from media.facts import CleanPhoto, PhotoFormat
from media.formats import exif
from media.formats.icc import without_owner
from media.intake import parse, take_in
from media.pool import PhotoPool
from tests.unit.media.taking import DISTRICT, clean

pillow_heif.register_heif_opener()
DATA = os.environ.get("QIANSHAO_TEST_DATA")
needs_data = pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
SECRET = b"SECRET-OF-THE-RIDER"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FORBIDDEN = (
    SECRET,
    b"Exif",
    b"http://ns.adobe",
    b"xmpmeta",
    b"Photoshop 3.0",
    b"8BIM",
    b"MPF\0",
    b"jumb",
    b"urn:iso:std:iso:ts:21496",
    b"JFXX",
)


def metadata() -> bytes:
    tags = Image.Exif()
    tags[exif.ORIENTATION] = 6
    tags[0x010E] = SECRET.decode()
    tags.get_ifd(0x8825).update({1: "N", 2: (37, 27, 0), 3: "E", 4: (116, 18, 36)})
    return tags.tobytes()


def picture(mode: str = "RGB", size: tuple[int, int] = (67, 45)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def coded(image: Image.Image, picture_format: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, picture_format, **options)
    return out.getvalue()


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


JUNK = b"".join(
    (
        segment(0xE0, b"JFXX\0\x10" + SECRET),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET),
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET),
        segment(0xE2, b"MPF\0" + SECRET),
        segment(0xE2, b"urn:iso:std:iso:ts:21496:-1\0" + SECRET),
        segment(0xEB, b"JP\0\1jumb" + SECRET),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + SECRET),
        segment(0xEE, b"NotAdobe" + SECRET),
        segment(0xEF, SECRET),
        segment(0xFE, SECRET),
        segment(0xF7, SECRET),
    )
)


def soiled(jpeg: bytes) -> bytes:
    """Add every kind of junk: before the frame, between scans, as fill bytes, and behind the image."""
    first_table = jpeg.index(b"\xff\xdb")
    last_scan = jpeg.rindex(b"\xff\xda")
    head, scans, tail = jpeg[:first_table], jpeg[first_table:last_scan], jpeg[last_scan:]
    between = JUNK if b"\xff\xda" in scans else b""
    behind = b"\0\2" + segment(0xDB, SECRET) + jpeg + b"\0\0" + SECRET
    return head + JUNK + b"\xff\xff\xff" + scans + between + tail + behind


def decoded(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(BytesIO(data)) as image:
        shown = image.convert("RGBA") if image.mode == "P" else image
        return shown.mode, shown.size, shown.tobytes()


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk strictly: each marker must stand where the one before ended, and the end must be the last two bytes."""
    assert data[:2] == b"\xff\xd8"
    at = 2
    while True:
        assert data[at] == 0xFF
        marker = data[at + 1]
        if marker == 0xD9:
            assert at + 2 == len(data)
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at + 4 : end]
        at = end
        while marker == 0xDA and (data[at] != 0xFF or data[at + 1] in (0, *range(0xD0, 0xD8))):
            at += 1


def assert_clean_jpeg(data: bytes) -> None:
    frames = 0
    for marker, payload in jpeg_segments(data):
        assert marker in {0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0, 0xE2, 0xEE}
        assert marker != 0xE0 or (payload[:5] == b"JFIF\0" and payload[12:] == b"\0\0")
        assert marker != 0xE2 or payload[:12] == b"ICC_PROFILE\0"
        assert marker != 0xEE or (payload[:5] == b"Adobe" and len(payload) == 12)
        frames += marker in {0xC0, 0xC1, 0xC2}
    assert frames == 1


def assert_clean_png(data: bytes) -> None:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 4 : at + 8 + length]
        assert kind in {
            b"IHDR",
            b"PLTE",
            b"tRNS",
            b"IDAT",
            b"IEND",
            b"iCCP",
            b"gAMA",
            b"cHRM",
            b"sRGB",
            b"pHYs",
            b"bKGD",
        }
        assert zlib.crc32(body) == int.from_bytes(data[at + 8 + length : at + 12 + length], "big")
        at += 12 + length
    assert at == len(data)


def assert_clean_webp(data: bytes) -> None:
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    at = 12
    while at < len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        assert kind in {b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L"}
        assert kind != b"VP8X" or data[at + 8] & 0b1110 == 0  # neither EXIF nor XMP nor animation
        at += 8 + length + length % 2
    assert at == len(data)


SCANNERS = {
    PhotoFormat.JPEG: assert_clean_jpeg,
    PhotoFormat.PNG: assert_clean_png,
    PhotoFormat.WEBP: assert_clean_webp,
}


def assert_clean(photo: CleanPhoto) -> None:
    SCANNERS[photo.format](photo.data)
    for forbidden in FORBIDDEN:
        assert forbidden not in photo.data
    with Image.open(BytesIO(photo.data)) as image:
        assert not dict(image.getexif())
        assert {"exif", "xmp", "comment", "photoshop"}.isdisjoint(image.info)
        assert getattr(image, "n_frames", 1) == 1


JPEGS = {
    "baseline": coded(picture(), "JPEG", exif=metadata()),
    "progressive": coded(picture(), "JPEG", exif=metadata(), progressive=True),
    "restarts": coded(picture(), "JPEG", exif=metadata(), restart_marker_blocks=2),
    "grey": coded(picture("L"), "JPEG", exif=metadata()),
    "profile": coded(picture(), "JPEG", exif=metadata(), icc_profile=PROFILE),
    "cmyk": coded(picture("CMYK"), "JPEG", exif=metadata()),
    "comment": coded(picture(), "JPEG", exif=metadata(), comment=SECRET),
}


@pytest.mark.parametrize("kind", JPEGS)
def test_a_jpeg_keeps_its_pixels_and_nothing_else(kind: str) -> None:
    dirty = soiled(JPEGS[kind])
    photo = clean(dirty)
    assert_clean(photo)
    assert decoded(photo.data) == decoded(JPEGS[kind])
    assert (photo.width, photo.height, photo.orientation) == (67, 45, 6)


def test_a_jpeg_keeps_its_colour_profile() -> None:
    with Image.open(BytesIO(clean(JPEGS["profile"]).data)) as image:
        assert image.info["icc_profile"] == without_owner(PROFILE)


def test_the_thumbnail_of_a_jfif_header_goes() -> None:
    plain = coded(picture(), "JPEG")
    pixels = (SECRET * 12)[: 8 * 8 * 3]
    header = segment(0xE0, plain[6:18] + b"\x08\x08" + pixels)
    photo = clean(plain[:2] + header + plain[20:])
    assert_clean(photo)
    assert decoded(photo.data) == decoded(plain)


def test_second_frames_of_an_mpo_go() -> None:
    frames = coded(picture(), "MPO", save_all=True, append_images=[picture(), picture()], exif=metadata())
    photo = clean(frames)
    assert_clean(photo)
    assert decoded(photo.data)[1] == (67, 45)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_keeps_its_pixels_and_nothing_else(mode: str) -> None:
    texts = PngInfo()
    texts.add_text("Comment", SECRET.decode())
    texts.add_text("Packed", SECRET.decode() * 9, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET.decode()}")
    texts.add(b"tIME", b"\x07\xea\x0b\x0a\x09\0\0")
    texts.add(b"caBX", b"jumb" + SECRET)
    texts.add(b"prVt", SECRET, after_idat=True)
    dirty = coded(picture(mode), "PNG", pnginfo=texts, exif=metadata(), icc_profile=PROFILE) + SECRET
    photo = clean(dirty)
    assert_clean(photo)
    assert decoded(photo.data) == decoded(dirty)
    assert (photo.width, photo.height, photo.orientation) == (67, 45, 6)


def test_a_chunk_of_unlikely_size_holds_nothing_back() -> None:
    texts = PngInfo()
    texts.add(b"gAMA", b"\0\0\xb1\x8f" + SECRET)
    assert_clean(clean(coded(picture(), "PNG", pnginfo=texts)))


def test_an_animated_png_becomes_its_still_picture() -> None:
    moving = coded(picture(), "PNG", save_all=True, append_images=[picture().rotate(90)], exif=metadata())
    photo = clean(moving)
    assert_clean(photo)
    assert photo.format is PhotoFormat.PNG
    assert decoded(photo.data) == decoded(moving)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("profile", [None, PROFILE])
def test_a_webp_keeps_its_pixels_and_nothing_else(mode: str, *, lossless: bool, profile: bytes | None) -> None:
    image = picture(mode)
    if mode == "RGBA":
        image.putalpha(picture("L"))
    xmp = b"<x:xmpmeta>" + SECRET
    dirty = coded(image, "WEBP", lossless=lossless, exif=metadata(), xmp=xmp, icc_profile=profile) + SECRET
    photo = clean(dirty)
    assert_clean(photo)
    assert decoded(photo.data) == decoded(dirty)
    assert (photo.width, photo.height, photo.orientation) == (67, 45, 6)


@pytest.mark.parametrize("picture_format", ["HEIF", "AVIF", "WEBP"])
async def test_what_has_no_lossless_way_becomes_a_jpeg_in_the_pool(picture_format: str) -> None:
    moving = {"save_all": True, "append_images": [picture().rotate(90)]} if picture_format == "WEBP" else {}
    dirty = coded(picture(), picture_format, exif=metadata(), icc_profile=PROFILE, **moving)
    pool = PhotoPool(DISTRICT)
    intake = await pool.intake(dirty)
    pool.close()
    assert intake.facts.position is not None
    assert intake.clean.format is PhotoFormat.JPEG
    assert intake.clean.orientation == 1
    assert_clean(intake.clean)
    with Image.open(BytesIO(intake.clean.data)) as image:
        assert image.info["icc_profile"] == without_owner(PROFILE)
        assert image.size == (intake.clean.width, intake.clean.height)


@pytest.mark.parametrize("share", [0.6, 0.8, 0.95])
@pytest.mark.parametrize("kind", ["baseline", "progressive"])
def test_a_jpeg_cut_off_in_transit_is_closed_where_it_ends(kind: str, share: float) -> None:
    large = coded(picture(size=(640, 480)).rotate(30), "JPEG", progressive=kind == "progressive")
    photo = clean(large[: int(len(large) * share)])
    assert_clean(photo)
    assert decoded(photo.data)[1] == (640, 480)


def test_a_png_cut_off_in_transit_is_closed_where_it_ends() -> None:
    large = coded(Image.effect_noise((200, 200), 50), "PNG")
    photo = clean(large[: len(large) // 2])
    assert_clean(photo)
    assert large[: len(large) // 2].startswith(photo.data[:33])


def bomb(picture_format: str) -> bytes:
    """A small file that claims 16,000 × 16,000 pixels, and tells where it was taken."""
    data = bytearray(coded(picture(), picture_format, exif=metadata()))
    side = (16_000).to_bytes(2, "big")
    if picture_format == "JPEG":
        frame = data.index(b"\xff\xc0") + 5
        data[frame : frame + 4] = side + side
    else:
        data[16:24] = b"\0\0" + side + b"\0\0" + side
    return bytes(data)


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG"])
def test_too_many_pixels_are_refused_by_name_and_the_position_is_still_read(picture_format: str) -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        take_in(parse(bomb(picture_format)), DISTRICT)
    assert refusal.value.reason is RefusalReason.TOO_MANY_PIXELS
    assert "16000 × 16000" in refusal.value.detail
    assert refusal.value.facts is not None
    assert refusal.value.facts.position is not None


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        clean(JPEGS["baseline"].ljust(MAX_BYTES + 1, b"\0"))
    assert refusal.value.reason is RefusalReason.TOO_LARGE


HEAD = b"\xff\xd8\xff\xe0\0\x02"
FRAME = segment(0xC0, b"\x08\0\x10\0\x10\x01\x01\x11\0")
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x55\x55"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD, RefusalReason.BROKEN),
        (HEAD + FRAME, RefusalReason.BROKEN),
        (HEAD + SCAN, RefusalReason.BROKEN),
        (HEAD + FRAME + FRAME + SCAN, RefusalReason.BROKEN),
        (HEAD + FRAME + SCAN * 65, RefusalReason.BROKEN),
        (HEAD + segment(0xC0, b"\x08\0\0\0\x10\x01\x01\x11\0") + SCAN, RefusalReason.BROKEN),
        (HEAD + segment(0xC0, b"\x08\0\x10\0\x10\x01\x01\x11\0" + SECRET) + SCAN, RefusalReason.BROKEN),
        (HEAD + segment(0xC0, b"\x0c\0\x10\0\x10\x01\x01\x11\0") + SCAN, RefusalReason.UNSUPPORTED_FORMAT),
        (HEAD + segment(0xC3, FRAME[4:]) + SCAN, RefusalReason.UNSUPPORTED_FORMAT),
        (HEAD + segment(0xE5, b"") * 60_000 + FRAME + SCAN, RefusalReason.BROKEN),
        (HEAD + b"\xff" * 10_000_000, RefusalReason.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0abcd\0\0\0\0" * 60_000, RefusalReason.BROKEN),
        (b"RIFF\xff\xff\xff\x7fWEBP" + b"abcd\0\0\0\0" * 60_000, RefusalReason.BROKEN),
        (b"RIFF\x04\0\0\0WEBP", RefusalReason.BROKEN),
    ],
)
def test_hostile_structure_is_refused(data: bytes, reason: RefusalReason) -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        clean(data)
    assert refusal.value.reason is reason


WHOLE = {
    "JPEG": soiled(JPEGS["progressive"]),
    "PNG": coded(picture(), "PNG", exif=metadata()),
    "WEBP": coded(picture(), "WEBP", exif=metadata()),
}


@pytest.mark.parametrize("picture_format", WHOLE)
@given(data=st.data())
def test_damage_anywhere_ends_in_a_clean_copy_or_a_refusal(picture_format: str, data: st.DataObject) -> None:
    damaged = bytearray(WHOLE[picture_format])
    places = st.integers(12, len(damaged) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=6)):
        damaged[place] = value
    try:
        photo = clean(bytes(damaged[: data.draw(st.integers(12, len(damaged)))]))
    except PhotoUnfit:
        return
    assert len(photo.data) <= len(damaged) + 16


NO_PIXELS = "python-pillow__ultrahdr.jpg"  # cut off behind its headers


@needs_data
@pytest.mark.realdata
@pytest.mark.parametrize("folder", ["gps", "orientation"])
def test_real_photos_keep_their_pixels_and_nothing_else(folder: str) -> None:
    for path in sorted((Path(str(DATA)) / "photos" / folder).iterdir()):
        if path.name == NO_PIXELS:
            continue
        original = path.read_bytes()
        photo = clean(original)
        assert_clean(photo)
        if path.suffix.lower() not in {".heic", ".avif"}:
            assert decoded(photo.data) == decoded(original), path.name


@needs_data
@pytest.mark.realdata
def test_a_real_photo_without_pixels_is_refused_with_its_position() -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        take_in(parse((Path(str(DATA)) / "photos" / "gps" / NO_PIXELS).read_bytes()), DISTRICT)
    assert refusal.value.reason is RefusalReason.BROKEN
    assert refusal.value.facts is not None
    assert refusal.value.facts.position is not None
