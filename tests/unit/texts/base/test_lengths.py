from hypothesis import given
from hypothesis import strategies as st

from domain.language.widths import columns
from texts.base.lengths import cut, cut_columns, seen_units, units
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


@given(text=ANY, at_most=st.integers(2, 40))
def test_a_text_cut_by_columns_fits_and_begins_as_the_whole_one(text: str, at_most: int) -> None:
    shorter = cut_columns(text, at_most)
    assert columns(shorter) <= at_most
    assert text.startswith(shorter.removesuffix("…"))
    assert columns(text) > at_most or shorter == text
