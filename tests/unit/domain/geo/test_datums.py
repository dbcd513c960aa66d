"""The three datums: exact both ways in China, the same outside, and consistent at the outline."""

import json
import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.geo.china import in_china
from domain.geo.datums import BD09, DATUMS, GCJ02, WGS84, datum_named, from_wgs84, position_on, to_wgs84
from domain.geo.positions import Position, distance_m

INSIDE = {
    "Dandong": (40.1243, 124.3945),
    "Hunchun": (42.8625, 130.366),
    "Tumen": (42.968, 129.847),
    "Ji'an": (41.125, 126.187),
    "Changbai": (41.42, 128.2),
    "Suifenhe": (44.396, 131.157),
    "Fuyuan": (48.364, 134.307),
    "Tongjiang": (47.652, 132.51),
    "Heihe": (50.245, 127.499),
    "Heihe by the river": (50.2434852, 127.5209846),
    "Mohe": (52.972, 122.538),
    "Beiji": (53.483, 122.35),
    "Manzhouli": (49.5978, 117.3786),
    "Erenhot": (43.653, 111.977),
    "Alashankou": (45.17, 82.57),
    "Tacheng": (46.75, 82.98),
    "Khorgos": (44.213, 80.41),
    "Yining": (43.909, 81.3179),
    "Kashgar": (39.4704, 75.9898),
    "Tashkurgan": (37.775, 75.23),
    "Burang": (30.29, 81.18),
    "Zhangmu": (27.985, 85.98),
    "Yadong": (27.485, 88.907),
    "Ruili": (24.0128, 97.8523),
    "Wanding": (24.083, 98.07),
    "Jinghong": (22.0, 100.8),
    "Hekou": (22.5294, 103.9394),
    "Pingxiang": (22.0941, 106.766),
    "Dongxing": (21.547, 107.9712),
    "Sanya": (18.2528, 109.5119),
    "Sansha": (16.8335, 112.3338),
    "Zhuhai, Gongbei": (22.219, 113.553),
    "Hengqin": (22.13, 113.53),
    "Shenzhen, Futian": (22.541, 114.059),
    "Shenzhen, the port of Futian": (22.5185, 114.069),
    "Shenzhen, Luohu": (22.548, 114.131),
    "Shenzhen, Luohu's station": (22.5325, 114.117),
    "Shenzhen, Shatoujiao": (22.556, 114.236),
    "Xiamen": (24.4798, 118.0894),
    "Zhoushan": (29.985, 122.207),
    "Dezhou": (37.4513, 116.3105),
}
OUTSIDE = {
    "Sinuiju": (40.1006, 124.398),
    "Namyang": (42.955, 129.86),
    "Pyongyang": (39.02, 125.75),
    "Seoul": (37.566, 126.978),
    "Tokyo": (35.68, 139.69),
    "Vladivostok": (43.115, 131.886),
    "Khabarovsk": (48.48, 135.07),
    "Blagoveshchensk": (50.2907, 127.5272),
    "Zabaikalsk": (49.651, 117.327),
    "Ulaanbaatar": (47.886, 106.906),
    "Zamyn-Uud": (43.714, 111.9),
    "Almaty": (43.238, 76.889),
    "Bishkek": (42.87, 74.59),
    "Islamabad": (33.69, 73.05),
    "Kathmandu": (27.717, 85.324),
    "Thimphu": (27.47, 89.64),
    "Myitkyina": (25.38, 97.4),
    "Muse": (23.98, 97.905),
    "Vientiane": (17.975, 102.633),
    "Hanoi": (21.028, 105.834),
    "Lao Cai": (22.4856, 103.9707),
    "Mong Cai": (21.525, 107.966),
    "Hong Kong": (22.282, 114.158),
    "Sheung Shui": (22.502, 114.128),
    "Tin Shui Wai": (22.46, 114.0),
    "Macau": (22.1987, 113.5439),
    "Taipa": (22.156, 113.556),
    "Kinmen": (24.432, 118.318),
    "Matsu": (26.16, 119.95),
    "Taipei": (25.03, 121.56),
    "nowhere": (math.nan, math.nan),
}
ABROAD = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
HERE = st.tuples(st.floats(15, 54), st.floats(73, 135.5))
IN_CHINA = HERE.filter(lambda place: in_china(*place))
SHIFTED = st.sampled_from([GCJ02, BD09])


BORDER_TOWNS = ((22.53, 114.11), (40.11, 124.39), (50.26, 127.52), (49.65, 117.35), (21.54, 107.97), (43.7, 111.9))


def apart_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    return distance_m(Position(*one, WGS84, "typed"), Position(*other, WGS84, "typed"))


def real(name: str) -> Any:
    folder = os.environ.get("QIANSHAO_TEST_DATA")
    if folder is None:
        pytest.skip("QIANSHAO_TEST_DATA is not set")
    return json.loads(Path(folder, "coordinates", name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", INSIDE)
def test_chinese_towns_lie_inside(name: str) -> None:
    assert in_china(*INSIDE[name])


@pytest.mark.parametrize("name", OUTSIDE)
def test_other_places_lie_outside(name: str) -> None:
    assert not in_china(*OUTSIDE[name])


@given(IN_CHINA, SHIFTED)
def test_what_is_moved_comes_back(place: tuple[float, float], datum: str) -> None:
    """Where the two waves of GCJ-02 meet in Qinghai it moves a place by 18 m only, elsewhere by hundreds."""
    there = from_wgs84(*place, datum)
    assert 10 < apart_m(place, there) < 2000
    assert apart_m(to_wgs84(*there, datum), place) < 0.01


@given(IN_CHINA, SHIFTED)
def test_a_map_of_china_is_read_and_written_alike(place: tuple[float, float], datum: str) -> None:
    """The other way round: what is read on a map and lies in China is written at the same spot."""
    read = to_wgs84(*place, datum)
    assume(in_china(*read))
    assert apart_m(from_wgs84(*read, datum), place) < 0.01


@given(ABROAD, st.sampled_from(DATUMS))
@example((22.282, 114.158), GCJ02)
@example((37.566, 126.978), BD09)
@example((0.0, 0.0), BD09)
@example((-90.0, 180.0), GCJ02)
def test_abroad_nothing_moves(place: tuple[float, float], datum: str) -> None:
    assume(
        not any(in_china(place[0] + north, place[1] + east) for north in (-0.02, 0, 0.02) for east in (-0.02, 0, 0.02))
    )
    assert from_wgs84(*place, datum) == to_wgs84(*place, datum) == place


NEAR_THE_BORDER = st.one_of(
    *(st.tuples(st.floats(lat - 0.03, lat + 0.03), st.floats(lng - 0.03, lng + 0.03)) for lat, lng in BORDER_TOWNS)
)


@given(NEAR_THE_BORDER, SHIFTED)
def test_at_the_outline_what_is_moved_comes_back(place: tuple[float, float], datum: str) -> None:
    """Both sides' maps overlap there: a place abroad may be read as China's, never the other way round, nor farther
    off than the two lie apart, and only once."""
    back = to_wgs84(*from_wgs84(*place, datum), datum)
    if in_china(*place):
        assert apart_m(back, place) < 0.01
    elif back != place:
        assert apart_m(back, place) < 2000
        assert in_china(*back)
        assert apart_m(to_wgs84(*from_wgs84(*back, datum), datum), back) < 0.01


def test_what_is_no_number_stays_none() -> None:
    assert all(map(math.isnan, to_wgs84(math.nan, math.nan, BD09)))
    assert to_wgs84(math.inf, 116.0, GCJ02) == (math.inf, 116.0)


@pytest.mark.parametrize(
    ("name", "datum"),
    [
        ("GCJ-02", GCJ02),
        ("gcj02", GCJ02),
        ("BD-09 LL", BD09),
        ("WGS-84", WGS84),
        ("EPSG:4326", WGS84),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", WGS84),
        ("urn:ogc:def:crs:EPSG::4326", WGS84),
        ("urn:ogc:def:crs:EPSG::4490", WGS84),
        ("EPSG:3857", None),
        ("TOKYO", None),
        ("", None),
    ],
)
def test_datums_are_known_by_the_names_that_people_write(name: str, datum: str | None) -> None:
    assert datum_named(name) == datum


def test_a_position_keeps_the_name_of_its_datum() -> None:
    position = position_on(GCJ02, 39.915, 116.404, "link", 12.0, 5)
    assert (position.lat, position.lng) == pytest.approx((39.9135957, 116.3977555), abs=3e-6)
    assert (position.datum, position.source, position.accuracy_m, position.taken_at) == (GCJ02, "link", 12.0, 5)


def pair_of(numbers: Sequence[float]) -> tuple[float, float]:
    lat, lng = numbers
    return lat, lng


@pytest.mark.realdata
def test_664_places_agree_within_a_metre_from_each_datum_to_each() -> None:
    places = real("china-cities.json")
    assert len(places) == 664
    keys = dict(zip(DATUMS, ("WGS84", "GCJ02", "BD09"), strict=True))
    for place in places:
        written = {datum: pair_of(place["coords"][key][::-1]) for datum, key in keys.items()}
        for one in DATUMS:
            for other in DATUMS:
                converted = from_wgs84(*to_wgs84(*written[one], one), other)
                assert apart_m(converted, written[other]) < 1, (place["attrs"]["name"], one, other)


@pytest.mark.realdata
def test_the_reference_pairs_agree() -> None:
    """All but two: "bd09->wgs84" stems from code that turns BD-09's waves by pi, not by 3000 pi / 180, in which it
    contradicts the 664 places above by 10 to 40 m."""
    pairs = real("reference_pairs_latlng.json")
    slips = [pair for pair in pairs if pair["kind"] == "bd09->wgs84"]
    assert (len(pairs), len(slips)) == (9, 2)
    for pair in slips:
        assert 5 < apart_m(to_wgs84(*pair_of(pair["bd09"]), BD09), pair_of(pair["wgs84"])) < 50
    for pair in (pair for pair in pairs if pair not in slips):
        route, _, manner = pair["kind"].partition(" ")
        start, end = route.split("->")
        given = pair_of(pair[start])
        if manner:  # their way back is one step of ours: mirrored at the place itself
            there = from_wgs84(*given, start)
            converted = (2 * given[0] - there[0], 2 * given[1] - there[1])
        else:
            converted = from_wgs84(*to_wgs84(*given, start), end)
        assert converted == pytest.approx(pair_of(pair[end]), abs=pair["tol_deg"]), pair
