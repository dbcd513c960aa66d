"""What a photo's file says: position, time and orientation, read from every format without decoding it."""

import csv
import math
import os
import struct
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from subprocess import run
from typing import Any

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from cli.locate import describe
from domain.geo.datums import from_wgs84, to_wgs84
from media.errors import PhotoUnfit, RefusalReason
from media.formats import exif
from media.oddities import Odd, Oddity
from tests.unit.media.taking import facts_of

pillow_heif.register_heif_opener()
DATA = os.environ.get("QIANSHAO_TEST_DATA")
needs_data = pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
FORMATS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]
DECHENG = {1: "N", 2: (37, 27, 0), 3: "E", 4: (116, 18, 36)}


def ms(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


def photo(
    picture_format: str = "JPEG",
    gps: dict[int, Any] | None = None,
    camera: dict[int, Any] | None = None,
    orientation: int | None = None,
    **options: Any,
) -> bytes:
    tags = Image.Exif()
    if orientation is not None:
        tags[exif.ORIENTATION] = orientation
    tags.get_ifd(0x8769).update(camera or {})
    tags.get_ifd(0x8825).update(gps or {})
    out = BytesIO()
    Image.new("RGB", (128, 64), "teal").save(out, picture_format, exif=tags.tobytes(), **options)
    return out.getvalue()


@pytest.mark.parametrize("picture_format", FORMATS)
def test_position_accuracy_and_time_are_read_from_every_format(picture_format: str) -> None:
    gps = DECHENG | {31: 4.5, 29: "2026:11:10", 7: (1, 2, 3), 18: "WGS-84   "}
    facts = facts_of(photo(picture_format, gps))
    assert facts.position is not None
    assert facts.position.lat == pytest.approx(37.45, abs=1e-9)
    assert facts.position.lng == pytest.approx(116.31, abs=1e-9)
    assert (facts.position.source, facts.position.datum) == ("exif", "wgs84")
    assert facts.position.accuracy_m == pytest.approx(4.5)
    assert facts.taken_at == facts.position.taken_at == ms(2026, 11, 10, 1, 2, 3)
    assert (facts.width, facts.height) == (128, 64)
    assert facts.warnings == ()


def test_south_and_west_are_negative() -> None:
    facts = facts_of(photo(gps={1: "S", 2: (10, 30, 0), 3: "W", 4: (20, 15, 0)}))
    assert facts.position is not None
    assert (facts.position.lat, facts.position.lng) == (-10.5, -20.25)


@pytest.mark.parametrize(
    "gps",
    [
        {},
        {1: "N", 3: "E"},
        {1: "N", 2: (0, 0, 0), 3: "E", 4: (0, 0, 0)},
        DECHENG | {2: (91, 0, 0)},
        DECHENG | {4: (180, 0, 1)},
        {1: "N", 2: (37, 27, 0), 3: "E"},
        DECHENG | {2: (IFDRational(0, 0), 0, 0)},
        DECHENG | {2: (37, 27, 0, 0)},
    ],
)
def test_there_is_no_position_where_the_file_has_none_that_can_be_a_place(gps: dict[int, Any]) -> None:
    assert facts_of(photo(gps=gps)).position is None


@pytest.mark.parametrize(
    ("written", "datum", "warned"),
    [("WGS84", "wgs84", False), ("GCJ-02", "gcj02", False), ("BD-09", "bd09", False), ("TOKYO", "wgs84", True)],
)
def test_the_map_datum_is_read(written: str, datum: str, *, warned: bool) -> None:
    facts = facts_of(photo(gps=DECHENG | {18: written}))
    assert facts.position is not None
    assert facts.position.datum == datum
    assert (facts.position.lat, facts.position.lng) == pytest.approx(to_wgs84(37.45, 116.31, datum), abs=1e-9)
    assert bool(facts.warnings) is warned


@pytest.mark.parametrize("picture_format", FORMATS)
@pytest.mark.parametrize("datum", ["GCJ-02", "BD-09"])
def test_a_position_of_another_map_datum_is_converted_in_every_format(picture_format: str, datum: str) -> None:
    """500 m and more lie between what is written and where it was."""
    gps = DECHENG | {31: 4.5, 29: "2026:11:10", 7: (1, 2, 3), 18: datum}
    position = facts_of(photo(picture_format, gps)).position
    assert position is not None
    name = datum.replace("-", "").lower()
    assert from_wgs84(position.lat, position.lng, name) == pytest.approx((37.45, 116.31), abs=1e-7)
    assert position.lng < 116.3045
    assert (position.datum, position.source, position.accuracy_m) == (name, "exif", 4.5)
    assert position.taken_at == ms(2026, 11, 10, 1, 2, 3)


@pytest.mark.parametrize(
    ("camera", "expected"),
    [
        ({0x9003: "2026:11:10 09:00:00"}, ms(2026, 11, 10, 1)),
        ({0x9003: "2026:11:10 09:00:00", 0x9011: "+02:00"}, ms(2026, 11, 10, 7)),
        ({0x9003: "2026:11:10 09:00:00", 0x9011: "-05:30"}, ms(2026, 11, 10, 14, 30)),
        ({0x9003: "0000:00:00 00:00:00", 0x9004: "2026:11:10 09:00:00"}, ms(2026, 11, 10, 1)),
        ({0x9003: "2026:13:40 99:00:00"}, None),
        ({0x9003: "    :  :     :  :  "}, None),
        ({0x9003: "0001:01:01 00:00:00", 0x9011: "+14:00"}, None),
        ({0x9003: "9999:12:31 23:59:59", 0x9011: "-14:00"}, None),
        ({0x9003: "2026:11:10 09:00:00", 0x9011: "+24:00"}, ms(2026, 11, 10, 1)),
        ({}, None),
    ],
)
def test_camera_time_without_an_offset_is_district_time(camera: dict[int, str], expected: int | None) -> None:
    assert facts_of(photo(camera=camera)).taken_at == expected


def test_satellite_time_wins_over_the_camera_clock_unless_it_is_none() -> None:
    camera = {0x9003: "2026:11:10 09:30:00"}
    good = photo(gps=DECHENG | {29: "2026:11:10", 7: (1, 0, 0)}, camera=camera)
    bad = photo(gps=DECHENG | {29: "0000:00:00", 7: (0, 0, 0)}, camera=camera)
    assert facts_of(good).taken_at == ms(2026, 11, 10, 1)
    facts = facts_of(bad)
    assert facts.taken_at == ms(2026, 11, 10, 1, 30)
    assert facts.warnings == (Oddity(Odd.SATELLITE_TIME, "0000:00:00"),)


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("written", "read"), [(n, n) for n in range(1, 9)] + [(0, 1), (9, 1)])
def test_orientation_is_read(picture_format: str, written: int, read: int) -> None:
    assert facts_of(photo(picture_format, orientation=written)).orientation == read


@pytest.mark.parametrize("picture_format", ["JPEG", "WEBP"])
def test_orientation_may_stand_in_xmp_alone(picture_format: str) -> None:
    xmp = b'<rdf:Description tiff:Orientation="6"/>'
    assert facts_of(photo(picture_format, xmp=xmp)).orientation == 6


def test_png_texts_hold_orientation_too() -> None:
    block = photo(orientation=3)
    raw = block[block.index(b"Exif\0\0") : block.index(b"Exif\0\0") + 200]
    for compressed in (True, False):
        texts = PngInfo()
        texts.add_text("Raw profile type exif", f"\nexif\n  {len(raw)}\n{raw.hex()}\n", zip=compressed)
        out = BytesIO()
        Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=texts)
        assert facts_of(out.getvalue()).orientation == 3


def test_exif_at_the_end_of_a_png_is_found() -> None:
    whole = photo("PNG", DECHENG)
    at = whole.index(b"eXIf") - 4
    length = 12 + int.from_bytes(whole[at : at + 4], "big")
    chunk, rest = whole[at : at + length], whole[:at] + whole[at + length :]
    moved = rest[:-12] + chunk + rest[-12:]
    assert facts_of(moved).position is not None


def test_a_zip_bomb_in_a_png_text_is_not_unpacked() -> None:
    texts = PngInfo()
    texts.add_text("Raw profile type exif", "\nexif\n8\n" + "00" * (8 << 20), zip=True)
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=texts)
    assert facts_of(out.getvalue()).position is None


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def heic(version: int, *, construction: int, offset: int, items: int = 1) -> bytes:
    """Build a HEIC file of nothing but EXIF, item 7, in one extent of 200 bytes, by hand."""
    wide = "I" if version == 2 else "H"
    block = photo("JPEG", DECHENG)
    tiff = b"\0\0\0\0" + block[block.index(b"Exif\0\0") + 6 :][:196]
    method = struct.pack(">H", construction) if version else b""
    location = struct.pack(f">{wide}", 7) + method + struct.pack(">HHII", 0, 1, offset, 200)
    iloc = struct.pack(">IH", version << 24, 0x4400) + struct.pack(f">{wide}", items) + location
    infe = box(b"infe", struct.pack(">IHH4s", 2 << 24, 7, 0, b"Exif"))
    iinf = box(b"iinf", struct.pack(">IH", 0, 1), infe)
    meta = box(b"meta", b"\0\0\0\0", iinf, box(b"iloc", iloc), box(b"idat", tiff))
    return box(b"ftyp", b"mif1\0\0\0\0mif1heic") + meta + box(b"mdat", tiff)


def test_exif_in_heic_is_found_in_the_item_data_and_in_the_file() -> None:
    for version in (1, 2):
        assert facts_of(heic(version, construction=1, offset=0)).position is not None
    for version in (0, 1, 2):
        at = heic(version, construction=0, offset=0).index(b"mdat") + 4
        assert facts_of(heic(version, construction=0, offset=at)).position is not None


@pytest.mark.parametrize(("construction", "offset", "items"), [(0, 1 << 31, 1), (1, 50, 1), (1, 0, 0)])
def test_exif_in_heic_that_stands_nowhere_is_none(construction: int, offset: int, items: int) -> None:
    facts = facts_of(heic(1, construction=construction, offset=offset, items=items))
    assert facts.position is None
    assert bool(facts.warnings) is bool(items)


def test_lengths_that_lie_are_warnings() -> None:
    directory = struct.pack("<HHHII", 0xFFFF, exif.ORIENTATION, 3, 0xFFFFFFFF, 0xFFFFFFF0)
    found = exif.parse(b"II*\0\x08\0\0\0" + directory)
    assert found.picture == {}
    assert len(found.warnings) == 2


@given(st.binary(max_size=300))
def test_any_exif_block_is_read_or_warned_of(block: bytes) -> None:
    exif.parse(b"II*\0\x08\0\0\0" + block)
    exif.parse(b"MM\0*\0\0\0\x08" + block)


SAMPLES = {
    picture_format: photo(picture_format, DECHENG | {29: "2026:11:10", 7: (1, 2, 3)}) for picture_format in FORMATS
}


@pytest.mark.parametrize("picture_format", FORMATS)
@given(data=st.data())
def test_a_damaged_file_never_stops_the_reading(picture_format: str, data: st.DataObject) -> None:
    damaged = bytearray(SAMPLES[picture_format])
    at = st.integers(16, min(len(damaged), 900) - 1)
    for place, value in data.draw(st.lists(st.tuples(at, st.integers(0, 255)), max_size=8)):
        damaged[place] = value
    end = data.draw(st.integers(16, len(damaged)))
    facts = facts_of(bytes(damaged[:end]))
    assert facts.position is None or facts.position.usable


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", RefusalReason.EMPTY),
        (b"GIF89a", RefusalReason.UNSUPPORTED_FORMAT),
        (b"II*\0\x08\0\0\0", RefusalReason.UNSUPPORTED_FORMAT),
        (b"\xff", RefusalReason.UNSUPPORTED_FORMAT),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", RefusalReason.UNSUPPORTED_FORMAT),
    ],
)
def test_other_formats_are_refused(data: bytes, reason: RefusalReason) -> None:
    with pytest.raises(PhotoUnfit) as refusal:
        facts_of(data)
    assert refusal.value.reason is reason


def test_reading_and_cleaning_a_jpeg_loads_no_pillow(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo(gps=DECHENG))
    script = (
        "import sys, pathlib, zoneinfo; from cli import locate; from media import pool; "
        "from media.intake import parse, take_in; "
        "take_in(parse(pathlib.Path(sys.argv[1]).read_bytes()), zoneinfo.ZoneInfo('UTC')); "
        "sys.exit('PIL' in sys.modules)"
    )
    assert run([sys.executable, "-c", script, str(path)], check=False).returncode == 0


def test_locate_describes_each_file_and_never_fails(tmp_path: Path) -> None:
    good, plain, text = tmp_path / "good.jpg", tmp_path / "plain.png", tmp_path / "note.txt"
    good.write_bytes(photo(gps=DECHENG | {31: 5.0}, camera={0x9003: "2026:11:10 09:00:00"}, orientation=6))
    plain.write_bytes(photo("PNG", camera={0x9003: "2026:11:10 09:00:00", 0x9011: "+08:00"}))
    text.write_text("no photo")
    paths = [str(path) for path in (good, plain, text, tmp_path, tmp_path / "missing.jpg")]
    rows = describe(paths)
    assert [row["file"] for row in rows] == paths
    assert rows[0] == {
        "file": str(good),
        "position": {
            "lat": pytest.approx(37.45),
            "lng": pytest.approx(116.31),
            "datum": "wgs84",
            "source": "exif",
            "accuracy_m": 5.0,
        },
        "orientation": 6,
        "taken_at": "2026-11-10T09:00:00",
        "warnings": [],
    }
    assert rows[1]["position"] is None
    assert rows[1]["taken_at"] == "2026-11-10T09:00:00+08:00"
    for row in rows[2:]:
        assert row["position"] is None
        assert row["warnings"]
        assert "taken_at" not in row


@needs_data
@pytest.mark.realdata
def test_positions_equal_those_of_the_real_photos() -> None:
    photos = Path(str(DATA)) / "photos"
    with (photos / "gps_expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 47
    for row in rows:
        facts = facts_of((photos / "gps" / row["file"]).read_bytes())
        found = facts.position and (facts.position.lat, facts.position.lng)
        assert found == expected_position(row), row["file"]
        assert facts.orientation == int(row["orientation"] or 1), row["file"]


def expected_position(row: dict[str, str]) -> Any:
    try:
        lat, lng = float(row["lat"]), float(row["lng"])
    except ValueError:
        return None
    if math.isnan(lat) or (lat, lng) == (0, 0):
        return None
    return (pytest.approx(lat, abs=1e-6), pytest.approx(lng, abs=1e-6))
