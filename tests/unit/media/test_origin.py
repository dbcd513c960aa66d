"""Place and time in every form that cameras and editors write; what can't be is not used, and is said."""

import struct
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from domain.district.district import LANGUAGES
from media.facts import PhotoFacts, PhotoFormat
from media.formats import xmp
from media.intake import parse, read_facts
from media.oddities import Odd
from media.pool import PhotoPool
from tests.unit.media.taking import DISTRICT, clean, facts_of
from tests.unit.media.test_facts import DECHENG, FORMATS, ms, photo
from texts.terminal.oddities import oddity_text

pillow_heif.register_heif_opener()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NOWHERE = (None, None)
HERE = (pytest.approx(37.45, abs=1e-6), pytest.approx(116.31, abs=1e-6))


def place(facts: PhotoFacts) -> Any:
    return (facts.position.lat, facts.position.lng) if facts.position else NOWHERE


def kinds(facts: PhotoFacts) -> set[Odd]:
    return {oddity.kind for oddity in facts.warnings}


def block(gps: dict[int, tuple[int, int, bytes]], order: str = "<") -> bytes:
    """An EXIF block with a GPS directory of these tags: type, count and value as bytes."""
    start, size = 26, 2 + 12 * len(gps) + 4
    table, values = struct.pack(f"{order}H", len(gps)), b""
    for tag, (kind, count, value) in sorted(gps.items()):
        head = struct.pack(f"{order}HHI", tag, kind, count)
        if len(value) > 4:
            table += head + struct.pack(f"{order}I", start + size + len(values))
            values += value + bytes(len(value) % 2)
        else:
            table += head + value.ljust(4, b"\0")
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    first = struct.pack(f"{order}IHHHIII", 8, 1, 0x8825, 4, 1, start, 0)
    return mark + first + table + bytes(4) + values


def segment(data: bytes) -> bytes:
    return b"\xff\xe1" + (len(data) + 8).to_bytes(2, "big") + b"Exif\0\0" + data


def with_blocks(*blocks: bytes) -> bytes:
    """A JPEG with these EXIF segments."""
    plain = BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    data = plain.getvalue()
    return data[:2] + b"".join(map(segment, blocks)) + data[2:]


def text(value: str) -> tuple[int, int, bytes]:
    coded = value.encode() + b"\0"
    return 2, len(coded), coded


def rationals(*values: float, order: str = "<", signed: bool = False) -> tuple[int, int, bytes]:
    each = (struct.pack(f"{order}{'i' if signed else 'I'}I", round(value * 10_000), 10_000) for value in values)
    return 10 if signed else 5, len(values), b"".join(each)


def numbers(code: str, kind: int, *values: float) -> tuple[int, int, bytes]:
    return kind, len(values), struct.pack(f"<{len(values)}{code}", *values)


LAT, LNG, EAST, NORTH = rationals(37, 27, 0), rationals(116, 18, 36), text("E"), text("N")

WRITTEN = {
    "degrees and decimal minutes": {1: NORTH, 2: rationals(37, 27), 3: EAST, 4: rationals(116, 18.6)},
    "decimal degrees": {1: NORTH, 2: rationals(37.45), 3: EAST, 4: rationals(116.31)},
    "decimal degrees, zeros behind": {1: NORTH, 2: rationals(37.45, 0, 0), 3: EAST, 4: rationals(116.31, 0, 0)},
    "floats": {1: NORTH, 2: numbers("f", 11, 37, 27, 0), 3: EAST, 4: numbers("f", 11, 116, 18, 36)},
    "doubles": {1: NORTH, 2: numbers("d", 12, 37.45), 3: EAST, 4: numbers("d", 12, 116.31)},
    "shorts": {1: NORTH, 2: numbers("H", 3, 37, 27, 0), 3: EAST, 4: numbers("H", 3, 116, 18, 36)},
    "signed rationals": {
        1: NORTH,
        2: rationals(37, 27, 0, signed=True),
        3: EAST,
        4: rationals(116, 18, 36, signed=True),
    },
    "texts": {1: NORTH, 2: text("37, 27, 0"), 3: EAST, 4: text("116/1 18/1 3600/100")},
    "texts with letters": {2: text("37°27'00\"N"), 4: text("116.31 E")},
    "small letters": {1: text("n"), 2: LAT, 3: text("e"), 4: LNG},
    "spaces and words": {1: text(" North"), 2: LAT, 3: text("East "), 4: LNG},
    "Chinese letters": {1: text("北纬"), 2: LAT, 3: text("东经"), 4: LNG},
    "a letter of another type": {1: (1, 2, b"N\0"), 2: LAT, 3: (7, 2, b"E\0"), 4: LNG},
    "seconds of 60": {1: NORTH, 2: rationals(37, 26, 60), 3: EAST, 4: LNG},
}


@pytest.mark.parametrize("form", WRITTEN)
def test_every_form_of_a_place_is_read(form: str) -> None:
    facts = facts_of(with_blocks(block(WRITTEN[form])))
    assert place(facts) == HERE
    assert facts.warnings == ()


def test_both_byte_orders_are_read() -> None:
    gps = {1: NORTH, 2: rationals(37, 27, 0, order=">"), 3: EAST, 4: rationals(116, 18, 36, order=">")}
    assert place(facts_of(with_blocks(block(gps, ">")))) == HERE


@pytest.mark.parametrize("missing", [{}, {1: text(""), 3: text("?")}])
def test_without_its_letters_a_place_is_taken_for_north_and_east(missing: dict[int, Any]) -> None:
    facts = facts_of(with_blocks(block({2: LAT, 4: LNG} | missing)))
    assert place(facts) == HERE
    assert kinds(facts) == {Odd.REFERENCE}


def test_a_minus_in_place_of_a_letter_counts() -> None:
    facts = facts_of(with_blocks(block({2: rationals(-10.5, signed=True), 4: rationals(-20.25, signed=True)})))
    assert place(facts) == (-10.5, -20.25)


IMPOSSIBLE: dict[str, dict[int, Any]] = {
    "4812 seconds": {2: (37, 27, 4812)},
    "75 minutes": {2: (37, 75, 0)},
    "decimals twice": {2: (37.45, 27, 0)},
    "decimals in the middle": {2: (37, 27.5, 30)},
    "a zero below": {2: (37, IFDRational(27, 0), 0)},
    "seconds without a number": {4: (116, 18, IFDRational(0, 0))},
    "four numbers": {2: (37, 27, 0, 0)},
}


@pytest.mark.parametrize("form", IMPOSSIBLE)
def test_a_place_that_cannot_be_meant_is_not_used_and_said(form: str) -> None:
    facts = facts_of(photo(gps=DECHENG | IMPOSSIBLE[form]))
    assert place(facts) == NOWHERE
    assert kinds(facts) == {Odd.PARTS}


@pytest.mark.parametrize("lat", [(37, -27, 0), (-37, 27, 0)])
def test_a_minus_against_its_letter_or_inside_is_not_used(lat: tuple[float, ...]) -> None:
    facts = facts_of(with_blocks(block({1: NORTH, 2: rationals(*lat, signed=True), 3: EAST, 4: LNG})))
    assert place(facts) == NOWHERE
    assert kinds(facts) == {Odd.PARTS}


@pytest.mark.parametrize("gps", [{2: (0, 0, 0), 4: (0, 0, 0)}, {2: (91, 0, 0)}, {4: (180, 0, 1)}])
def test_a_place_that_is_none_is_said(gps: dict[int, Any]) -> None:
    assert kinds(facts_of(photo(gps=DECHENG | gps))) == {Odd.PLACE}


def test_an_accuracy_that_cannot_be_is_left_out_and_the_place_stays() -> None:
    for error in (1e7, IFDRational(1, 0)):
        facts = facts_of(photo(gps=DECHENG | {31: error}))
        assert place(facts) == HERE
        assert facts.position is not None
        assert facts.position.accuracy_m is None
        assert kinds(facts) == {Odd.ACCURACY}


GOOD = block({1: NORTH, 2: LAT, 3: EAST, 4: LNG})
BAD = block({1: NORTH, 2: rationals(37, 27, 4812), 3: EAST, 4: LNG})
PACKET = (
    b'<x:xmpmeta><rdf:Description exif:GPSLatitude="37,27.0N" exif:GPSLongitude="116,18.6E" '
    b'exif:GPSMapDatum="WGS-84" exif:GPSHPositioningError="45/10" exif:GPSTimeStamp="2026-11-10T01:02:03Z"/>'
)


@pytest.mark.parametrize("first", [block({}), BAD, b"no TIFF header"])
def test_a_second_block_is_read_where_the_first_gives_no_place(first: bytes) -> None:
    assert place(facts_of(with_blocks(first, GOOD))) == HERE


def test_two_places_far_apart_are_said_and_the_first_counts() -> None:
    facts = facts_of(with_blocks(GOOD, block({1: NORTH, 2: rationals(38), 3: EAST, 4: LNG})))
    assert place(facts) == HERE
    assert kinds(facts) == {Odd.PLACES_DIFFER}


@pytest.mark.parametrize("picture_format", ["JPEG", "WEBP", "HEIF", "PNG"])
@pytest.mark.parametrize("gps", [{}, DECHENG | {2: (37, 27, 4812)}])
def test_a_place_in_xmp_alone_is_read_from_every_format(picture_format: str, gps: dict[int, Any]) -> None:
    options: dict[str, Any] = {"xmp": PACKET}
    if picture_format == "PNG":
        options = {"pnginfo": PngInfo()}
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", PACKET.decode(), zip=True)
    facts = facts_of(photo(picture_format, gps, **options))
    assert place(facts) == HERE
    assert facts.position is not None
    assert facts.position.accuracy_m == pytest.approx(4.5)
    assert facts.taken_at == ms(2026, 11, 10, 1, 2, 3)


@pytest.mark.parametrize("written", ["37,27,0N", "37,27.0N", "37.45N", "37.45", "+37.45"])
def test_every_form_of_xmp_is_read(written: str) -> None:
    packet = f"<exif:GPSLatitude>{written}</exif:GPSLatitude> exif:GPSLongitude = '116,18.6E'"
    assert place(facts_of(photo("WEBP", xmp=packet.encode()))) == HERE


def test_a_png_with_two_blocks_gives_the_good_one() -> None:
    texts = PngInfo()
    raw = b"Exif\0\0" + GOOD
    texts.add_text("Raw profile type exif", f"\nexif\n  {len(raw)}\n{raw.hex()}\n")
    assert place(facts_of(photo("PNG", DECHENG | {2: (37, 27, 4812)}, pnginfo=texts))) == HERE


MORNING = ms(2026, 11, 10, 1)
TIMES = {
    "an offset without colon": ({0x9003: "2026:11:10 03:00:00", 0x9011: "+0200"}, MORNING),
    "Z": ({0x9003: "2026:11:10 01:00:00", 0x9011: "Z"}, MORNING),
    "an offset of the file": ({0x9003: "2026:11:10 03:00:00", 0x9010: "+02:00"}, MORNING),
    "an offset behind the time": ({0x9003: "2026-11-10T03:00:00.123+02:00"}, MORNING),
    "a T and lines": ({0x9003: "2026-11-10T09:00:00"}, MORNING),
    "slashes": ({0x9003: "2026/11/10 09:00:00"}, MORNING),
    "no seconds": ({0x9003: "2026:11:10 09:00"}, MORNING),
    "parts of a second": ({0x9003: "2026:11:10 09:00:00.75"}, MORNING),
    "the farthest offset": ({0x9003: "2026:11:10 15:00:00", 0x9011: "+14:00"}, MORNING),
}


@pytest.mark.parametrize("form", TIMES)
def test_every_form_of_a_time_is_read(form: str) -> None:
    camera, taken_at = TIMES[form]
    facts = facts_of(photo(camera=camera))
    assert facts.taken_at == taken_at
    assert facts.warnings == ()


@pytest.mark.parametrize(
    ("camera", "kind", "taken_at"),
    [
        ({0x9003: "2026:11:10 09:00:00", 0x9011: "+15:00"}, Odd.OFFSET, MORNING),
        ({0x9003: "2026:11:10 09:00:00", 0x9011: "+08:75"}, Odd.OFFSET, MORNING),
        ({0x9003: "1980:01:01 00:00:00", 0x9004: "2026:11:10 09:00:00"}, Odd.TIME, None),
        ({0x9003: "2026:11:10 24:00:00", 0x9004: "2026:11:10 09:00:00"}, Odd.TIME, MORNING),
        ({0x9003: "0000:00:00 00:00:00"}, Odd.TIME, None),
    ],
)
def test_a_time_that_cannot_be_is_said(camera: dict[int, Any], kind: Odd, taken_at: int | None) -> None:
    facts = facts_of(photo(camera=camera))
    assert facts.taken_at == taken_at
    assert kinds(facts) == {kind}


@pytest.mark.parametrize("picture_format", FORMATS)
def test_a_satellite_date_of_1970_does_not_beat_a_camera(picture_format: str) -> None:
    gps = DECHENG | {29: "1970:01:01", 7: (0, 0, 0)}
    facts = facts_of(photo(picture_format, gps, {0x9003: "2026:11:10 09:00:00"}))
    assert facts.taken_at == MORNING
    assert kinds(facts) == {Odd.TIME}


@pytest.mark.parametrize(
    ("date", "camera", "kind", "taken_at"),
    [
        ("2007:03:27", "2026:11:10 09:30:00", Odd.ROLLOVER, MORNING),
        ("2005:01:01", "2026:11:10 09:00:00", Odd.TIMES_DIFFER, MORNING),
        ("2026:11:10", "2005:01:01 00:00:00", Odd.TIMES_DIFFER, MORNING),
        ("2026-11-10", "2026:11:10 09:20:00", None, MORNING),
        ("2026:11:10", "2026:11:09 18:00:00", None, MORNING),
    ],
)
def test_the_more_credible_of_two_times_counts(date: str, camera: str, kind: Odd | None, taken_at: int) -> None:
    facts = facts_of(photo(gps=DECHENG | {29: date, 7: (1, 0, 0)}, camera={0x9003: camera}))
    assert facts.taken_at == taken_at
    assert kinds(facts) == ({kind} if kind else set())


@pytest.mark.parametrize("clock", [(25, 0, 0), (1, 60, 0), (1, 0), (1, 0, IFDRational(0, 0))])
def test_a_satellite_clock_that_cannot_be_is_said(clock: tuple[Any, ...]) -> None:
    facts = facts_of(photo(gps=DECHENG | {29: "2026:11:10", 7: clock}))
    assert facts.taken_at is None
    assert kinds(facts) == {Odd.SATELLITE_TIME}


def test_a_time_in_the_future_is_not_believed() -> None:
    data = parse(photo(camera={0x9003: "2026:11:10 09:00:00"}))
    day = datetime(2026, 11, 8, tzinfo=UTC)
    assert read_facts(data, DISTRICT, day).taken_at is None
    assert read_facts(data, DISTRICT, day.replace(day=9, hour=2)).taken_at == MORNING


async def test_the_bots_clock_tells_what_is_the_future() -> None:
    for now, taken_at in ((ms(2026, 11, 1), None), (ms(2026, 11, 10), MORNING)):
        pool = PhotoPool(DISTRICT, now=lambda now=now: now)  # type: ignore[misc]
        intake = await pool.intake(photo(camera={0x9003: "2026:11:10 09:00:00"}))
        pool.close()
        assert intake.facts.taken_at == taken_at


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_oddity_is_worded(language: str) -> None:
    assert all(oddity_text(kind, "37", language) for kind in (*Odd, "too_long"))


@given(st.binary(max_size=200))
def test_any_packet_is_read(packet: bytes) -> None:
    xmp.parse(b'exif:GPSLatitude="' + packet)


@given(TEXTS, TEXTS)
def test_any_text_is_a_place_or_none(value: str, letter: str) -> None:
    facts = facts_of(with_blocks(block({1: text(letter), 2: text(value), 4: text("116.31E")})))
    assert facts.position is None or facts.position.usable


@pytest.mark.parametrize("major", [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"miaf", b"oppo"])
@pytest.mark.parametrize("picture_format", [PhotoFormat.HEIC, PhotoFormat.AVIF])
def test_a_picture_is_decoded_by_how_it_is_coded_whatever_its_brand(major: bytes, picture_format: PhotoFormat) -> None:
    data = photo("HEIF" if picture_format is PhotoFormat.HEIC else "AVIF", DECHENG)
    odd = data[:8] + major + data[12:]
    assert parse(odd).format is picture_format
    assert place(facts_of(odd)) == HERE
    assert clean(odd).format is PhotoFormat.JPEG
