"""The exact spot that words name: house, entrance, floor, shop, crossing, what it lies beside; never the problem."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.spots import LONGEST, find_spot
from tests.growth import growth
from tests.sources import ROOT

ROWS = ROOT / "tests" / "data" / "spots.csv"


def rows() -> list[dict[str, str]]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_rows_are_many_and_some_name_no_spot() -> None:
    assert len(rows()) >= 250
    assert sum(not row["spot"] for row in rows()) >= 60
    assert len({row["text"] for row in rows()}) == len(rows())


def test_spots_are_found_as_they_are_written() -> None:
    wrong = [
        (row["text"], row["spot"], find_spot(row["text"]))
        for row in rows()
        if (find_spot(row["text"]) or "") != row["spot"]
    ]
    assert len(wrong) <= 0.02 * len(rows()), wrong


@pytest.mark.parametrize(
    "text",
    [
        "井盖不见了",
        "公交站牌倒了",
        "大门坏了",
        "电梯坏了",
        "路灯3天不亮",
        "The gate is broken",
        "Bus stop damaged",
        "",
        "  ",
    ],
)
def test_what_is_broken_is_no_spot(text: str) -> None:
    assert find_spot(text) is None


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("阳光小区3号楼2单元501室漏水", "阳光小区3号楼2单元"),
        ("5号楼2单元301门口堆杂物", "5号楼2单元"),
        ("Building 8, Unit 3, Flat 1202: leak", "Building 8, Unit 3"),
    ],
)
def test_the_number_of_a_flat_is_left_out(text: str, spot: str) -> None:
    assert find_spot(text) == spot


def test_a_venue_s_name_and_address_are_a_spot() -> None:
    assert find_spot("新湖菜市场\n湖滨路 1 号") == "新湖菜市场，湖滨路 1 号"


def test_several_spots_stand_in_reading_order_once_and_fit() -> None:
    assert find_spot("2号楼楼下，不对，3单元门口，2号楼楼下") == "2号楼楼下，3单元门口"
    many = find_spot("".join(f"{number}号楼楼下有。" for number in range(1, 40)))
    assert many is not None
    assert len(many) <= LONGEST
    assert many.startswith("1号楼楼下，2号楼楼下")


@given(st.text(max_size=300) | st.text("号楼门口路街东北角1一A与旁边的 \n,Bcofater", max_size=300))
def test_any_text_is_read(text: str) -> None:
    spot = find_spot(text)
    assert spot is None or 0 < len(spot) <= LONGEST


@pytest.mark.parametrize(
    "unit",
    ["3号楼", "路口", "路", "人", "behind the ", "corner of ", "Aa ", "at the big old red ", "A-", "电线杆1", "号"],
)
def test_the_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """A quadratic search would take 64 times as long for eight times the text."""
    assert growth(find_spot, unit) < 24


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("Building 3, room 12, the light is broken", "Building 3"),
        ("unit 2 building 5 apt. 4b door is broken", "unit 2 building 5"),
        ("3rd floor room 301 lamp out", "3rd floor"),
        ("behind Oak House Flat B there is a hole", "behind Oak House"),
    ],
)
def test_the_number_of_a_flat_is_no_part_of_the_spot(text: str, spot: str) -> None:
    assert find_spot(text) == spot


@pytest.mark.parametrize(
    "word",
    ["十字路口", "丁字路口", "三岔路口", "交叉路口", "交叉口", "交汇口", "交汇处", "交界处", "相交处", "路口", "道口",
     "村口", "桥口", "桥头", "桥下", "桥洞"],
)  # fmt: skip
def test_where_a_road_meets_or_ends_is_a_spot(word: str) -> None:
    assert find_spot(f"东风大道{word}有个坑") == f"东风大道{word}"


@pytest.mark.parametrize("join", ["&", "同", "x", "X", "×", "和", "与", "、"])
def test_two_roads_are_one_crossing(join: str) -> None:
    assert find_spot(f"东风路{join}大学路交叉口有个坑") == f"东风路{join}大学路交叉口"


@pytest.mark.parametrize("text", ["幸福街到解放路口", "胜利胡同到解放路十字路口"])
def test_a_stretch_between_two_roads_is_a_spot(text: str) -> None:
    assert find_spot(f"{text}路灯坏") == text
