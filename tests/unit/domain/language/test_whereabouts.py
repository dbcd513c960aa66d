"""Words that say where something is are told from words that say what is wrong."""

import pytest

from domain.language.whereabouts import is_whereabouts, means_place

WHERE = (
    "在东门", "在门口", "东门口", "在北门外面", "在马路对面", "西侧", "路中间", "右边", "在路边",
    "非机动车道", "人行道上", "负一层", "地下车库", "电梯口", "三楼", "往北20米", "在楼下", "就在前面",
    "在小区里面", "在超市旁边", "3号楼2单元", "桥头", "在天桥下面", "第二个路口", "这里", "垃圾桶旁边",
)  # fmt: skip
WHERE_IN_ENGLISH = (
    "at the east gate", "It's on the pavement", "in front of the shop", "next to the bus stop", "behind building 3",
    "basement", "here", "at the light",
)  # fmt: skip
WHAT = (
    "井盖丢了", "路灯不亮", "路坏了", "门口有坑", "垃圾桶", "楼道灯", "消防通道", "在吗", "在的", "你好", "上", "谢谢",
    "no light", "light", "stop", "street is a river", "door broken", "hello", "", "   ",
)  # fmt: skip


@pytest.mark.parametrize("text", [*WHERE, *WHERE_IN_ENGLISH])
def test_words_that_say_where(text: str) -> None:
    assert is_whereabouts(text)
    assert is_whereabouts(f" {text}。")


@pytest.mark.parametrize("text", WHAT)
def test_words_that_say_what_or_nothing(text: str) -> None:
    assert not is_whereabouts(text)


@pytest.mark.parametrize("text", WHERE)
def test_with_a_problem_they_say_more_than_where(text: str) -> None:
    assert not is_whereabouts(f"{text}路灯不亮")
    assert not is_whereabouts(f"{text}井盖丢了")


def test_an_address_is_meant_as_a_place_whatever_else_is_said() -> None:
    assert means_place("三八路188号，路灯不亮")
    assert not is_whereabouts("三八路188号，路灯不亮")


@pytest.mark.parametrize("text", ["路口" * 14 + "坑", "里面" * 14 + "?", "at the gate " * 2 + "x", "一" * 30])
def test_words_that_begin_like_a_place_are_given_up(text: str) -> None:
    assert not is_whereabouts(text)
