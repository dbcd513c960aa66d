"""Records come back from the rows and JSON texts that they were written to, foreign ones with what they have."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.reporting.drafts import Draft, DraftStage, NotePart
from domain.timers import Timer
from storage.repositories.compiled import reader, writer
from storage.repositories.rows import from_row, to_row
from storage.session import Row, Value

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
NUMBERS = st.integers(-(2**53), 2**53)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
POSITIONS = st.builds(Position, FLOATS, FLOATS, WORDS, WORDS, st.none() | FLOATS, st.none() | NUMBERS)
PARTS = st.builds(NotePart, NUMBERS, WORDS)
RIDERS = st.builds(
    Rider,
    id=NUMBERS,
    chat_id=NUMBERS,
    language=WORDS,
    consent=NUMBERS,
    last_place=st.none() | POSITIONS,
    last_place_at=st.none() | NUMBERS,
    created_at=NUMBERS,
)
TIMERS = st.builds(Timer, key=WORDS, due_at=NUMBERS)
DRAFTS = st.builds(
    Draft,
    id=NUMBERS,
    rider_id=NUMBERS,
    opened_at=NUMBERS,
    touched_at=NUMBERS,
    stage=st.sampled_from(DraftStage),
    category_chosen=st.booleans(),
    guesses=st.lists(WORDS).map(tuple),
    note_parts=st.lists(PARTS).map(tuple),
    position=st.none() | POSITIONS,
    near_shown=st.lists(NUMBERS).map(tuple),
)


def stored(values: dict[str, Value]) -> Row:
    """The row of these columns, as the engine gives it."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    columns = ", ".join(f":{name} as {name}" for name in values)
    row: Row = connection.execute(f"select {columns}", values).fetchone()
    connection.close()
    return row


@given(RIDERS | TIMERS)
def test_a_record_comes_back_from_its_row(record: Any) -> None:
    assert from_row(type(record), stored(to_row(record))) == record


@given(DRAFTS)
def test_a_record_whose_photos_are_stored_apart_comes_back(draft: Draft) -> None:
    row = to_row(draft)
    assert "photos" not in row
    assert from_row(Draft, stored(row), photos=()) == draft


@given(POSITIONS | PARTS)
def test_json_comes_back_and_is_what_others_would_write(record: Any) -> None:
    shape: Any = type(record)
    text = writer(shape)(record)
    assert reader(shape)(json.loads(text)) == record
    assert text == json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Known:
    """Stands for a record that got an attribute."""

    old: int
    new: tuple[str, ...] = ("none",)


def test_what_is_missing_gets_its_default_and_what_is_foreign_is_left_out() -> None:
    assert reader(Known)({"old": 1, "unheard": 2}) == Known(1)
    assert from_row(Known, stored({"unheard": 2, "old": 1})) == Known(1)


@pytest.mark.parametrize("document", [{}, {"old": "no"}, {"old": 1, "new": None}])
def test_what_is_no_such_record_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        reader(Known)(document)


@dataclass(frozen=True, slots=True)
class Odd:
    """Holds what has no stored form."""

    thing: dict[str, int]


def test_what_has_no_stored_form_is_refused_at_once() -> None:
    for make in (reader, writer):
        with pytest.raises(TypeError, match="cannot be stored"):
            make(Odd)
