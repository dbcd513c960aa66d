"""Words are folded to one spelling, and words made of parts are spelt out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.folding import every_word, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        *(("几时有人嚟", "什么时候有人来"), ("俺咋个兑换", "我怎么兑换"), ("修好啦", "修好了"), ("转 人 工", "转人工")),
        *(("don't", "do not"), ("who's there", "who is there"), ("hellooo", "hello"), ("thx u", "thanks you")),
        *(("f**k", "fuck"), ("催催催催", "催催"), ("一三八零零零零", "一三八零零零零"), ("啊", "啊")),
    ],
)
def test_many_spellings_become_one(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_made_of_parts_are_spelt_out() -> None:
    assert list(every_word("修好|{找/叫}个{人/}")) == ["修好", "找个人", "找个", "叫个人", "叫个"]


@given(st.text(max_size=200))
def test_any_text_is_folded(text: str) -> None:
    assert isinstance(fold(text), str)
