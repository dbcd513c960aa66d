import csv

import pytest

from domain.language.addresses import LONGEST, address_in, is_town, looks_like_address
from tests.sources import ROOT

CAPTIONS = ROOT / "tests" / "data" / "captions_held_back.csv"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("湖滨北路28号门口井盖丢了", "湖滨北路28号"),
        ("我在湖滨北路28号院", "湖滨北路28号院"),
        ("井盖丢了，大学东路与康博大道交叉口", "大学东路与康博大道交叉口"),
        ("东方红路三八路口有个坑", "东方红路三八路口"),
        ("就在幸福家园里垃圾没人收", "幸福家园"),
        ("pothole at 12 Hubin North Rd, by the gate", "12 Hubin North Rd"),
        ("湖滨北路有个坑", None),
        ("这个小区没有灯", None),
        ("网线耷拉到路中间", None),
        ("井盖丢了", None),
        ("there is a hole in the road", None),
        ("", None),
    ],
)
def test_the_part_that_is_an_address_is_found(text: str, address: str | None) -> None:
    assert address_in(text) == address


def test_captions_of_street_problems_seldom_hold_one() -> None:
    with CAPTIONS.open(encoding="utf-8") as file:
        texts = [row[0] for row in csv.reader(file)]
    found = [address for text in texts if (address := address_in(text))]
    assert len(found) < len(texts) / 50, found


@pytest.mark.parametrize(
    "text", ["路" * 5000, "a" * 5000, "A a " * 2000, "与" * 5000, "1" * 5000 + "号", "1 A " * 2000]
)
def test_hostile_text_gives_a_short_address_or_none(text: str) -> None:
    assert len(address_in(text) or "") <= LONGEST


@pytest.mark.parametrize("text", ["幸福路28号", "幸福路", "幸福路附近。", "幸福小区", "12 High Street"])
def test_what_is_written_like_an_address_looks_like_one(text: str) -> None:
    assert looks_like_address(text)


@pytest.mark.parametrize("text", ["井盖不见了", "在路上捡到的", "就这里", "hello", ""])
def test_other_words_do_not(text: str) -> None:
    assert not looks_like_address(text)


@pytest.mark.parametrize("text", ["德州", "德州市德城区", "Dezhou, Shandong"])
def test_a_town_stands_alone(text: str) -> None:
    assert is_town(text)
    assert not is_town(f"{text} 28号楼下的井盖")
