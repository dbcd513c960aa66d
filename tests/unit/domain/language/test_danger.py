"""Finding danger to life: what people say of it, and the same words where nobody is in danger."""

import csv
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.shipped import shipped_danger_reader, shipped_dangers
from domain.language.danger import DangerReader
from domain.language.dangers import Danger, DangerKind
from domain.language.lexicon import _Entry
from domain.language.spelling import _PAIRS
from lab.training.dangers import SENTENCES

HELD_BACK = Path(__file__).parents[3] / "data" / "danger_held_back.csv"
READER = DangerReader(shipped_dangers())
"""What the table alone names."""

WEIGHING = shipped_danger_reader()
TO_TRADITIONAL = str.maketrans({pair[1]: pair[0] for pair in reversed(_PAIRS.split())})


class Said(NamedTuple):
    """A text and the kind of danger that it tells of."""

    text: str
    kind: str


def rows(path: Path) -> list[Said]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Said(row["text"], row["kind"]) for row in csv.DictReader(file)]


SAID = rows(SENTENCES)
FOUND = [said.text for said in SAID if READER.find(said.text)]


def found(text: str) -> str:
    danger = READER.find(text)
    return danger.kind.value if danger else "none"


@pytest.mark.parametrize(
    ("reader", "recall", "false_alarms"),
    [(READER, 0.69, 0.07), (WEIGHING, 0.885, 0.075)],
    ids=["table", "with weights"],
)
def test_dangers_are_found_that_nobody_here_has_read(reader: DangerReader, recall: float, false_alarms: float) -> None:
    said = rows(HELD_BACK)
    dangers = [reader.find(text) is not None for text, kind in said if kind != "none"]
    ordinary = [reader.find(text) is not None for text, kind in said if kind == "none"]
    assert sum(dangers) >= recall * len(dangers)
    assert sum(ordinary) <= false_alarms * len(ordinary)


@given(st.one_of(st.sampled_from(SAID).map(lambda said: said.text), st.text(max_size=60)))
def test_what_the_table_names_is_never_overruled(text: str) -> None:
    named = READER.find(text)
    assert named is None or WEIGHING.find(text) == named


def test_a_bare_cry_for_the_manual_is_not_weighed() -> None:
    assert WEIGHING.find("help") is None
    assert WEIGHING.find("帮助!") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我被车撞了", {"traffic", "injury"}),
        ("救命", {"help"}),
        ("救 命 啊", {"help"}),
        ("heeeelp meee", {"help"}),
        ("HELP SOMEBODY", {"help"}),
        ("快来人", {"help"}),
        ("被车装了，快来", {"traffic", "injury"}),
        ("chu电了", {"electric"}),
        ("我背车撞了", {"traffic", "injury"}),
        ("有人调井里了", {"drowning", "trapped"}),
        ("他被店住了", {"electric"}),
        ("没气漏了满屋都是味", {"gas"}),
        ("强倒了杂住俩人", {"collapse"}),
        ("谁来就就他", {"help"}),
        ("他脸都青了，叫不醒", {"injury"}),
        ("着火了!!!", {"fire"}),
        ("fire", {"fire"}),
        ("ktichen on fire", {"fire"}),
        ("guy w a knfie outside the shop", {"violence"}),
        ("Current is passing in the pole sir, one boy got caught", {"electric"}),
        ("有人落水了", {"drowning"}),
        ("he is bleding bad", {"injury"}),
        ("不想活了", {"suicide"}),
        ("困在电梯里了", {"trapped"}),
        ("煤气味大得很", {"gas"}),
        ("我妈走丢了", {"missing"}),
    ],
)
def test_a_danger_is_named(text: str, kind: set[str]) -> None:
    assert found(text) in kind


@pytest.mark.parametrize(
    "text",
    [
        "help", "Help!", "帮助", "小心摔倒", "晚霞像着火一样红", "怕有人触电", "万一着火怎么办",
        "今天消防演习", "差点被车撞",
        "热死了", "笑死我了", "累死", "急死人", "救命稻草", "help me with points", "去年有人在这摔断腿", "灭火器过期了",
        "这里容易发生车祸", "上个月淹死过人", "火锅店门口有油", "被车撞坏的护栏", "狗走丢了",
        "车胎没气了", "抢到单了", "哈哈我笑得快晕倒了", "去年掉进去过孩子，救上来了，现在井盖又松了", "钥匙掉井里了",
        "someone could get hurt here", "last year a man drowned here", "fire lane blocked",
        "nobody was hurt, the wall fell down", "the shop that caught fire in March still has boards",
        "missing kid is back with mom", "you guys are on fire this week", "i am trapped in the loop of your menu",
    ],
)  # fmt: skip
@pytest.mark.parametrize("reader", [READER, WEIGHING], ids=["table", "with weights"])
def test_a_mention_in_passing_is_ordinary(text: str, reader: DangerReader) -> None:
    assert reader.find(text) is None


@given(st.sampled_from(FOUND), st.sampled_from([str.upper, str.title, str.swapcase]))
def test_capitals_hide_no_danger(text: str, written: object) -> None:
    assert callable(written)
    assert found(written(text)) == found(text)


@given(st.sampled_from(FOUND))
def test_full_width_letters_hide_no_danger(text: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert found(wide) == found(text)


@given(st.sampled_from(FOUND))
def test_traditional_characters_hide_no_danger(text: str) -> None:
    assert found(text.translate(TO_TRADITIONAL)) == found(text)


@given(
    st.sampled_from(FOUND),
    st.sampled_from(["", "你好。", "麻烦你们了。", "Hello. ", "各位师傅好。\n"]),
    st.sampled_from(["", "。谢谢", ". Thank you", "\n在解放大道口", "。辛苦了"]),
)
def test_polite_words_before_and_after_hide_no_danger(text: str, before: str, after: str) -> None:
    assert found(f"{before}{text}{after}") != "none"


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    danger = READER.find(text)
    assert danger is None or danger.kind in DangerKind


def test_searching_takes_time_in_proportion_to_the_length() -> None:
    letter = "尊敬的领导：我们小区的路灯坏了，晚上老人走路看不清，孩子也怕，请派人来修。"

    def looks(times: int) -> int:
        count = 0
        plain = _Entry.end_in

        def counted(self: _Entry, text: str, start: int) -> int:
            nonlocal count
            count += 1
            return plain(self, text, start)

        with patch.object(_Entry, "end_in", counted):
            assert READER.find(letter * times) is None
        return count

    assert looks(40) <= 45 * looks(1)


def test_of_several_dangers_the_first_one_listed_is_told() -> None:
    first, second = DangerKind.FIRE, DangerKind.INJURY
    reader = DangerReader([Danger(first, (), None, ("着火",)), Danger(second, (), None, ("流血",))])
    told = reader.find("流血了，着火了")
    assert told is not None
    assert told.kind is first


def test_a_phrase_takes_its_parts_near_each_other_and_in_order() -> None:
    reader = DangerReader([Danger(DangerKind.DROWNING, (), None, ("老人+掉进+卧龙湖",))])
    assert reader.find("有个老人掉进卧龙湖了")
    assert not reader.find("卧龙湖边老人掉进")
    assert not reader.find("老人。掉进卧龙湖")
    assert not reader.find("老人在这里住了很久很久很久很久很久很久很久，掉进卧龙湖")


def test_a_phrase_longer_than_a_message_is_read_to_its_end() -> None:
    others = "/".join(f"nobody{number}" for number in range(1000))
    assert DangerReader([Danger(DangerKind.FIRE, (), None, (), (f"{others}/he+burnt",))]).find("he is burnt")


def test_ordinary_phrases_of_a_district_outweigh_shorter_ones() -> None:
    said = Danger(DangerKind.FIRE, (), None, ("着火",), (), ("着火+面馆",))
    reader = DangerReader([said])
    assert not reader.find("着火面馆门口有个坑")
    assert reader.find("着火了")


def test_a_phrase_that_counts_alone_takes_no_further_words() -> None:
    reader = DangerReader([Danger(DangerKind.FIRE, (), None, ("火?",))])
    assert reader.find("火!!")
    assert reader.find("快来啊 火")
    assert not reader.find("火是个好东西")


def test_without_dangers_nothing_is_found() -> None:
    assert DangerReader(()).find("救命") is None


def test_a_phrase_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="着火"):
        DangerReader([Danger(DangerKind.FIRE, (), None, ("着火+",))])
