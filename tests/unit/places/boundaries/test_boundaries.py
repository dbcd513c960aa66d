import json
import os
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from domain.district.problems import InFile, Problem, Severity
from domain.geo.datums import to_wgs84
from places.boundaries.boundaries import Boundary, CommunityIndex
from places.boundaries.boundary_file import Properties, read_boundaries
from places.boundaries.boundary_fit import area_m2, fit_problems

FILE = "communities.geojson"
DEGREE_M = 111_195.08  # of latitude


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(identifier: object, geometry: object, **named: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"id": identifier, **named}, "geometry": geometry}


def read(*features: object, **top: object) -> tuple[list[Boundary], list[Problem]]:
    problems: list[Problem] = []
    text = json.dumps({"type": "FeatureCollection", "features": features, **top})
    return read_boundaries(text, FILE, Properties("id", "name"), problems).boundaries, problems


def found(boundaries: Iterable[Boundary], lat: float, lng: float) -> str | None:
    community = CommunityIndex(list(boundaries)).find(lat, lng)
    return community.id if community else None


WEST, EAST = feature("W", box(116.0, 37.0, 116.1, 37.1), name="西"), feature("E", box(116.1, 37.0, 116.2, 37.1))


def test_a_position_lies_in_its_community() -> None:
    boundaries, problems = read(WEST, EAST)
    assert not problems
    assert found(boundaries, 37.05, 116.05) == "W"
    assert found(boundaries, 37.05, 116.15) == "E"
    assert found(boundaries, 37.05, 116.25) is None
    assert found(boundaries, 116.05, 37.05) is None


def test_on_a_shared_edge_the_first_in_the_file_wins() -> None:
    assert found(read(WEST, EAST)[0], 37.05, 116.1) == "W"
    assert found(read(EAST, WEST)[0], 37.05, 116.1) == "E"


def test_in_an_overlap_the_first_in_the_file_wins() -> None:
    inner = feature("I", box(116.04, 37.04, 116.06, 37.06))
    assert found(read(WEST, inner)[0], 37.05, 116.05) == "W"
    assert found(read(inner, WEST)[0], 37.05, 116.05) == "I"


def test_the_outer_edge_belongs_to_the_community() -> None:
    assert found(read(WEST)[0], 37.0, 116.05) == "W"
    assert found(read(WEST)[0], 37.1, 116.0) == "W"


def test_a_community_may_have_parts_and_holes() -> None:
    parts = {
        "type": "MultiPolygon",
        "coordinates": [
            box(1, 1, 2, 2)["coordinates"],
            box(3, 3, 6, 6)["coordinates"] + box(4, 4, 5, 5)["coordinates"],
        ],
    }
    boundaries, problems = read(feature("M", parts))
    assert not problems
    assert [found(boundaries, at, at) for at in (1.5, 2.5, 3.5, 4.5)] == ["M", None, "M", None]


def test_names_are_kept_and_numbers_serve_as_ids() -> None:
    boundaries, _ = read(WEST, feature(7, box(1, 1, 2, 2)))
    assert [(item.community.id, item.community.name) for item in boundaries] == [("W", "西"), ("7", "7")]


BOWTIE = {"type": "Polygon", "coordinates": [[[116, 37], [116.1, 37.1], [116.1, 37], [116, 37.1], [116, 37]]]}


@pytest.mark.parametrize(
    ("wrong", "code", "key"),
    [
        (feature("X", BOWTIE), "broken_polygon", "geometry"),
        (feature("X", {"type": "Polygon", "coordinates": []}), "broken_polygon", "geometry"),
        (feature("X", {"type": "Polygon", "coordinates": [[[1, 1], [2, 2]]]}), "broken_polygon", "geometry"),
        (feature("X", {"type": "Polygon", "coordinates": "no"}), "broken_polygon", "geometry"),
        (feature("X", {"type": "Point", "coordinates": [1, 1]}), "not_a_polygon", "geometry"),
        (feature("X", None), "not_a_polygon", "geometry"),
        (feature("X", box(37.0, 116.0, 37.1, 116.1)), "coordinates_swapped", "geometry"),
        (feature("X", box(500000, 4100000, 500100, 4100100)), "coordinates_metres", "geometry"),
        (feature("X", box(116, 37, 190, 38)), "coordinates_range", "geometry"),
        (
            feature("X", {"type": "Polygon", "coordinates": [[[1, 1], [1, 1], [1, 1], [1, 1]]]}),
            "broken_polygon",
            "geometry",
        ),
        (feature(None, box(1, 1, 2, 2)), "community_without_id", "id"),
        (feature("  ", box(1, 1, 2, 2)), "community_without_id", "id"),
        (feature("W", box(1, 1, 2, 2)), "community_twice", "id"),
        ("nothing", "not_a_feature", "features"),
    ],
)
def test_a_broken_feature_is_named_and_spares_the_others(wrong: object, code: str, key: str) -> None:
    boundaries, problems = read(WEST, wrong, EAST)
    assert [(problem.code, problem.place) for problem in problems] == [(code, InFile(feature=2, key=key))]
    assert [item.community.id for item in boundaries] == ["W", "E"]


def test_a_crossing_is_shown_where_it_is() -> None:
    _, problems = read(feature("X", BOWTIE))
    assert "116.05 37.05" in problems[0].details["reason"]


@pytest.mark.parametrize(
    ("system", "accepted"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("urn:ogc:def:crs:EPSG::4490", True),
        ("http://www.opengis.net/def/crs/EPSG/0/4490", True),
        ("EPSG:4490", True),
        ("CGCS2000", True),
        ("urn:ogc:def:crs:EPSG::4214", False),
    ],
)
def test_wgs84_and_cgcs2000_are_read(system: str, *, accepted: bool) -> None:
    _, problems = read(WEST, crs={"type": "name", "properties": {"name": system}})
    assert [problem.code for problem in problems] == ([] if accepted else ["crs_unsupported"])


@pytest.mark.parametrize(
    "system",
    [
        "urn:ogc:def:crs:EPSG::3857",
        "EPSG:4528",
        "urn:ogc:def:crs:EPSG::4547",
        "CGCS2000 / 3-degree Gauss-Kruger zone 40",
        "http://www.opengis.net/def/crs/EPSG/0/32650",
    ],
)
def test_metres_are_refused_once(system: str) -> None:
    metres = feature("X", box(500000, 4100000, 500100, 4100100))
    boundaries, problems = read(metres, feature("Y", box(1, 1, 2, 2)), crs={"properties": {"name": system}})
    assert not boundaries
    assert [(problem.code, problem.place) for problem in problems] == [("crs_projected", InFile(key="crs"))]


def test_a_system_may_be_given_by_its_code() -> None:
    assert not read(WEST, crs={"type": "EPSG", "properties": {"code": 4490}})[1]


def ring(*corners: tuple[float, float]) -> dict[str, Any]:
    """A polygon near 116 E, 37 N, in thousandths of a degree."""
    points = [[116 + x / 1000, 37 + y / 1000] for x, y in (*corners, corners[0])]
    return {"type": "Polygon", "coordinates": [points]}


@pytest.mark.parametrize("datum", ["wgs84", "gcj02"])
@pytest.mark.parametrize(
    ("corners", "inside", "outside"),
    [
        ([(0, 0), (1, 1), (0, 2), (2, 2), (1, 1), (2, 0)], (1, 1.9), (0.1, 1)),
        ([(0, 0), (4, 0), (4, 4), (2, 4), (3, 2), (1, 2), (2, 4), (0, 4)], (2, 1), (2, 3)),
        ([(0, 0), (4, 0), (4, 2), (2, 0), (0, 2)], (0.5, 0.5), (2, 1)),
    ],
)
def test_a_ring_that_touches_itself_is_taken_apart(
    corners: list[tuple[float, float]], inside: tuple[float, float], outside: tuple[float, float], datum: str
) -> None:
    boundaries, problems = read(feature("X", ring(*corners)), crs=datum)
    assert [(problem.code, problem.severity) for problem in problems] == [("polygon_repaired", Severity.WARNING)]
    assert (problems[0].place.feature, problems[0].place.key) == (1, "X")
    names = [found(boundaries, *to_wgs84(37 + y / 1000, 116 + x / 1000, datum)) for x, y in (inside, outside)]
    assert names == ["X", None]


@pytest.mark.parametrize(
    "corners",
    [
        [(0, 0), (1, 1), (2, 2), (2, 0), (1, 1), (0, 2)],
        [(0, 0), (4, 0), (4, 4), (2, 4), (1, 2), (3, 2), (2, 4), (0, 4)],
        [(0, 0), (4, 4), (4, 0), (0, 3)],
        [(0, 0), (5, 8), (8, 0), (0, 5), (8, 5)],
    ],
)
def test_a_ring_that_crosses_itself_is_an_error(corners: list[tuple[float, float]]) -> None:
    boundaries, problems = read(feature("X", ring(*corners)))
    assert not boundaries
    assert [(problem.code, problem.severity) for problem in problems] == [("broken_polygon", Severity.ERROR)]


@pytest.mark.parametrize("text", ['{"features":\n%s' % ("[" * 100_000), "\n[1%s]" % ("0" * 5_000)])
def test_a_bomb_is_told_by_its_line(text: str) -> None:
    problems: list[Problem] = []
    assert not read_boundaries(text, FILE, Properties("id", None), problems).boundaries
    assert [(problem.code in {"nested_too_deep", "number_too_long"}, problem.place) for problem in problems] == [
        (True, InFile(line=2))
    ]


DEEP = "[" * 500 + "1" + "]" * 500
HUGE = "[[[1e999, 1], [2, NaN], [3, 3], [1, 1]]]"


@pytest.mark.parametrize("corners", [DEEP, HUGE])
def test_a_strange_geometry_spares_the_others(corners: str) -> None:
    problems: list[Problem] = []
    strange = f'{{"properties": {{"id": "X"}}, "geometry": {{"type": "Polygon", "coordinates": {corners}}}}}'
    text = f'{{"features": [{json.dumps(WEST)}, {strange}, {{"properties": [1]}}]}}'
    boundaries = read_boundaries(text, FILE, Properties("id", None), problems).boundaries
    assert [item.community.id for item in boundaries] == ["W"]
    assert [problem.place.feature for problem in problems] == [2, 3]


@pytest.mark.parametrize("system", ["gcj02", "GCJ-02", {"type": "name", "properties": {"name": "GCJ02"}}])
def test_outlines_of_a_chinese_map_are_converted(system: object) -> None:
    boundaries, problems = read(WEST, EAST, crs=system)
    assert not problems
    lat, lng = to_wgs84(37.05, 116.1, "gcj02")
    assert found(boundaries, lat, lng - 1e-4) == "W"
    assert found(boundaries, lat, lng + 1e-4) == "E"
    assert found(boundaries, 37.05, 116.1 - 1e-4) == "E"  # 500 m to the west of the edge as it was drawn


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_the_district_may_say_in_which_datum_its_outlines_are(datum: str) -> None:
    problems: list[Problem] = []
    text = json.dumps({"type": "FeatureCollection", "features": [WEST, EAST]})
    boundaries = read_boundaries(text, FILE, Properties("id", "name", datum), problems).boundaries
    assert not problems
    lat, lng = to_wgs84(37.0501, 116.1, datum)
    assert (found(boundaries, lat, lng - 1e-6), found(boundaries, lat, lng + 1e-6)) == ("W", "E")
    assert not list(fit_problems(boundaries, FILE))


def test_edges_that_met_meet_after_conversion_too() -> None:
    """One side has a corner where the other has none, in the middle of an edge of ten kilometres."""
    ring = [[116.1, 37.0], [116.2, 37.0], [116.2, 37.1], [116.1, 37.1], [116.1, 37.0333], [116.1, 37.0]]
    problems: list[Problem] = []
    text = json.dumps({"features": [WEST, feature("E", {"type": "Polygon", "coordinates": [ring]})], "crs": "bd09"})
    boundaries = read_boundaries(text, FILE, Properties("id", None), problems).boundaries
    assert not problems
    assert area_m2(boundaries[0].shape.intersection(boundaries[1].shape)) < 1
    assert not list(fit_problems(boundaries, FILE))


@pytest.mark.parametrize(
    ("system", "declared", "code"),
    [
        ("gcj02", "wgs84", "crs_contradiction"),
        ({"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, "bd09", "crs_contradiction"),
        ("bd09", "bd09", None),
        ("EPSG:4326", "wgs84", None),
        ("EPSG:4326", None, None),
        ("mars", "gcj02", "crs_unsupported"),
        ({"properties": None}, None, "crs_unsupported"),
        ({"properties": {"name": 4326}}, None, "crs_unsupported"),
        ([], None, "crs_unsupported"),
        (0, None, "crs_unsupported"),
    ],
)
def test_file_and_district_must_agree_on_the_datum(system: object, declared: str | None, code: str | None) -> None:
    problems: list[Problem] = []
    text = json.dumps({"features": [WEST, EAST], "crs": system})
    boundaries = read_boundaries(text, FILE, Properties("id", None, declared), problems).boundaries
    assert len(boundaries) == 2
    assert [(problem.code, problem.place) for problem in problems] == ([(code, InFile(key="crs"))] if code else [])


def test_outlines_are_checked_as_they_come_out() -> None:
    _, problems = read(feature("X", BOWTIE), feature("Y", box(37.0, 116.0, 37.1, 116.1)), crs="gcj02")
    assert [problem.code for problem in problems] == ["broken_polygon", "coordinates_swapped"]


@pytest.mark.parametrize("text", ["[]", "{}", '{"features": []}', '{"features": 3}'])
def test_a_file_without_features_is_refused(text: str) -> None:
    problems: list[Problem] = []
    assert not read_boundaries(text, FILE, Properties("id", None), problems).boundaries
    assert [problem.code for problem in problems] == ["no_features"]


def neighbours(metres_apart: float) -> list[Boundary]:
    """Two boxes on the equator, ten metres high, whose edges lie some metres apart; negative: they overlap.

    The second one is the smaller, a kilometre long.
    """
    high, apart, long = 10 / DEGREE_M, metres_apart / DEGREE_M, 1000 / DEGREE_M
    second = box(0.02 + apart, 0, 0.02 + apart + long, high)
    return read(feature("A", box(0, 0, 0.02, high)), feature("B", second))[0]


@pytest.mark.parametrize(
    ("metres", "severity"),
    [(-11, Severity.ERROR), (-9, Severity.WARNING), (-0.2, Severity.WARNING), (-0.05, None), (0, None)],
)
def test_overlaps_count_from_a_square_metre_and_stop_from_a_hundredth(metres: float, severity: Severity | None) -> None:
    problems = list(fit_problems(neighbours(metres), FILE))
    assert [problem.severity for problem in problems] == ([] if severity is None else [severity])
    assert all((problem.code, problem.place.feature) == ("overlap", 2) for problem in problems)


@pytest.mark.parametrize(("metres", "warned"), [(0.5, False), (2, True), (9, True), (11, False)])
def test_gaps_of_one_to_a_hundred_square_metres_are_warned_of(metres: float, *, warned: bool) -> None:
    side = metres / DEGREE_M
    ring = box(0, 0, 0.01, 0.01)["coordinates"] + box(0.005, 0.005, 0.005 + side, 0.005 + side)["coordinates"]
    boundaries, _ = read(feature("A", {"type": "Polygon", "coordinates": ring}))
    problems = list(fit_problems(boundaries, FILE))
    assert [(problem.code, problem.severity) for problem in problems] == [("gap", Severity.WARNING)] * warned


def test_areas_shrink_towards_the_poles() -> None:
    equator, china = (read(feature("A", box(0, south, 0.001, south + 0.001)))[0][0].shape for south in (0.0, 60.0))
    assert area_m2(equator) == pytest.approx(111.195**2, rel=1e-3)
    assert area_m2(china) == pytest.approx(111.195**2 / 2, rel=1e-3)


@pytest.mark.realdata
def test_the_index_agrees_with_asking_every_polygon() -> None:
    folder = os.environ.get("QIANSHAO_TEST_DATA")
    if folder is None:
        pytest.skip("QIANSHAO_TEST_DATA is not set")
    text = Path(folder, "boundaries", "boston_police_districts.geojson").read_text()
    problems: list[Problem] = []
    boundaries = read_boundaries(text, FILE, Properties("DISTRICT", None), problems).boundaries
    assert not problems
    index, chance = CommunityIndex(boundaries), random.Random(1)  # noqa: S311  points to try, no secret
    for _ in range(300):
        lat, lng = chance.uniform(42.23, 42.40), chance.uniform(-71.19, -70.99)
        alone = [item for item in boundaries if CommunityIndex([item]).find(lat, lng)]
        assert index.find(lat, lng) == (alone[0].community if alone else None)


@pytest.mark.parametrize(("lng", "metres"), [(116.05, 0), (116.3, 8_870), (115.9, 8_870)])
def test_how_far_the_nearest_community_is(lng: float, metres: float) -> None:
    boundaries, _ = read(WEST, EAST)
    assert CommunityIndex(boundaries).away_m(37.05, lng) == pytest.approx(metres, rel=0.01)
    assert CommunityIndex(boundaries).away_m(37.2, 116.05) == pytest.approx(11_120, rel=0.01)


@pytest.mark.parametrize(("metres", "near"), [(0, ["1"]), (8_800, ["1"]), (8_900, ["1", "2"]), (1e7, ["1", "2"])])
def test_the_communities_near_a_place_are_those_within_metres(metres: float, near: list[str]) -> None:
    boundaries, _ = read(feature("1", box(116.0, 37.0, 116.1, 37.1)), feature("2", box(116.15, 37.0, 116.2, 37.1)))
    assert CommunityIndex(boundaries).near(37.05, 116.05, metres) == near


def test_the_nearest_community_comes_first() -> None:
    boundaries, _ = read(feature("1", box(116.0, 37.0, 116.1, 37.1)), feature("2", box(116.15, 37.0, 116.2, 37.1)))
    assert CommunityIndex(boundaries).near(37.05, 116.16, 1e5) == ["2", "1"]


def test_outlines_are_closed_and_holes_are_among_them() -> None:
    square, hole = box(116.0, 37.0, 116.1, 37.1), box(116.04, 37.04, 116.06, 37.06)
    shape = {"type": "Polygon", "coordinates": [*square["coordinates"], *hole["coordinates"]]}
    rings = CommunityIndex(read(feature("1", shape))[0]).rings("1")
    assert [len(ring) for ring in rings] == [5, 5]
    assert all(ring[0] == ring[-1] for ring in rings)
    assert {(37.04, 116.04), (37.1, 116.1)} <= {point for ring in rings for point in ring}


def test_what_no_picture_of_all_shows_is_left_out_of_outlines() -> None:
    jagged = [(116.0 + step / 100_000, 37.0 + step % 2 * 1e-7) for step in range(10_000)]
    corners = [*jagged, (116.1, 37.1), (116.0, 37.1), (116.0, 37.0)]
    boundaries, _ = read(feature("1", {"type": "Polygon", "coordinates": [corners]}))
    assert len(CommunityIndex(boundaries).rings("1")[0]) < 10
