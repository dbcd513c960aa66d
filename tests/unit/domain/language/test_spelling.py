"""What people type is brought to one spelling, the ordinary text by a shorter way to the same."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.spelling import Speller, normalise

typed = st.text(st.sampled_from("a坑壞’`  \t\r\n\f\v\x85\u1680\u2028\u2029\u3000ｑＱİﷺ"), max_size=40)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("路燈壞了", "路灯坏了"),
        ("ＭＡＮＨＯＬＥ　ＣＯＶＥＲ", "manhole cover"),
        ("  It’s   broken\t ", "it's broken"),
        ("第一\n第二", "第一\n第二"),
        ("有坑", "有坑"),
        ("", ""),
    ],
)
def test_one_spelling(text: str, read: str) -> None:
    assert normalise(text) == read


@given(st.one_of(typed, st.text(max_size=80)))
def test_nothing_unusual_is_left(text: str) -> None:
    read = normalise(text)
    assert not re.search(r"  |[\t\r\f\v\x85\u1680\u2028\u2029蓋壞燈’`]", read)
    assert read == read.strip()


@given(st.text(st.sampled_from("ab 坑灯。1\n"), max_size=40))
def test_what_is_usual_stays(text: str) -> None:
    assert normalise(text) == re.sub(" +", " ", unicodedata.normalize("NFKC", text)).strip()


SPELLER = Speller(["manhole", "streetlight", "stairwell", "flood"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("manhol", "manhole"),
        ("manhoole", "manhole"),
        ("mahnole", "manhole"),
        ("the stairwel is dark", "the stairwell is dark"),
        ("streetlights", "streetlights"),
        ("manhole", "manhole"),
        ("nanhole", "nanhole"),
        ("xmanhole", "xmanhole"),
        ("flod", "flod"),
    ],
)
def test_one_slip_behind_the_first_letter_of_a_long_word_is_put_right(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("a knfie", "a knife"), ("kinfe", "knife"), ("knive", "knive"), ("knife", "knife")]
)
def test_of_a_shorter_word_only_swapped_letters_are_put_right(typed: str, meant: str) -> None:
    assert Speller((), (), ["knife"]).correct(typed) == meant
