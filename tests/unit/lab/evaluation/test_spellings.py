import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evaluation.spellings import Spellings

PLACES = Spellings([("A7", "A7"), ("A15", "A15"), ("9 Queens", "q9"), ("8 Queens", "q8"), ("新湖街道", "C6")])


@pytest.mark.parametrize(
    ("spelling", "named"),
    [
        ("A7", "A7"),
        (" a7 ", "A7"),
        ("A07", "A7"),
        ("District A-7", "A7"),
        ("Ａ７", "A7"),
        ("09 QUEENS", "q9"),
        ("Queens Community Board 9", "q9"),
        ("新湖", "C6"),
        ("新湖社区居委会", None),
        ("A1", None),
        ("A70", None),
        ("QUEENS", None),
        ("19 Queens", None),
        ("District", None),
        ("", None),
    ],
)
def test_a_spelling_names_one_place_or_none(spelling: str, named: str | None) -> None:
    assert PLACES.find(spelling) == named


def test_a_looser_reading_that_fits_two_is_none() -> None:
    both = Spellings([("Ward 1", "w"), ("District 1", "d"), ("01", "one")])
    assert both.find("ward 1") == "w"
    assert both.find("precinct 1") is None
    assert both.find("01") == "one"


def test_an_id_goes_before_a_name() -> None:
    assert Spellings([("1", "1"), ("2", "2"), ("2", "1")]).find("2") == "2"


@given(st.dictionaries(st.text(min_size=1).filter(lambda text: text == text.strip()), st.integers(), max_size=6))
def test_each_id_as_it_is_written_names_itself(names: dict[str, int]) -> None:
    places = Spellings([(name, name) for name in names])
    assert all(places.find(name) == name for name in names)
