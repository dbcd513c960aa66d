"""What can be looked for, and by which tokens."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language.finding import label, query, terms_of, tokens_of


def last(text: str) -> str:
    """The token of a text's last character."""
    return tokens_of(text[-1])[0]


def pairs(text: str) -> list[str]:
    return [last(first) + last(second).removeprefix("b") for first, second in pairwise(text)]


def test_chinese_is_found_by_pairs_and_other_scripts_by_words() -> None:
    assert tokens_of("井盖坏了") == [*pairs("井盖坏了"), last("了")]
    assert tokens_of("Street-Lamp 12") == [label("w", "street"), label("w", "lamp"), label("w", "12")]
    assert tokens_of("３号楼", "３") == [label("w", "3"), *pairs("号楼"), last("楼")]


@pytest.mark.parametrize("words", ["", "%", "_", "'\"", "🕳", "🕳🕳", "a", "( ) *", "\\", "\x00", "？！", "a_b"])
def test_signs_and_single_letters_can_not_be_looked_for(words: str) -> None:
    assert terms_of(words) == []


def test_quotes_around_a_word_change_nothing() -> None:
    assert terms_of("“坑洼” (Lamp)") == terms_of("坑洼 Lamp")
    (term,) = terms_of("“猫”")
    assert term.is_single


def test_a_single_chinese_character_is_found_wherever_it_stands() -> None:
    (term,) = terms_of("猫")
    assert term.is_single
    (beginning,) = term.tokens
    for text in ("猫在坑里", "坑里有猫", "一只猫跑了"):
        assert any(token.startswith(beginning.removesuffix("*")) for token in tokens_of(text))
    assert not any(token.startswith(beginning.removesuffix("*")) for token in tokens_of("狗在坑里"))


def test_a_single_character_beside_a_number_is_left_out() -> None:
    (term,) = terms_of("12号")
    assert term.tokens == (label("w", "12"),)


def test_letters_are_found_by_how_they_begin_and_numbers_whole() -> None:
    (lamp,), (number,) = terms_of("Lam"), terms_of("12")
    assert (lamp.tokens, number.tokens) == ((label("w", "lam") + "*",), (label("w", "12"),))


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_part_of_a_text_is_found_in_it(before: str, after: str) -> None:
    tokens = tokens_of(f"{before} 解放路的井盖 {after}")
    for part in ("解放路", "井盖", "放路的井"):
        (term,) = terms_of(part)
        assert set(term.tokens) <= set(tokens)


@given(st.text(max_size=200))
def test_a_search_is_made_of_tokens_and_signs_alone(words: str) -> None:
    terms = terms_of(words)
    asked = query(terms, [[label("c", "pothole")]] * len(terms), [label("q", "城管")])
    left = asked.replace("AND", "").replace("OR", "")
    assert set(left) <= set("0123456789abcdefghijklmnopqrstuvwxyz()* ")


def test_each_word_must_be_there_by_its_tokens_or_as_a_name() -> None:
    terms = terms_of("井盖 lamp")
    asked = query(terms, [["c1"], []], ["q1", "q2"])
    assert asked == f"(({terms[0].tokens[0]}) OR c1) AND (({terms[1].tokens[0]})) AND (q1 OR q2)"
