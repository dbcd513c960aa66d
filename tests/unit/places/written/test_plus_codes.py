"""Plus codes are read to their middle, short ones near the district, and sums are none."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.geo.positions import Position, distance_m
from places.written.links import Link
from places.written.plus_codes import find_plus_code
from places.written.reading import PositionReader

NEAR = (37.45, 116.31)
DIGITS = "23456789CFGHJMPQRVWX"


def code(lat: float, lng: float, length: int = 10) -> str:
    """The code of a place by the specification's integer steps, written apart from what it tests."""
    north, east = min(int((lat + 90) * 8000), 180 * 8000 - 1), int((lng + 180) * 8000)
    digits = ""
    for _ in range(5):
        digits = DIGITS[north % 20] + DIGITS[east % 20] + digits
        north, east = north // 20, east // 20
    fine_north, fine_east = (lat + 90) * 8000 % 1, (lng + 180) * 8000 % 1
    for _ in range(length - 10):
        row, column = int(fine_north * 5), int(fine_east * 4)
        digits += DIGITS[row * 4 + column]
        fine_north, fine_east = fine_north * 5 % 1, fine_east * 4 % 1
    return f"{digits[:8]}+{digits[8:]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8FVC9G8F+6W", (47.365562, 8.524813)),  # the specification's own examples
        ("8fvc9g8f+6wq", (47.3655, 8.52488)),
        ("7FG49QCJ+2VX", (20.3701125, 2.782234375)),
        ("６ＦＧ２２２２２＋２２", None),
    ],
)
def test_full_codes_are_read(text: str, expected: tuple[float, float] | None) -> None:
    found = find_plus_code(text, None)
    assert found is not None
    assert found.position.source == "plus_code"
    assert found.position.datum == "wgs84"
    if expected:
        assert (found.position.lat, found.position.lng) == pytest.approx(expected, abs=1e-4)


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9), st.integers(10, 13))
def test_full_codes_come_back_within_their_accuracy(lat: float, lng: float, length: int) -> None:
    assume(abs(lat) > 0.01 or abs(lng) > 0.01)
    found = find_plus_code(code(lat, lng, length), None)
    assert found is not None
    here = Position(lat, lng, "wgs84", "typed")
    assert distance_m(found.position, here) <= (found.position.accuracy_m or 0) + 0.2
    assert (found.position.accuracy_m or 99) < 10.1


@given(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4), st.sampled_from([2, 4]))
def test_short_codes_are_those_near_the_district(north: float, east: float, dropped: int) -> None:
    lat, lng = NEAR[0] + north, NEAR[1] + east
    short = code(lat, lng)[dropped:]
    assume(any(map(str.isalpha, short)))
    found = find_plus_code(f"{short} 德州", NEAR)
    assert found is not None
    assert distance_m(found.position, Position(lat, lng, "wgs84", "typed")) < 11
    assert found.rest == "德州"


def test_short_codes_need_to_know_where() -> None:
    assert find_plus_code(code(*NEAR)[4:], None) is None


@pytest.mark.parametrize(
    "text",
    ["2345+67", "23+45", "234567+89", "CX5R8G", "CX5R+8", "ACX5R+8G", "CX5R+8GHJMPQRV", "CX5R+8GA", "1X5R+8G", "a+b",
     "https://plus.codes/8Q8C2F5G+XX", "XXXXXXXX+XX", "8FVC0000+"],
)  # fmt: skip
def test_what_is_no_code_is_left_alone(text: str) -> None:
    assert find_plus_code(text, NEAR) is None


async def nowhere(_: Link) -> None:
    raise AssertionError("no link was to be followed")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("井盖没了 37.4425, 116.3075", "typed"),
        ("井盖没了 geo:37.4425,116.3075", "link"),
        ("37.1, 116.1 https://www.openstreetmap.org/?mlat=37.4425&mlon=116.3075 井盖没了", "link"),
        (f"井盖没了 {code(37.4425, 116.3075)} 德州", "plus_code"),
    ],
)
async def test_each_source_has_its_parser(text: str, source: str) -> None:
    reading = await PositionReader(NEAR, nowhere).read(text)
    assert reading.position is not None
    assert reading.position.source == source
    assert distance_m(reading.position, Position(37.4425, 116.3075, "wgs84", "typed")) < 11
    assert "井盖没了" in reading.rest
    assert not reading.lost_link


async def test_words_alone_are_words() -> None:
    words = "井盖没了 https://example.com/place/1 https://www.google.com/search?q=x"
    reading = await PositionReader(None, nowhere).read(words)
    assert (reading.position, reading.lost_link) == (None, False)
    assert reading.rest == words


@pytest.mark.parametrize(
    "link", ["www.amap.com/place/B000A83M61", "https://maps.apple.com/?q=x", "https://www.google.com/maps/place/x"]
)
async def test_a_maps_link_without_a_position_is_told_and_leaves_the_words(link: str) -> None:
    reading = await PositionReader(None, nowhere).read(f"井盖没了 {link}")
    assert (reading.position, reading.rest, reading.lost_link) == (None, "井盖没了", True)
