"""Codes: as they are printed they are read, however they are typed; and nothing else is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import new_code
from domain.programme.codes import code_in, in_halves

CODES = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=8, max_size=8)


@given(CODES, st.sampled_from([str.lower, str.upper]), st.sampled_from(["-", " ", " - ", "", "–", "\u3000"]))
def test_what_is_printed_is_read_however_it_is_typed(code: str, case: object, between: str) -> None:
    printed = in_halves(code)
    assert len(printed) == 9
    assert code_in(printed) == code
    typed = printed.lower() if case is str.lower else printed
    assert code_in(f" {typed.replace('-', between)} ") == code


def test_letters_that_look_alike_are_read_as_those_that_codes_have() -> None:
    assert code_in("oO0i I1AB") == code_in("QQQL-LLAB")


@given(st.text(max_size=30))
def test_whatever_is_read_is_a_code_or_nothing(words: str) -> None:
    assert code_in(words) in {"", code_in(code_in(words))}


@pytest.mark.parametrize("words", ["", "ABCD-EFG", "ABCD-EFGHJ", "井盖井盖井盖井盖", "../../AB", "<b>ABCD>"])
def test_what_is_no_code(words: str) -> None:
    assert code_in(words) == ""


def test_a_new_code_is_one() -> None:
    code = new_code()
    assert code_in(in_halves(code)) == code
