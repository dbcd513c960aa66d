"""Names of the district found in what riders write, and named for where things are."""

import csv
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.place_names import ACCURACY_M, Landmark, NamedPlace, PlaceKind, Spot
from domain.geo.positions import distance_m
from places.gazetteer.gazetteer import PlaceIndex
from places.gazetteer.place_names import fold

STREETS = [
    Landmark("湖滨北路", PlaceKind.STREET, ((37.43, 116.300), (37.47, 116.301)), ("Hubin North Road", "湖滨路")),
    Landmark("人民路", PlaceKind.STREET, ((37.45, 116.290), (37.45, 116.330)), ("Renmin Road",)),
    Landmark("平行街", PlaceKind.STREET, ((37.46, 116.290), (37.46, 116.299)), ("Pingxing Street",)),
]
POINTS = [
    Landmark("德州站", PlaceKind.STATION, ((37.4497, 116.2881),), ("火车站",)),
    Landmark("第二中学", PlaceKind.SCHOOL, ((37.444, 116.305),), ("二中",)),
    Landmark("便民超市", PlaceKind.SHOP, ((37.44, 116.30),)),
    Landmark("便民超市", PlaceKind.SHOP, ((37.46, 116.34),)),
    Landmark("No. 1 Hospital", PlaceKind.HOSPITAL, ((37.455, 116.315),)),
]
COMMUNITIES = [
    Landmark("康乐社区居委会", PlaceKind.COMMUNITY, ((37.445, 116.305), (37.44, 116.30), (37.45, 116.31))),
    Landmark("曹韩村村民委员会", PlaceKind.COMMUNITY, ((37.435, 116.305), (37.43, 116.30), (37.44, 116.31))),
]
CROSSING = Spot(37.45, 116.3005)
INDEX = PlaceIndex([*STREETS, *POINTS], COMMUNITIES)


def found(text: str, near: Spot | None = None) -> NamedPlace:
    place = INDEX.find(text, near)
    assert place is not None, text
    return place


@pytest.mark.parametrize(
    "text",
    [
        "人民路与湖滨北路口",
        "人民路湖滨路交叉口",
        "湖滨路和人民路交汇处 井盖丢了",
        "人民路与湖滨北路口东北角，井盖没了",
        "人民路、湖滨北路路口",
        "人民大街跟湖滨北大街路口",
        "人民路 / 湖濱北路",
        "在人民路×湖滨路那边",
        "corner of Renmin Rd and Hubin North Rd.",
        "Renmin Road & Hubin North Road, north-east corner",
        "ＲＥＮＭＩＮ ＲＤ at ... 人民路湖滨北路",
    ],
)
def test_two_streets_named_together_are_their_crossing(text: str) -> None:
    place = found(text)
    assert distance_m(place, CROSSING) < 1
    assert place.accuracy_m == ACCURACY_M[PlaceKind.CROSSING]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("井盖丢了，就在德州站出口", "德州站"),
        ("火车站旁边湖滨北路上", "德州站"),
        ("2中门口路灯不亮", "第二中学"),
        ("第2中学对面", "第二中学"),
        ("near no 1 hospital", None),
        ("near No. 1 Hospital", "No. 1 Hospital"),
        ("湖滨北大道有个坑", "湖滨北路"),
        ("hubin north street", "湖滨北路"),
        ("康乐社区垃圾没人收", "康乐社区居委会"),
        ("曹韩村口", "曹韩村村民委员会"),
        ("康乐社区 人民路", "人民路"),
        ("人民路和平行街", "人民路"),
        ("pingxing street", "平行街"),
        ("xpingxing street", None),
        ("pingxing streets", None),
        ("湖滨", None),
        ("井盖丢了", None),
        ("", None),
    ],
)
def test_the_most_exact_name_is_believed(text: str, name: str | None) -> None:
    place = INDEX.find(text)
    assert (place and place.name) == name


def test_a_street_is_as_exact_as_it_is_long() -> None:
    assert found("人民路").accuracy_m == pytest.approx(0.02 * 111_195 * 0.794, rel=0.01)
    assert distance_m(found("人民路"), Spot(37.45, 116.31)) < 1


def test_of_two_places_of_a_name_the_one_near_the_rider_is_meant() -> None:
    assert INDEX.find("便民超市门口") is None
    assert found("便民超市门口", Spot(37.461, 116.339)).lat == pytest.approx(37.46)
    assert INDEX.find("便民超市门口", Spot(37.9, 116.3)) is None


def test_other_endings_give_way_to_a_place_that_has_the_name_by_right() -> None:
    index = PlaceIndex([STREETS[1], Landmark("人民大街", PlaceKind.STREET, ((37.5, 116.3), (37.5, 116.4)))])
    place = index.find("人民大街")
    assert place
    assert place.lat == pytest.approx(37.5)


@dataclass(frozen=True)
class Said:
    text: str
    alone: bool


@pytest.mark.parametrize(
    "said",
    [
        Said("人民路与湖滨北路口东北角", alone=True),
        Said("我在德州站门口", alone=True),
        Said("corner of Renmin Rd and Hubin North Rd", alone=True),
        Said("人民路 28号", alone=False),
        Said("德州站 井盖丢了", alone=False),
        Said("Renmin Road pothole", alone=False),
    ],
)
def test_words_that_only_say_where_are_told_from_others(said: Said) -> None:
    assert found(said.text).alone is said.alone


def test_the_nearest_street_is_named_whatever_stands_nearer() -> None:
    stop = Landmark("公交站", PlaceKind.STATION, ((37.4502, 116.3200),))
    index = PlaceIndex([*STREETS, stop])
    here = Spot(37.4502, 116.3200)
    near = index.nearest(here)
    assert near is not None
    assert near.name == "公交站"
    assert index.streets([here]) == {"人民路"}
    crossing = Spot(37.4510, 116.3008)  # 人民路 is some 110 m away
    assert index.streets([crossing, here, Spot(37.4525, 116.3250), here]) == {"湖滨北路", "人民路"}
    assert index.streets([crossing]) == {"湖滨北路"}
    assert index.streets([Spot(37.4525, 116.3250)]) == index.streets([]) == frozenset()
    assert PlaceIndex([stop]).streets([here]) == frozenset()


def test_the_nearest_road_or_landmark_is_named_within_200_metres() -> None:
    near = INDEX.nearest(Spot(37.4502, 116.3200))
    assert near
    assert near.name == "人民路"
    assert near.distance_m == pytest.approx(0.0002 * 111_195, rel=0.01)
    assert INDEX.nearest(Spot(37.4525, 116.3250)) is None


def test_a_community_is_no_landmark_near_by() -> None:
    assert PlaceIndex([], COMMUNITIES).nearest(Spot(37.445, 116.305)) is None


def test_a_district_without_names_knows_none() -> None:
    assert PlaceIndex([]).find("人民路") is None
    assert PlaceIndex([]).nearest(CROSSING) is None


@pytest.mark.realdata
def test_the_communities_of_a_real_district_are_known_by_what_people_call_them() -> None:
    folder = os.environ.get("QIANSHAO_TEST_DATA")
    if not folder:
        pytest.skip("QIANSHAO_TEST_DATA is not set")
    with (Path(folder) / "places" / "decheng_communities.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    index = PlaceIndex([], [Landmark(name, PlaceKind.COMMUNITY, ((37.4, 116.3), (37.5, 116.4))) for name in names])
    spoken = [
        re.sub("(社区)?居(民委员|委)会$", "社区", re.sub("村?村(民委员|委员|委)会$", "村", name)) for name in names
    ]
    known = {name: index.find(f"{said}垃圾没人收") for name, said in zip(names, spoken, strict=True)}
    by_name = sum(place is not None and place.name == name for name, place in known.items())
    assert by_name >= 0.95 * len(known), [name for name, place in known.items() if place is None]


HOSTILE = [
    "人民路" * 2000,
    "人民路湖滨北路" * 1000,
    "路" * 5000,
    "renmin " * 1000,
    "\ufdfa" * 5000,
    "人民\x00\u202e" * 500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    INDEX.find(text)


@given(st.text(alphabet=st.sampled_from("人民路湖滨北街与口 德州站二中renmid.1\n\u3000"), max_size=60))
def test_any_text_gives_a_place_of_the_district_or_none(text: str) -> None:
    place = INDEX.find(text)
    assert place is None or 37.42 < place.lat < 37.48


@given(st.text(max_size=80))
def test_folding_twice_changes_no_name(text: str) -> None:
    assert INDEX.find(fold(text)) == INDEX.find(text)
