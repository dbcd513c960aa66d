import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.reports import Status
from texts.base.callbacks import LONGEST, Press, Verb, decode, encode, meant, short

NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", fullmatch=True)
IDS = st.integers(0, (1 << 63) - 1)


@given(verb=st.sampled_from(Verb), about=IDS, name=NAMES)
def test_any_name_of_a_district_fits_with_any_id_and_is_read_back(verb: Verb, about: int, name: str) -> None:
    press = Press(verb, about, short(name))
    data = encode(press)
    assert len(data.encode()) <= LONGEST
    assert decode(data) == press


@given(names=st.lists(NAMES, min_size=1, unique=True))
def test_a_short_name_means_one_name(names: list[str]) -> None:
    assert [meant(short(name), names) for name in names] == names


@given(about=IDS, status=st.sampled_from(Status))
def test_the_status_that_a_press_was_offered_in_comes_back(about: int, status: Status) -> None:
    press = Press(Verb.ACT, about, "duplicate", status)
    assert decode(encode(press)) == press


@pytest.mark.parametrize(
    "data", ["", "a", "a:1", "?:1:", "a:1:x:y", "a:zzzzzzzzzzzzz:", "a:1:accept:r\n", "a:-1:", "a:1:x y"]
)
def test_what_we_did_not_write_is_not_read(data: str) -> None:
    assert decode(data) is None


@given(st.text(max_size=64))
def test_no_data_raises(data: str) -> None:
    decode(data)


@pytest.mark.parametrize(
    ("data", "press"),
    [
        ("A:0:", Press(Verb.AGREE)),
        ("s:1z:", Press(Verb.SUBMIT, 71)),
        ("y:1z:123", Press(Verb.SAME, 71, "123")),
        ("a:1z:accept:r", Press(Verb.ACT, 71, "accept", Status.ROUTED)),
        ("a:1z:duplicate:2", Press(Verb.ACT, 71, "duplicate", Status.DUPLICATE)),
        ("z:1z:resolve", Press(Verb.REPLY, 71, "resolve")),
    ],
)
def test_a_button_of_the_last_release_is_understood(data: str, press: Press) -> None:
    assert decode(data) == press


def test_what_would_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="x"):
        encode(Press(Verb.ACT, (1 << 63) - 1, "x" * 25, Status.ROUTED))
