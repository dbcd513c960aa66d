"""The captions in the ways of writing of many people: whole, known, and none of those by which reading is measured."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from districts.shipped import WORDS, shipped_catalogue
from domain.language.classifier import NONE
from lab.training.captions import read_captions, shipped_captions
from tests.sources import ROOT

BY_REGISTER = WORDS / "captions_by_register.csv"
HELD_BACK = ROOT / "tests" / "data" / "captions_held_back.csv"
REGISTERS = 10
OF_EACH_CATEGORY = 15
OF_NOTHING = 100


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def captions() -> list[dict[str, str]]:
    return rows(BY_REGISTER)


def test_each_means_a_category_or_nothing_and_stands_once(captions: list[dict[str, str]]) -> None:
    assert len(read_captions(BY_REGISTER, {*shipped_catalogue(), NONE})) == len(captions)


def test_each_register_has_each_category_and_near_misses(captions: list[dict[str, str]]) -> None:
    counts = Counter((row["register"], row["slug"]) for row in captions)
    registers = {row["register"] for row in captions}
    assert len(registers) == REGISTERS
    few = [
        (register, slug)
        for register in registers
        for slug in shipped_catalogue()
        if counts[register, slug] < OF_EACH_CATEGORY
    ]
    assert not few
    assert all(counts[register, NONE] >= OF_NOTHING for register in registers)


@pytest.mark.parametrize("other", [HELD_BACK, shipped_captions()], ids=lambda path: path.name)
def test_none_stands_in_another_table(captions: list[dict[str, str]], other: Path) -> None:
    assert not {row["text"] for row in captions} & {row["text"] for row in rows(other)}
