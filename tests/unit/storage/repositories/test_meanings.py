"""Every meaning comes back from its JSON as it went in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messages import Meaning, Notice
from storage.repositories.meanings import CARDS, KINDS, read_meaning, write_meaning


@given(st.one_of([st.from_type(kind) for kind in KINDS]))
def test_a_meaning_comes_back_as_it_was(meaning: Meaning) -> None:
    assert read_meaning(write_meaning(meaning)) == meaning


def test_every_meaning_has_a_name_of_its_own() -> None:
    assert set(KINDS) == set(Meaning.__args__)
    assert len(set(KINDS.values())) == len(KINDS)
    assert set(CARDS) <= set(KINDS)


def test_the_tag_does_not_hide_a_field() -> None:
    written = json.loads(write_meaning(Notice("accepted")))
    assert (written["meaning"], written["kind"]) == ("notice", "accepted")


def test_an_unknown_meaning_is_an_error() -> None:
    with pytest.raises(Exception, match="telegram"):
        read_meaning('{"meaning":"telegram"}')
