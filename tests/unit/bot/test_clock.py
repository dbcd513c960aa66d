"""Ids grow with time and never come twice; codes can be read out."""

import time_machine

from bot.clock import TimeOrderedIds, new_code

AT = 1_795_000_000_000


def test_an_id_begins_with_the_milliseconds_at_which_it_was_made() -> None:
    with time_machine.travel(AT / 1000, tick=False):
        assert TimeOrderedIds().new() >> 21 == AT


def test_ids_of_one_moment_differ_and_grow() -> None:
    with time_machine.travel(AT / 1000, tick=False):
        ids = TimeOrderedIds()
        made = [ids.new() for _ in range(1000)]
    assert made == sorted(set(made))


def test_an_id_fits_63_bits_for_a_century() -> None:
    with time_machine.travel(AT / 1000 + 75 * 365 * 86400, tick=False):
        assert 0 < TimeOrderedIds().new() < 1 << 63


def test_a_code_has_no_letter_that_is_read_as_another() -> None:
    codes = [new_code() for _ in range(200)]
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("IO01")
    assert len(set(codes)) == len(codes)
