"""Coordinates are found in what a rider typed, and nothing that only looks like them."""

import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.geo.positions import Position
from places.written.coordinates import find_coordinates
from tests.growth import growth

DECHENG = (37.4534, 116.3102)
TO_THE_SECOND = (37 + 27 / 60 + 12 / 3600, 116 + 18 / 60 + 37 / 3600)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("37.4534, 116.3102", DECHENG),
        ("37.4534,116.3102", DECHENG),
        ("37.4534 116.3102", DECHENG),
        ("37.4534;116.3102", DECHENG),
        ("(37.4534, 116.3102)", DECHENG),
        ("116.3102, 37.4534", DECHENG),
        ("３７．４５３４，１１６．３１０２", DECHENG),
        ("37。4534，116。3102", DECHENG),
        ("+37.4534 +116.3102", DECHENG),
        ("37.4534°, 116.3102°", DECHENG),
        ("37.4534°N, 116.3102°E", DECHENG),
        ("37.4534N116.3102E", DECHENG),
        ("N37.4534 E116.3102", DECHENG),
        ("n 37.4534, e 116.3102", DECHENG),
        ("E116.3102 N37.4534", DECHENG),
        ("N37.45 E116.31", (37.45, 116.31)),
        ("北纬37.4534 东经116.3102", DECHENG),
        ("北纬37.4534度，东经116.3102度", DECHENG),
        ("东经116.3102，北纬37.4534", DECHENG),
        ("纬度：37.4534 经度：116.3102", DECHENG),
        ("lat=37.4534, lng=116.3102", DECHENG),
        ("Latitude: 37.4534 Longitude: 116.3102", DECHENG),
        ("lon 116.3102 lat 37.4534", DECHENG),
        ("geo:37.4534,116.3102", DECHENG),
        ("37°27'12\"N 116°18'37\"E", TO_THE_SECOND),
        ("37°27′12″N，116°18′37″E", TO_THE_SECOND),
        ("37° 27' 12'' N, 116° 18' 37'' E", TO_THE_SECOND),
        ("N37°27'12\" E116°18'37\"", TO_THE_SECOND),
        ("37°27'12\", 116°18'37\"", TO_THE_SECOND),
        ("北纬37度27分12秒东经116度18分37秒", TO_THE_SECOND),
        ("37°27.2'N 116°18.5'E", (37 + 27.2 / 60, 116 + 18.5 / 60)),
        ("-33.8688, 151.2093", (-33.8688, 151.2093)),
        ("33.8688S 151.2093E", (-33.8688, 151.2093)),
        ("lat -33.8688 lng 151.2093", (-33.8688, 151.2093)),
        ("南纬33.8688 西经70.2093", (-33.8688, -70.2093)),
        ("3号楼 5 37.4534, 116.3102", DECHENG),
        ("井盖没了，坐标37.4534，116.3102，快来", DECHENG),
    ],
)
def test_coordinates_are_found(text: str, expected: tuple[float, float]) -> None:
    found = find_coordinates(text)
    assert found is not None
    assert (found.position.lat, found.position.lng) == pytest.approx(expected, abs=1e-9)
    assert found.position == Position(found.position.lat, found.position.lng, datum="wgs84", source="typed")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "井盖没了",
        "13812345678",
        "138 1234 5678",
        "0534-2612345",
        "3号楼2单元501",
        "人民路37号 116室",
        "37, 116",
        "37.4 116.3",
        "37.45, 116.31",
        "N37 E116",
        "订单号 374534116310298",
        "2026.11.23 2026.11.24",
        "2026-11-23 12:30:45.123 13:30:45.456",
        "12:30-13:45",
        "1.234.567",
        "v1.234 v2.345",
        "192.168.100.101",
        "10.0.0.1, 10.0.0.2",
        "127.001.002.003",
        "¥12.345 ¥67.890",
        "12.345元 67.890元",
        "12.345, 67.890元",
        "12.345%, 67.890%",
        "36.5°, 37.2°",
        "比例 1:2.345",
        "0.5米x1.2米",
        "37.4534",
        "37.4534116.3102",
        "37.4534 米 116.3102 米",
        "0,0",
        "0.000, 0.000",
        "0.0000N 0.0000E",
        "97.4534, 116.3102",
        "37.4534, 186.3102",
        "37.4534N, 190.3102E",
        "N95.4534 E116.3102",
        "37°75'12\"N 116°18'37\"E",
        "N-37.4534 E116.3102",
        "37.4534N 116.3102",
        "https://www.openstreetmap.org/#map=19/37.4534/116.3102",
        "https://uri.amap.com/marker?position=116.3102,37.4534",
    ],
)
def test_what_only_looks_like_coordinates_is_left_alone(text: str) -> None:
    assert find_coordinates(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("37.4534, 116.3102", ""),
        ("37.4534, 116.3102 井盖没了", "井盖没了"),
        ("井盖没了 37.4534, 116.3102", "井盖没了"),
        ("井盖没了，坐标：37.4534，116.3102，快来", "井盖没了，快来"),
        ("路灯坏了（37.4534，116.3102）三天了", "路灯坏了三天了"),
        ("pothole at GPS: (37.4534, 116.3102), very deep", "pothole at, very deep"),
        ("井盖没了。\n37.4534,116.3102", "井盖没了。"),
        ("３号楼 37.4534,116.3102", "３号楼"),
    ],
)
def test_the_rest_makes_a_clean_note(text: str, rest: str) -> None:
    found = find_coordinates(text)
    assert found is not None
    assert found.rest == rest


latitudes = st.floats(-90, 90, allow_subnormal=False)
longitudes = st.floats(-180, 180, allow_subnormal=False)


def in_parts(value: float, directions: str) -> str:
    """Degrees, minutes and seconds to a hundredth, as navigation programs print them."""
    hundredths = round(abs(value) * 360_000)
    degrees, rest = divmod(hundredths, 360_000)
    minutes, rest = divmod(rest, 6_000)
    return f"{degrees}°{minutes}'{rest / 100:.2f}\"{directions[value < 0]}"


@given(latitudes, longitudes, st.sampled_from(["{:.7f}, {:.7f}", "{:.7f} {:.7f}", "纬度{:.7f}，经度{:.7f}"]))
def test_signed_decimals_are_read_back(lat: float, lng: float, notation: str) -> None:
    assume(abs(lat) > 1e-6 or abs(lng) > 1e-6)
    found = find_coordinates(notation.format(lat, lng))
    assert found is not None
    assert (found.position.lat, found.position.lng) == pytest.approx((lat, lng), abs=1e-6)


@given(
    latitudes,
    longitudes,
    st.sampled_from(["{0}{1:.7f} {2}{3:.7f}", "{1:.7f}°{0}, {3:.7f}°{2}", "{2}{3:.7f},{0}{1:.7f}"]),
)
def test_decimals_with_directions_are_read_back(lat: float, lng: float, notation: str) -> None:
    assume(abs(lat) > 1e-6 or abs(lng) > 1e-6)
    found = find_coordinates(notation.format("NS"[lat < 0], abs(lat), "EW"[lng < 0], abs(lng)))
    assert found is not None
    assert (found.position.lat, found.position.lng) == pytest.approx((lat, lng), abs=1e-6)


@given(latitudes, longitudes)
def test_degrees_minutes_seconds_are_read_back_to_their_precision(lat: float, lng: float) -> None:
    assume(abs(lat) > 1e-5 or abs(lng) > 1e-5)
    found = find_coordinates(f"{in_parts(lat, 'NS')} {in_parts(lng, 'EW')}")
    assert found is not None
    assert (found.position.lat, found.position.lng) == pytest.approx((lat, lng), abs=0.005 / 3600 + 1e-9)


@given(st.one_of(st.text(), st.text("0123456789.,-°'\"NSEW 北纬东经，。")))
def test_whatever_is_found_is_a_place(text: str) -> None:
    found = find_coordinates(text)
    assert found is None or found.position.usable


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1.111 ", "1.111, ", "37°27'", "N", "lat ", " ", "(", "37.4534N ", "1.11111111111111"]
)
def test_hostile_texts_take_no_longer_than_their_length_allows(unit: str) -> None:
    assert growth(find_coordinates, unit) < 24


def test_geopy_is_imported_only_when_there_is_something_to_parse() -> None:
    program = (
        "import sys, places.written.coordinates as c; "
        "c.find_coordinates('井盖没了 138 1234'); sys.exit('geopy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
