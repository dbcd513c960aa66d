import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.base.lengths import columns, cut, cut_columns, room, seen_units, units
from texts.base.wording import html

ANY = st.text(max_size=80) | st.text("a灯😀👩🏽‍🚒é\u0301\u200d", max_size=80)


@given(text=ANY, at_most=st.integers(0, 60))
def test_a_cut_text_fits_and_begins_as_the_whole_one(text: str, at_most: int) -> None:
    shorter = cut(text, at_most)
    assert units(shorter) <= at_most
    assert text.startswith(shorter.removesuffix("…"))


@given(text=ANY)
def test_a_text_that_fits_stays_whole(text: str) -> None:
    assert cut(text, units(text)) == text


@given(text=ANY)
def test_units_are_those_of_utf16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2


@given(text=st.text(max_size=80))
def test_what_is_seen_of_html_is_what_was_written(text: str) -> None:
    assert seen_units(html(text)) == units(text)


def test_a_joined_emoji_is_never_cut_apart() -> None:
    assert cut("ok👩🏽‍🚒 now", 6) == "ok…"


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("提交", 4),
        ("Submit", 6),
        ("✅ 提交", 7),
        ("📍 位置", 7),
        ("✏️ 说明", 7),
        ("🛠 已解决", 9),
        ("🕳 井盖丢了", 11),
        ("👩🏽‍🚒", 2),
        ("e\u0301", 1),
        ("…", 2),
        ("·é", 2),
    ],
)
def test_columns_are_what_a_phone_shows(text: str, wide: int) -> None:
    assert columns(text) == wide


def test_a_half_row_holds_eight_chinese_or_sixteen_latin_characters() -> None:
    assert (room(1), room(2), room(3)) == (33, 16, 10)
    assert columns("非机动车、共享单") == room(2) == columns("Streetlight down")


@given(text=ANY, at_most=st.integers(2, 40))
def test_a_text_cut_by_columns_fits_and_begins_as_the_whole_one(text: str, at_most: int) -> None:
    shorter = cut_columns(text, at_most)
    assert columns(shorter) <= at_most
    assert text.startswith(shorter.removesuffix("…"))
    assert columns(text) > at_most or shorter == text
