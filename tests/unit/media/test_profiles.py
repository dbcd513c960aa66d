"""Colour profiles: the same colours, and nobody's name, serial number, time or device."""

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from media.formats.icc import MAX_PROFILE, without_owner
from media.formats.jpeg import SIGNATURE
from media.pool import PhotoPool
from media.shown import shown
from tests.unit.media.taking import DISTRICT, clean

pillow_heif.register_heif_opener()
DATA = os.environ.get("QIANSHAO_TEST_DATA")
OWNER = "小李的显示器 C02XK1"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
HEADER = 128


def xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def gamma(value: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(value * 256))


def text(words: str) -> bytes:
    coded = words.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"zh", b"CN", len(coded), 28) + coded


def made(tags: dict[bytes, bytes], space: bytes = b"RGB ", version: int = 4) -> bytes:
    """A profile with an owner in its header and these tags."""
    body, table, at = b"", b"", HEADER + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    date = struct.pack(">6H", 2026, 11, 20, 9, 30, 5)
    head = b"appl%c\0\0\0mntr%bXYZ %bacspAPPL" % (version, space, date)
    rest = (
        b"%b%b%b%b" % (bytes(4), b"DELLC02X", bytes(8), bytes(4)) + bytes.fromhex("0000f6d6000100000000d32d") + b"appl"
    )
    whole = (head + rest).ljust(HEADER - 4, b"\x5a") + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole) + 4) + whole


P3 = {
    b"rXYZ": xyz(0.51512, 0.2412, -0.00105),
    b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
    b"bXYZ": xyz(0.1571, 0.06657, 0.78407),
    b"wtpt": xyz(0.9642, 1, 0.82491),
}
CURVES = {name: gamma(2.2) for name in (b"rTRC", b"gTRC", b"bTRC")}
OWNED = {
    b"desc": text(OWNER),
    b"dmnd": text(OWNER),
    b"mmod": b"mmod" + bytes(4) + OWNER.encode(),
    b"vcgt": b"vcgt" + OWNER.encode(),
    b"cprt": text(OWNER),
}
DISPLAY = made(OWNED | P3 | CURVES)
OWNERS = (OWNER.encode(), OWNER.encode("utf-16-be"), b"DELL", b"C02X", b"APPL", b"appl", b"\x07\xea\0\x0b")


def swatches(mode: str = "RGB") -> Image.Image:
    """Every sixteenth level of each colour."""
    image = Image.new("RGB", (64, 64))
    image.putdata([(16 * (n % 16), 16 * (n // 16 % 16), 16 * (n // 256)) for n in range(4096)])
    return image.convert(mode)


def rendered(profile: bytes, mode: str = "RGB") -> bytes:
    """The swatches with this profile as a display of sRGB shows them."""
    source = ImageCms.getOpenProfile(BytesIO(profile))
    image = ImageCms.profileToProfile(swatches(mode), source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert image is not None
    return image.tobytes()


def distance(one: bytes, other: bytes) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def coded(profile: bytes, picture_format: str, **options: Any) -> bytes:
    out = BytesIO()
    swatches().save(out, picture_format, icc_profile=profile, **options)
    return out.getvalue()


def profile_of(photo: bytes) -> bytes:
    with Image.open(BytesIO(photo)) as image:
        return bytes(image.info.get("icc_profile", b""))


@pytest.mark.parametrize("profile", [SRGB, DISPLAY, made(OWNED | P3 | CURVES, version=2)], ids=["srgb", "v4", "v2"])
def test_a_profile_keeps_its_colours_and_loses_its_owner(profile: bytes) -> None:
    kept = without_owner(profile)
    assert distance(rendered(kept), rendered(profile)) <= 1
    assert not [owner for owner in OWNERS if owner in kept]
    assert without_owner(kept) == kept
    assert len(kept) == int.from_bytes(kept[:4], "big")


def test_the_colours_of_a_wide_profile_are_not_those_without_it() -> None:
    assert distance(rendered(without_owner(DISPLAY)), swatches().tobytes()) > 20


@pytest.mark.parametrize(("picture_format", "options"), [("JPEG", {}), ("PNG", {}), ("WEBP", {"lossless": True})])
def test_a_cleaned_photo_names_nobody_and_shows_the_same_colours(picture_format: str, options: dict[str, Any]) -> None:
    dirty = coded(DISPLAY, picture_format, **options)
    photo = clean(dirty)
    assert not [owner for owner in OWNERS if owner in photo.data]
    assert profile_of(photo.data) == profile_of(shown(photo.data, 1)) == without_owner(DISPLAY)
    assert Image.open(BytesIO(photo.data)).tobytes() == Image.open(BytesIO(dirty)).tobytes()


@pytest.mark.parametrize("picture_format", ["HEIF", "AVIF"])
async def test_so_does_one_that_was_decoded(picture_format: str) -> None:
    pool = PhotoPool(DISTRICT)
    intake = await pool.intake(coded(DISPLAY, picture_format))
    pool.close()
    assert profile_of(intake.clean.data) == without_owner(DISPLAY)


def test_a_shown_picture_names_nobody_even_if_its_photo_was_stored_with_a_name() -> None:
    assert profile_of(shown(coded(DISPLAY, "JPEG"), 1)) == without_owner(DISPLAY)


def test_a_printers_table_goes_along_in_several_segments() -> None:
    grid = bytes((n * 7) % 256 for n in range(17**4 * 3))
    curve = bytes(range(256))
    table = b"mft1" + bytes(4) + bytes([4, 3, 17, 0]) + bytes(36) + curve * 4 + grid + curve * 3
    profile = made(OWNED | {b"A2B0": table + OWNER.encode()}, b"CMYK").replace(b"XYZ ", b"Lab ", 1)
    out = BytesIO()
    swatches("CMYK").save(out, "JPEG", icc_profile=profile)
    kept = profile_of(clean(out.getvalue()).data)
    assert kept == without_owner(profile)
    assert len(kept) > 2 * 65_519
    assert not [owner for owner in OWNERS if owner in kept]
    assert distance(rendered(kept, "CMYK"), rendered(profile, "CMYK")) <= 1


BROKEN = {
    "empty": b"",
    "no profile": b"a rider's name",
    "no signature": DISPLAY.replace(b"acsp", b"name"),
    "no curves": made(OWNED | P3),
    "a curve past the end": made(P3 | CURVES | {b"bTRC": b"curv" + bytes(4) + b"\xff" * 4}),
    "another space": made(P3 | CURVES, b"HSV "),
    "a strange version": made(P3 | CURVES, version=5),
    "tags past the end": DISPLAY[:140],
    "too large": DISPLAY + bytes(MAX_PROFILE),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_damaged_profile_is_left_out_and_the_photo_stays(kind: str) -> None:
    assert without_owner(BROKEN[kind]) == b""
    if len(BROKEN[kind]) < MAX_PROFILE:
        for picture_format in ("JPEG", "PNG", "WEBP"):
            photo = clean(coded(BROKEN[kind], picture_format))
            assert not profile_of(photo.data)
            assert b"rider's name" not in photo.data


def test_a_profile_whose_piece_is_missing_is_left_out() -> None:
    photo = coded(DISPLAY, "JPEG")
    assert photo.startswith(SIGNATURE)
    assert not profile_of(clean(photo.replace(b"ICC_PROFILE\0\1\1", b"ICC_PROFILE\0\2\2")).data)


def test_a_packed_profile_without_end_costs_nothing() -> None:
    bomb = b"name\0\0" + zlib.compress(bytes(64 << 20))
    plain = coded(b"", "PNG")
    chunk = struct.pack(">I", len(bomb)) + b"iCCP" + bomb + struct.pack(">I", zlib.crc32(b"iCCP" + bomb))
    photo = clean(plain[:33] + chunk + plain[33:])
    assert photo.data == plain


@given(st.integers(0, len(DISPLAY) - 1), st.binary(max_size=8))
def test_no_damage_breaks_it_or_brings_the_owner_back(at: int, put: bytes) -> None:
    kept = without_owner(DISPLAY[:at] + put + DISPLAY[at + len(put) :])
    assert OWNER.encode("utf-16-be") not in kept


@pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
@pytest.mark.realdata
def test_real_profiles_keep_their_colours() -> None:
    profiles = set()
    for path in sorted(Path(DATA or "", "photos", "gps").iterdir()):
        try:
            profiles.add(profile_of(path.read_bytes()))
        except OSError:
            continue
    profiles.discard(b"")
    assert len(profiles) >= 4
    for profile in profiles:
        kept = without_owner(profile)
        assert distance(rendered(kept), rendered(profile)) <= 1
        assert len(kept) <= len(profile) + 100
