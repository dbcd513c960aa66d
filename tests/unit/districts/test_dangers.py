"""``danger.toml``: what a district's own file adds to the shipped table; mistakes stand in `tests.broken_districts`."""

from pathlib import Path

import pytest

from districts.dangers import dangers_of, read_dangers
from districts.shipped import shipped_catalogue, shipped_dangers, shipped_sets
from domain.district.problems import Problem
from domain.language.danger import DangerReader
from domain.language.dangers import Danger, DangerKind

NUMBERS = {"gas": "12345", "power": "95598"}


def own(folder: Path, text: str) -> tuple[dict[DangerKind, Danger], list[Problem]]:
    (folder / "danger.toml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    dangers = dangers_of(
        shipped_dangers(), read_dangers(folder, shipped_sets(), problems), shipped_catalogue(), NUMBERS
    )
    return {danger.kind: danger for danger in dangers}, problems


def test_a_district_may_do_without(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_dangers(tmp_path, {}, problems) == []
    assert not problems


def test_each_kind_is_shipped_once_with_numbers_and_a_category() -> None:
    shipped = shipped_dangers()
    assert sorted(danger.kind for danger in shipped) == sorted(DangerKind)
    assert all(danger.call and danger.category in shipped_catalogue() for danger in shipped)
    assert all(danger.words_zh and danger.words_en for danger in shipped)


def test_words_are_added_and_calls_and_categories_replaced(tmp_path: Path) -> None:
    dangers, problems = own(
        tmp_path,
        '[[danger]]\nkind = "drowning"\nwords_zh = ["掉卧龙湖"]\ncall = ["119"]\ncategory = "road_flooding"\n'
        '[[danger]]\nkind = "fire"\nordinary_zh = ["着火+面馆"]\n',
    )
    assert not problems
    drowning = dangers[DangerKind.DROWNING]
    assert (drowning.call, drowning.category) == (("119",), "road_flooding")
    reader = DangerReader(dangers.values())
    assert reader.find("俺弟掉卧龙湖了")
    assert reader.find("有人落水了")
    assert dangers[DangerKind.FIRE].call == ("119",)
    assert not reader.find("着火面馆门口有个坑")


def test_sets_of_the_shipped_table_may_be_used(tmp_path: Path) -> None:
    dangers, problems = own(tmp_path, '[[danger]]\nkind = "drowning"\nwords_zh = ["@someone+卧龙湖心"]\n')
    assert not problems
    assert DangerReader(dangers.values()).find("有个老人在卧龙湖心")


def test_what_the_district_lacks_is_left_out() -> None:
    without_other = {slug: each for slug, each in shipped_catalogue().items() if slug != "other"}
    dangers = dangers_of(shipped_dangers(), [], without_other, {})
    by_kind = {danger.kind: danger for danger in dangers}
    assert by_kind[DangerKind.ELECTRIC].call == ("120",)
    assert by_kind[DangerKind.FIRE].category is None
    assert by_kind[DangerKind.GAS].category == "gas_leak"


@pytest.mark.parametrize(
    ("entry", "code", "key"),
    [
        ('kind = "flood"', "unknown_value", "danger.kind"),
        ('words_zh = ["着火"]', "key_missing", "danger.kind"),
        ('kind = "fire"\nwords_zh = ["着火+"]', "bad_words", "danger.words_zh"),
        ('kind = "fire"\nwords_zh = ["@nobody+着火"]', "bad_words", "danger.words_zh"),
        ('kind = "fire"\nwords_en = "fire"', "not_a_list", "danger.words_en"),
        ('kind = "fire"\ncall = ["aqua"]', "no_number_to_call", "danger.call"),
        ('kind = "fire"\ncategory = "fires"', "unknown_category", "danger.category"),
        ('kind = "fire"\ncolour = "red"', "key_unknown", "danger.colour"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, entry: str, code: str, key: str) -> None:
    _, problems = own(tmp_path, f"[[danger]]\n{entry}\n")
    assert [(problem.code, problem.place.key) for problem in problems] == [(code, key)]
    assert problems[0].place.line is not None
