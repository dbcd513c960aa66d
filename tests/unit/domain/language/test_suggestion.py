"""What riders write is read as they mean it, by the shipped model, in words that nobody trained it on."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.shipped import shipped_catalogue, shipped_suggester
from domain.language.classifier import Classifier
from domain.language.suggestion import Opens, Reading, Suggester
from lab.training.captions import read_captions, shipped_captions
from tests.described import Described
from tests.growth import growth
from tests.sources import ROOT

CATALOGUE = shipped_catalogue()
SUGGESTER = shipped_suggester()
HELD_BACK = ROOT / "tests" / "data" / "captions_held_back.csv"


def slugs(text: str, *, shown: bool = False) -> list[str]:
    return [suggestion.slug for suggestion in SUGGESTER.suggest(text, shown=shown)]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Captions that were never learned."""
    with HELD_BACK.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_captions_held_back_are_about_everything_and_were_not_learned(rows: list[dict[str, str]]) -> None:
    assert {row["slug"] for row in rows} == CATALOGUE.keys() | {"none"}
    assert sum(row["slug"] == "none" for row in rows) >= 80
    learned = {caption.text for table in shipped_captions() for caption in read_captions(table, CATALOGUE)}
    assert not [row["text"] for row in rows if row["text"].strip() in learned]


def test_reports_are_recognised(rows: list[dict[str, str]]) -> None:
    meant = [(row["text"], {row["slug"], *row["also"].split("|")}) for row in rows if row["slug"] != "none"]
    missed_first = [text for text, right in meant if right.isdisjoint(slugs(text)[:1])]
    missed_all = [text for text, right in meant if right.isdisjoint(slugs(text))]
    assert len(missed_first) <= 0.15 * len(meant), missed_first
    assert len(missed_all) <= 0.05 * len(meant), missed_all


def test_talk_opens_no_draft(rows: list[dict[str, str]]) -> None:
    talk = [(row["text"], row["also"].split("|")) for row in rows if row["slug"] == "none"]
    wrong = [text for text, right in talk if SUGGESTER.read(text).opens is Opens.YES and slugs(text)[0] not in right]
    assert len(wrong) <= 0.03 * len(talk), wrong


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("垃圾桶旁边的井盖丢了", "manhole_missing"),
        ("路灯下面有个大坑", "pothole"),
        ("pothole next to the street light", "pothole"),
        ("The street light next to the bin is broken", "street_light"),
        ("消防栓对面的树倒了", "tree_down"),
        ("井盖旁边的树倒了", "tree_down"),
        ("the tree next to the manhole fell down", "tree_down"),
        ("下水道井盖没了", "manhole_missing"),
        ("路灯旁边的垃圾桶满了", "rubbish"),
        ("rubbish bin by the pothole is overflowing", "rubbish"),
        ("垃圾桶旁边的路灯不亮", "street_light"),
        ("树旁边的路灯不亮了", "street_light"),
        ("暖气管子裂了喷热水", "heating_burst"),
        ("楼道灯不亮", "stairwell_dark"),
        ("单元门口路灯不亮", "street_light"),
        ("井盖往外冒污水", "sewage_overflow"),
        ("ＭＡＮＨＯＬＥ　ＣＯＶＥＲ　ＭＩＳＳＩＮＧ", "manhole_missing"),
        ("路燈壞了", "street_light"),
        ("manhoel cover misssing", "manhole_missing"),
    ],
)
def test_what_is_wrong_comes_first_and_not_what_stands_near(text: str, first: str) -> None:
    assert slugs(text)[:1] == [first]


@pytest.mark.parametrize("text", ["流浪狗咬人", "something is broken here", "噪音太大睡不着"])
def test_a_problem_that_the_catalogue_lacks_is_other(text: str) -> None:
    assert slugs(text)[:1] == ["other"]


@pytest.mark.parametrize("text", ["电梯困人了", "红绿灯不亮", "traffic light stuck on red", "bus shelter smashed"])
def test_what_the_catalogue_names_is_no_other_problem(text: str) -> None:
    assert slugs(text)[:1] == ["facility_damage"]


LETTER = (
    "尊敬的领导您好，我是本市一名普通居民，住在这里十几年了，一直支持政府工作。最近打过好几次电话也没有人来。"
    "就是小区北门外那段路，路灯全都不亮，恳请派人来修。"
)


@pytest.mark.parametrize(
    "text",
    [
        "关于柳荫路路灯不亮的问题",
        "投诉楼下垃圾没人清运",
        "请维修一下德兴路上的坑",
        "建议在幸福街装几盏路灯",
        "New pothole on Chapel Lane",
        "Request for street lights near the mosque",
        LETTER,
    ],
)
def test_petitions_and_titles_are_reports(text: str) -> None:
    assert SUGGESTER.read(text).opens is not Opens.NO
    assert slugs(text)[0] in {"street_light", "rubbish", "pothole"}


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
        "你好",
        "谢谢",
        "这单真坑",
        "",
        "。。。",
        "13800138000",
    ],
)
def test_no_trouble_no_suggestion(text: str) -> None:
    assert slugs(text) == []
    assert SUGGESTER.read(text).opens is not Opens.YES


@pytest.mark.parametrize("text", ["人民路路灯", "street light"])
def test_a_thing_alone_is_a_guess_beside_a_photo_and_nothing_without(text: str) -> None:
    assert slugs(text, shown=True)[:1] == ["street_light"]
    assert SUGGESTER.read(text).opens is not Opens.YES


LEARNED_WORDS = Classifier.of(
    ["none", "other", "pothole", "street_light", "retired"],
    {
        "坑": bytes([8, 128, 248, 128, 128]),
        "灯": bytes([8, 128, 128, 248, 128]),
        "废": bytes([8, 128, 128, 128, 248]),
    },
    [2.0, 0.0, 0.0, 0.0, 0.0],
    0.1,
)
LEARNED = [Described("pothole", "坑", "Pothole"), Described("street_light", "灯", "Light")]
BIRDCAGE = Described("birdcage", "鸟笼破损", "Broken birdcage", ("鸟笼+坏",))


def test_a_new_category_is_found_by_its_phrases_beside_the_learned_ones() -> None:
    suggester = Suggester([*LEARNED, BIRDCAGE], LEARNED_WORDS)
    assert [found.slug for found in suggester.suggest("鸟笼坏")][:1] == ["birdcage"]
    assert suggester.read("鸟笼坏").opens is Opens.YES
    assert [found.slug for found in suggester.suggest("坑")][:1] == ["pothole"]
    assert {found.slug for found in suggester.suggest("坑，鸟笼坏")} >= {"pothole", "birdcage"}


def test_a_phrase_heard_along_the_way_never_goes_before_an_urgent_category_that_is_sure() -> None:
    stop = Described("bus_stop", "公交站", "Bus stop", ("公交站",))
    reading = Suggester([*CATALOGUE.values(), stop], SUGGESTER._classifier).read("公交站旁边的井盖丢了", shown=True)
    assert [guess.slug for guess in reading.guesses][:2] == ["manhole_missing", "bus_stop"]
    assert reading.fills


def test_a_hint_beside_a_photo_is_suggested_and_not_filled_in() -> None:
    hinted = Described("birdcage", "鸟笼破损", "Broken birdcage", ("鸟笼?",))
    reading = Suggester([hinted]).read("鸟笼", shown=True)
    assert [guess.slug for guess in reading.guesses] == ["birdcage"]
    assert not reading.fills


def test_an_urgent_category_of_the_district_is_ranked_by_how_well_its_phrases_are_met() -> None:
    birdcage = Described("birdcage", "鸟笼破损", "Broken birdcage", ("鸟笼+坏",), urgent=True)
    suggester = Suggester([*LEARNED, birdcage], LEARNED_WORDS)
    assert suggester.suggest("鸟笼坏")[0].slug == "birdcage"


def test_phrases_of_a_learned_category_no_longer_count() -> None:
    pothole = Described("pothole", "坑", "Pothole", ("蛋糕+坏",))
    assert Suggester([pothole]).suggest("蛋糕坏")
    assert not Suggester([pothole], LEARNED_WORDS).suggest("蛋糕坏")


def test_a_category_that_the_district_removed_is_never_suggested() -> None:
    retired = Described("retired", "废弃", "Retired")
    assert Suggester([*LEARNED, retired], LEARNED_WORDS).suggest("废")[0].slug == "retired"
    kept = Suggester(LEARNED, LEARNED_WORDS).suggest("废")
    assert {found.slug for found in kept} == {"pothole", "street_light"}


def test_without_the_shipped_catalogue_the_shipped_model_suggests_what_there_is() -> None:
    few = [CATALOGUE["pothole"], CATALOGUE["other"]]
    problems = Suggester(few, SUGGESTER._classifier)
    assert {found.slug for text in ("井盖丢了", "路上有个大坑", "电梯困人了") for found in problems.suggest(text)} == {
        "pothole",
        "other",
    }


fragments = st.sampled_from(["井盖", "丢了", "路灯", "不亮", "坑", "旁边", "，", " ", "没", "修好了", "bin", "broken "])


@given(st.one_of(st.text(max_size=300), st.lists(fragments, max_size=60).map("".join)), st.booleans())
def test_any_text_gets_at_most_three_suggestions_best_first(text: str, shown: bool) -> None:  # noqa: FBT001  drawn
    found = SUGGESTER.suggest(text, shown=shown)
    scores = [suggestion.score for suggestion in found]
    assert len(found) <= 3
    assert scores[1:] == sorted(scores[1:], reverse=True)
    assert scores == sorted(scores, reverse=True) or CATALOGUE[found[1].slug].urgent
    assert all(0 <= score <= 1 for score in scores)
    assert {suggestion.slug for suggestion in found} <= CATALOGUE.keys()
    assert SUGGESTER.suggest(text, shown=shown) == found
    reading = SUGGESTER.read(text, shown=shown)
    assert reading.guesses == found
    assert bool(found) == (shown or reading.opens is not Opens.NO)
    assert found or not reading.fills


@pytest.mark.parametrize("text", ["长" * 20, "长" * 4000, "长长的路" * 400, "a" * 4000, "路灯" * 100])
def test_nothing_gets_surer_by_being_said_again_and_again(text: str) -> None:
    assert SUGGESTER.read(text).opens is not Opens.YES


def test_a_problem_told_three_times_is_told() -> None:
    assert SUGGESTER.read("路灯坏了！" * 3).opens is Opens.YES


@pytest.mark.parametrize("unit", ["井盖", "路灯坏，", "broken ", "a", "a1", "没 ", "ﷺ", "\n", " ' ", "street light "])
def test_hostile_texts_take_no_longer_than_their_length_allows(unit: str) -> None:
    """Eight times the length; a square would be 64 times the time."""
    assert growth(SUGGESTER.suggest, unit) < 24


@pytest.mark.parametrize(
    "text", ["路灯", "污水外溢", "街边那个东西", "hello", "😂😂😂", "谢谢", "the pothole has been fixed", ""]
)
def test_beside_a_photo_there_are_always_three(text: str) -> None:
    assert len(SUGGESTER.read(text, shown=True).guesses) == 3


@pytest.mark.parametrize("text", ["😂😂😂", "hello", "街边那个东西"])
def test_a_weak_guess_beside_a_photo_is_not_filled_in(text: str) -> None:
    assert not SUGGESTER.read(text, shown=True).fills


@pytest.mark.parametrize("text", ["井盖丢了", "street light", "路上有个大坑"])
def test_a_sure_guess_beside_a_photo_is_filled_in(text: str) -> None:
    assert SUGGESTER.read(text, shown=True).fills


@pytest.mark.parametrize(
    ("text", "opens"),
    [("井盖丢了", Opens.YES), ("路灯坏了", Opens.YES), ("你好", Opens.NO), ("谢谢", Opens.NO), ("", Opens.NO)],
)
def test_words_alone_open_or_do_not(text: str, opens: Opens) -> None:
    assert SUGGESTER.read(text).opens is opens


def test_half_sure_it_is_asked_with_the_guess() -> None:
    """One known piece among so many unknown ones."""
    asked = Suggester(LEARNED, LEARNED_WORDS).read("灯" + "一二三四五六七八九十百千万上下中")
    assert asked.opens is Opens.ASK
    assert asked.guesses[0].slug == "street_light"


WARY = [Described("pothole", "坑", "Pothole"), Described("flood", "水", "Flood", urgent=True)]


def best(pothole: int, flood: int, none: int = 8) -> Reading:
    row = bytes([none, 128 + pothole, 128 + flood])
    words = Classifier.of(["none", "pothole", "flood"], {"水": row}, [0.0, 0.0, 0.0], 0.1)
    return Suggester(WARY, words).read("水", shown=True)


def test_an_urgent_category_comes_first_only_where_it_is_sure() -> None:
    assert [guess.slug for guess in best(0, 10).guesses] == ["pothole", "flood"]
    assert [guess.slug for guess in best(0, 20).guesses] == ["flood", "pothole"]
    assert not best(0, 10).fills
    assert best(0, 20).fills


def test_an_urgent_category_is_never_first_where_the_words_report_nothing() -> None:
    assert [guess.slug for guess in best(0, 60, none=248).guesses] == ["pothole", "flood"]


def test_the_likeliest_urgent_category_is_always_among_the_three() -> None:
    labels = ["none", "pothole", "street_light", "rubbish", "gas", "flood"]
    categories = [Described(slug, slug, slug, urgent=slug in {"gas", "flood"}) for slug in labels[1:]]
    words = Classifier.of(labels, {"坑": bytes([8, 168, 158, 148, 98, 108])}, [0.0] * 6, 0.1)
    guesses = Suggester(categories, words).read("坑", shown=True).guesses
    assert [guess.slug for guess in guesses] == ["pothole", "street_light", "flood"]
