"""What riders write is matched to the catalogue by what is wrong, never by what stands near it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phrases import Phrase, parse_phrase
from domain.suggestion import Suggester

ROOT = Path(__file__).resolve().parents[2]
CAPTIONS = ROOT / "tests" / "data" / "captions.csv"


@dataclass(frozen=True, slots=True)
class Described:
    slug: str
    zh: str
    en: str
    words_zh: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()


def shipped_categories() -> Iterator[Described]:
    with (ROOT / "district.sample" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words_zh, words_en = (tuple(row[column].split("|")) for column in ("words_zh", "words_en"))
            yield Described(row["slug"], row["zh"], row["en"], words_zh, words_en)


SUGGESTER = Suggester(shipped_categories())
SLUGS = {category.slug for category in shipped_categories()}


def slugs(text: str) -> list[str]:
    return [suggestion.slug for suggestion in SUGGESTER.suggest(text)]


def captions() -> list[dict[str, str]]:
    with CAPTIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_captions_are_many_and_about_every_category() -> None:
    rows = captions()
    assert sum(row["slug"] != "none" for row in rows) >= 250
    assert sum(row["slug"] == "none" for row in rows) >= 80
    assert {row["slug"] for row in rows} == SLUGS | {"none"}


def test_every_shipped_category_has_words_and_advice_in_both_languages() -> None:
    with (ROOT / "district.sample" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            columns = ("words_zh", "words_en", "advice_zh", "advice_en")
            assert [column for column in columns if not row[column]] == [], row["slug"]


def test_reports_are_recognised() -> None:
    rows = [row for row in captions() if row["slug"] != "none"]
    right = {row["text"]: {row["slug"], *row["also"].split("|")} for row in rows}
    missed_first = [text for text, meant in right.items() if not meant.intersection(slugs(text)[:1])]
    missed_all = [text for text, meant in right.items() if not meant.intersection(slugs(text))]
    assert len(missed_first) <= 0.10 * len(rows), missed_first
    assert len(missed_all) <= 0.05 * len(rows), missed_all


def test_reports_in_words_open_a_draft() -> None:
    rows = [row["text"] for row in captions() if row["slug"] != "none"]
    unnoticed = [text for text in rows if not SUGGESTER.names_problem(text)]
    assert len(unnoticed) <= 0.05 * len(rows), unnoticed


def test_talk_opens_no_draft() -> None:
    rows = [row["text"] for row in captions() if row["slug"] == "none"]
    wrong = [text for text in rows if SUGGESTER.names_problem(text) or slugs(text)]
    assert len(wrong) <= 0.03 * len(rows), wrong


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("垃圾桶旁边的井盖丢了", "manhole_missing"),
        ("路灯下面有个大坑", "pothole"),
        ("pothole next to the street light", "pothole"),
        ("The street light next to the bin is broken", "street_light"),
        ("消防栓对面的树倒了", "tree_down"),
        ("下水道井盖没了", "manhole_missing"),
        ("路灯旁边的垃圾桶满了", "rubbish"),
        ("垃圾桶旁边的路灯不亮", "street_light"),
        ("健身器材那块井盖坏了", "manhole_damaged"),
        ("暖气管子裂了喷热水", "heating_burst"),
        ("楼道灯不亮", "stairwell_dark"),
        ("单元门口路灯不亮", "street_light"),
        ("井盖往外冒污水", "sewage_overflow"),
        ("井盖修好了又坏了", "manhole_damaged"),
        ("路灯还没修好，还是不亮", "street_light"),
        ("ＭＡＮＨＯＬＥ　ＣＯＶＥＲ　ＭＩＳＳＩＮＧ", "manhole_missing"),
        ("路燈壞了", "street_light"),
        ("manhoel cover misssing", "manhole_missing"),
        ("坏了", "other"),
        ("something is broken here", "other"),
    ],
)
def test_what_is_wrong_comes_first(text: str, first: str) -> None:
    assert slugs(text)[:1] == [first]


@pytest.mark.parametrize(
    "text",
    [
        "灯没坏",
        "井盖修好了",
        "昨天报的路灯坏了，今天修好了",
        "the light is not broken",
        "the pothole has been fixed",
        "报井盖坏了能得几分",
        "如果井盖丢了怎么报",
        "手机坏了",
        "在路灯下面等你",
        "",
        "。。。",
        "13800138000",
    ],
)
def test_no_trouble_no_suggestion(text: str) -> None:
    assert slugs(text) == []
    assert not SUGGESTER.names_problem(text)


def test_a_thing_alone_is_a_hint_that_opens_no_draft() -> None:
    assert slugs("人民路路灯") == ["street_light"]
    assert not SUGGESTER.names_problem("人民路路灯")


def test_thing_and_state_in_neighbouring_clauses_belong_together_in_distant_ones_not() -> None:
    assert slugs("学校门口那个井盖，丢了两天")[:1] == ["manhole_missing"]
    assert "manhole_missing" not in slugs("我看了井盖，我走了，我回来了，孩子的气球丢了")


def test_a_catalogue_without_words_is_known_by_its_names() -> None:
    suggester = Suggester([Described("bench", "长椅破损、座椅倾斜", "Broken bench")])
    for text in ("座椅倾斜", "这里长椅破损严重", "a BROKEN  bench"):
        assert [suggestion.slug for suggestion in suggester.suggest(text)] == ["bench"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("飞线充电", Phrase((frozenset({"飞线充电"}),))),
        ("井盖？", Phrase((frozenset({"井盖"}),), hint=True)),
        ("井盖/窨井 ＋ 丢/没了", Phrase((frozenset({"井盖", "窨井"}), frozenset({"丢", "没了"})))),
        ("Street Light+flicker*", Phrase((frozenset({"street light"}), frozenset({"flicker*"})))),
    ],
)
def test_phrases_are_read(written: str, read: Phrase) -> None:
    assert parse_phrase(written) == read


@pytest.mark.parametrize("written", ["", "?", "井盖+", "+丢", "井盖/+丢", "*"])
def test_a_phrase_that_lacks_a_word_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="a word is missing"):
        parse_phrase(written)


fragments = st.sampled_from(
    ["井盖", "丢了", "路灯", "不亮", "坑", "旁边", "，", " ", "没", "修好了", "bin", "broken", "如果"]
)


@given(st.one_of(st.text(max_size=300), st.lists(fragments, max_size=60).map("".join)))
def test_any_text_gets_at_most_three_suggestions_best_first(text: str) -> None:
    found = SUGGESTER.suggest(text)
    scores = [suggestion.score for suggestion in found]
    assert len(found) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert {suggestion.slug for suggestion in found} <= SLUGS
    assert SUGGESTER.suggest(text) == found


@pytest.mark.parametrize(
    "unit", ["井盖", "坏", "路灯坏", "井盖，", "broken ", "manhole ", "a", "没", "ﷺ", "\n", "street light next to the "]
)
def test_hostile_texts_take_no_longer_than_their_length_allows(unit: str) -> None:
    text = (unit * 4096)[:4096]
    begun = perf_counter()
    SUGGESTER.suggest(text)
    assert perf_counter() - begun < 1
