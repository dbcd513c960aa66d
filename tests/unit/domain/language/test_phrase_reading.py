"""Categories that were not learned are read by their phrases: by what is wrong, never by what stands near it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.shipped import shipped_catalogue
from domain.language.phrase_patterns import NOTHING_MORE
from domain.language.phrases import Phrase, parse_phrase
from domain.language.suggestion import Opens, Suggester
from tests.described import Described
from tests.growth import growth

CATALOGUE = shipped_catalogue()
SUGGESTER = Suggester(CATALOGUE.values())


def slugs(text: str, *, shown: bool = False) -> list[str]:
    return [suggestion.slug for suggestion in SUGGESTER.suggest(text, shown=shown)]


def test_every_shipped_category_has_words_and_advice_in_both_languages() -> None:
    for category in CATALOGUE.values():
        assert all((category.words_zh, category.words_en, category.advice_zh, category.advice_en)), category.slug


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
    assert SUGGESTER.read(text).opens is not Opens.YES


def test_a_thing_alone_is_a_guess_beside_a_photo_and_nothing_without() -> None:
    assert slugs("人民路路灯", shown=True) == ["street_light"]
    assert slugs("人民路路灯") == []
    assert SUGGESTER.read("人民路路灯").opens is not Opens.YES


def test_thing_and_state_in_neighbouring_clauses_belong_together_in_distant_ones_not() -> None:
    assert slugs("学校门口那个井盖，丢了两天")[:1] == ["manhole_missing"]
    assert "manhole_missing" not in slugs("我看了井盖，我走了，我回来了，孩子的气球丢了")


def test_a_category_without_words_is_known_by_its_names() -> None:
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


@given(st.one_of(st.text(max_size=300), st.lists(fragments, max_size=60).map("".join)), st.booleans())
def test_any_text_gets_at_most_three_suggestions_best_first(text: str, shown: bool) -> None:  # noqa: FBT001  drawn
    found = SUGGESTER.suggest(text, shown=shown)
    scores = [suggestion.score for suggestion in found]
    assert len(found) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert {suggestion.slug for suggestion in found} <= CATALOGUE.keys()
    assert SUGGESTER.suggest(text, shown=shown) == found


@pytest.mark.parametrize(
    "unit", ["井盖", "坏", "路灯坏", "井盖，", "broken ", "manhole ", "a", "没", "ﷺ", "\n", "street light next to the "]
)
def test_hostile_texts_take_no_longer_than_their_length_allows(unit: str) -> None:
    """Eight times the length; a square would be 64 times the time."""
    assert growth(SUGGESTER.suggest, unit) < 24


@pytest.mark.parametrize(("after", "ends"), [
    ("", True), ("啊！", True), (" here.", True), (" again!", True), ("\n", True), (" shop", False), ("坏", False),
])  # fmt: skip
def test_a_thing_alone_is_a_hint_where_nothing_more_is_said_of_it(after: str, *, ends: bool) -> None:
    assert bool(NOTHING_MORE.match(after)) is ends
