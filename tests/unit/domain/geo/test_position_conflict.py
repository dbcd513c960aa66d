"""Which of a draft's positions counts, and when the rider is asked which of two it is."""

from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.position_conflict import RANKS, DraftPosition, Rank, choose, disagree, place
from domain.geo.positions import METRES_PER_DEGREE, Position

SOURCES = sorted(RANKS)
BY_HAND = [source for source in SOURCES if RANKS[source] is Rank.GIVEN]


def at(metres: float, source: str, accuracy_m: float | None = None) -> Position:
    """A position so far north of one place."""
    return Position(37.4425 + metres / METRES_PER_DEGREE, 116.3075, "wgs84", source, accuracy_m, 1)


def held_after(*positions: Position, corrects: bool = False) -> DraftPosition:
    return reduce(lambda held, given: place(held, given, corrects=corrects), positions, DraftPosition())


@pytest.mark.parametrize(
    ("apart", "accuracies", "expected"),
    [
        (190, (5, 5), False),
        (210, (5, 5), True),
        (210, (None, None), True),
        (900, (400, 100), False),
        (1100, (400, 100), True),
    ],
)
def test_positions_disagree_beyond_200_m_and_twice_their_accuracies(
    apart: float, accuracies: tuple[float | None, float | None], *, expected: bool
) -> None:
    assert disagree(at(0, "exif", accuracies[0]), at(apart, "live", accuracies[1])) is expected


@pytest.mark.parametrize(
    ("first", "second"),
    [("exif", "live"), ("live", "exif"), ("exif", "location"), ("venue", "exif"), ("exif", "exif"), ("exif", "place"),
     ("typed", "exif"), ("live", "place"), ("place", "link")],
)  # fmt: skip
def test_two_that_speak_of_the_problem_and_disagree_are_both_kept(first: str, second: str) -> None:
    a, b = at(0, first), at(2000, second)
    held = held_after(a, b)
    assert {held.position, held.other_position} == {a, b}
    assert not held.chosen
    assert held.position is not None
    assert RANKS[held.position.source] == max(RANKS[first], RANKS[second])


@pytest.mark.parametrize("far", [10, 2000])
@pytest.mark.parametrize(
    ("first", "second"),
    [("last", "exif"), ("last", "live"), ("live", "location"), ("location", "venue"), ("last", "typed")],
)
def test_a_better_place_replaces_what_only_told_of_the_rider(first: str, second: str, far: float) -> None:
    assert held_after(at(0, first), at(far, second)) == DraftPosition(at(far, second))


@pytest.mark.parametrize(
    ("first", "second"), [("exif", "last"), ("location", "live"), ("live", "live"), ("typed", "last")]
)
def test_where_the_rider_went_later_changes_nothing(first: str, second: str) -> None:
    assert held_after(at(0, first), at(2000, second)) == DraftPosition(at(0, first))


@pytest.mark.parametrize(("first", "second"), [("exif", "live"), ("exif", "exif"), ("location", "exif")])
def test_positions_that_agree_leave_the_first(first: str, second: str) -> None:
    assert held_after(at(0, first), at(50, second)) == DraftPosition(at(0, first))


def test_the_choice_stands_until_the_rider_gives_a_place_by_hand() -> None:
    photo, live = at(0, "exif"), at(2000, "live")
    chosen = choose(held_after(photo, live), live)
    assert chosen == DraftPosition(live, photo, chosen=True)
    assert choose(chosen, live) == chosen, "pressed twice"
    assert choose(chosen, photo).position == photo, "and taken back"
    assert place(chosen, at(5000, "exif")) == chosen
    assert place(chosen, at(5000, "live")) == chosen
    assert place(chosen, at(5000, "location")) == DraftPosition(at(5000, "location"), chosen=True)
    with pytest.raises(ValueError, match="location"):
        choose(chosen, at(9000, "location"))


def test_a_place_by_hand_answers_the_question() -> None:
    answer = at(4000, "typed")
    assert held_after(at(0, "exif"), at(2000, "exif"), answer) == DraftPosition(answer, chosen=True)


def test_a_place_by_hand_that_corrects_is_not_asked_about() -> None:
    assert held_after(at(0, "exif"), at(2000, "location"), corrects=True) == DraftPosition(
        at(2000, "location"), chosen=True
    )


@pytest.mark.parametrize("far", [10, 2000])
@pytest.mark.parametrize("known", SOURCES)
def test_a_name_that_was_asked_for_is_the_place_whatever_stood(known: str, far: float) -> None:
    name = at(far, "place", 30)
    answered = place(DraftPosition(at(0, known)), name, corrects=True)
    assert answered == DraftPosition(name, chosen=True)
    assert place(answered, at(0, "exif")) == answered, "a photo that comes later has no say"
    assert place(answered, at(0, "location")).position == at(0, "location")
    assert place(DraftPosition(at(0, known)), at(far, "exif"), corrects=True) == place(
        DraftPosition(at(0, known)), at(far, "exif")
    ), "nobody was asked for a photo"


def test_a_third_place_leaves_the_first_two() -> None:
    held = held_after(at(0, "exif"), at(2000, "exif"), at(4000, "exif"))
    assert held == DraftPosition(at(0, "exif"), at(2000, "exif"))


POSITIONS = st.builds(at, st.floats(0, 5000), st.sampled_from(SOURCES), st.none() | st.floats(0, 500))


@given(st.lists(POSITIONS, min_size=1, max_size=8))
def test_no_better_source_is_ever_lost_to_a_worse_one(positions: list[Position]) -> None:
    held = held_after(*positions)
    assert held.position is not None
    assert RANKS[held.position.source] == max(RANKS[position.source] for position in positions)
    assert (
        held.other_position is None or disagree(held.other_position, held.position) or held.other_position in positions
    )


@given(st.lists(POSITIONS, min_size=1, max_size=6), st.sampled_from(BY_HAND))
def test_what_was_given_by_hand_last_is_held_unless_it_is_asked_about(positions: list[Position], source: str) -> None:
    given_last = replace(at(9000, source), accuracy_m=None)
    held = held_after(*positions, given_last)
    assert held.position == given_last
