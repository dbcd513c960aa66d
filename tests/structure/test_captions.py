"""What was written down to learn from and to measure by: whole, known, and nothing stands in both."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from districts.shipped import WORDS, shipped_catalogue
from domain.language.classifier import NONE
from lab.training.captions import read_captions
from tests.sources import ROOT

BY_REGISTER = WORDS / "captions_by_register.csv"
MEASURES = ROOT / "tests" / "data"
HELD_BACK = MEASURES / "captions_held_back.csv"
REGISTERS = 13
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


@pytest.mark.parametrize("other", [HELD_BACK, WORDS / "captions.csv"], ids=lambda path: path.name)
def test_none_stands_in_another_table(captions: list[dict[str, str]], other: Path) -> None:
    assert not {row["text"] for row in captions} & {row["text"] for row in rows(other)}


@pytest.mark.parametrize(
    ("seen", "held_back"),
    [
        (WORDS / "danger.csv", MEASURES / "danger_held_back.csv"),
        (MEASURES / "intents.csv", MEASURES / "intents_held_back.csv"),
    ],
    ids=["danger", "intents"],
)
def test_sentences_held_back_are_not_among_those_that_were_read(seen: Path, held_back: Path) -> None:
    texts, others = ({row["text"] for row in rows(path)} for path in (seen, held_back))
    assert others
    assert not texts & others
