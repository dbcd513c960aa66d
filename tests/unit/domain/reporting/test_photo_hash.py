"""Hashes and the keys that find them."""

from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.photo_hash import BITS, bits_apart, hash_of, keys_of, nearest, photo_hash_of, read, written

HASH = st.integers(0, (1 << BITS) - 1)
WINDOW = st.lists(st.integers(-255, 255), min_size=BITS, max_size=BITS)


@given(HASH, HASH, HASH)
def test_the_bits_that_differ_are_a_distance(a: int, b: int, c: int) -> None:
    assert bits_apart(a, a) == 0
    assert bits_apart(a, b) == bits_apart(b, a) <= BITS
    assert bits_apart(a, c) <= bits_apart(a, b) + bits_apart(b, c)


@given(st.lists(HASH, max_size=5))
def test_hashes_come_back_from_their_text(hashes: list[int]) -> None:
    assert read(written(hashes)) == tuple(hashes)
    assert len(written(hashes)) == 32 * len(hashes)


@given(HASH, st.integers(0, BITS - 1))
def test_one_bit_changes_one_key(picture: int, bit: int) -> None:
    before, after = keys_of(picture), keys_of(picture ^ 1 << bit)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert len({*before}) == 5, "the bands' keys never meet"
    assert all(0 < key < 1 << 29 for key in before)


@given(HASH, st.sets(st.integers(0, BITS - 1), max_size=4))
def test_a_hash_is_found_whichever_four_bits_differ(picture: int, turned: set[int]) -> None:
    other = picture
    for bit in turned:
        other ^= 1 << bit
    assert set(keys_of(picture)) & set(keys_of(other))


@given(WINDOW)
def test_the_probes_are_the_keys_and_those_with_weak_bits_turned(window: list[int]) -> None:
    look = photo_hash_of([window], [window])
    assert look.kept == look.sought == (hash_of(window),)
    assert list(look.probes[:5]) == keys_of(look.kept[0])
    assert len(look.probes) == len(set(look.probes)) == 5 * 8
    weakest = min(range(BITS), key=lambda place: (abs(window[place]), place))
    assert set(keys_of(look.kept[0] ^ 1 << BITS - 1 - weakest)) <= set(look.probes)


def test_the_most_alike_of_two_sets_count() -> None:
    assert nearest([0b1111, 0b0001], [0b0011, 0b1000]) == 1
    assert nearest([], [1]) == BITS
