"""Which complaints and words about progress may be said of what their rider has just shown."""

import pytest

from domain.language.remarks import is_remark


@pytest.mark.parametrize(
    "text",
    [
        "修了又坏",
        "没人管",
        "没有人来修",
        "报了三次都没人来",
        "报过好几次了",
        "物业不管",
        "还没修好啊",
        "根本没修",
        "冇人理",
        "又堵了",
        "一直没人清",
        "nobody came",
        "no one cares",
        "fixed and broken again",
        "still not fixed",
        "hasn't been repaired",
        "they never came",
        "reported three times and nobody came",
        "I reported it five times",
    ],
)
def test_how_it_stands_is_a_remark(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize(
    "text",
    [
        *("赶紧修", "快点修一下", "请尽快处理", "能修一下吗", "你们赶紧来人修", "能不能快点修？"),
        *("please fix asap", "fix this asap", "could someone fix it please?", "can this be repaired?"),
    ],
)
def test_that_it_be_mended_is_wished_of_what_was_shown(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize(
    "text",
    [
        "你们怎么没人管",
        "你们根本没修",
        "没人管吗",
        "修好了吗",
        "修没修",
        "修好没",
        "什么时候修好",
        "怎么还没人来",
        "有没有人管",
        "没修就关单了",
        "上次报的还没修",
        "我要投诉，没人管",
        "昨天报的没人来",
        "找人工",
        "催一下",
        "差评",
        "打电话没人接",
        "垃圾政府",
        "nobody cares, do you",
        "you never fixed it",
        "has nobody come?",
        "why is it not fixed",
        "my report is not fixed",
        "you said fixed but it is not",
        "closed but not fixed",
        "any news",
        "请问处理到哪了",
        "请告知处理进度",
        "快修好了吗",
        "今天能修好不",
        "什么时候能修",
        "上次那个赶紧修",
        "can you update me on the fix",
        "hurry up",
        "I want to complain, nobody came",
    ],
)
def test_questions_and_what_is_said_to_us_or_of_another_report_are_none(text: str) -> None:
    assert not is_remark(text)
