"""When words that name a place are the place of a draft, and when they are only words."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from bot.clock import SystemClock, TimeOrderedIds
from domain.geo.positions import Position, distance_m
from domain.language.danger import DangerReader
from domain.language.suggestion import Opens, Reading, Suggester
from domain.people.points import Awards
from domain.reporting.drafts import Draft, DraftMenu
from services.deps import Deps, Limits
from services.reporting.place_names import is_unknown_place, making_way, place_of, read_alone, unnamed
from tests.sample_views import HERE, district, draft, rider

CROSSING = "东风东路与湖滨北路口"
STATION = Position(37.4497, 116.2881, "wgs84", "location", 10.0)
DEPS = Deps(district(), Suggester(()), DangerReader(()), SystemClock(), TimeOrderedIds(), Awards(), Limits())


def placed(text: str, known: Position | None = None, given: Position | None = None, **changes: object) -> str | None:
    """How what the message brings became known, None where it brings no place."""
    position, _ = place_of(DEPS, rider(), draft(position=known, **changes), given, text)
    return position.source if position is not None else None


def note(text: str, drawn: Draft, given: Position | None = None) -> str:
    return place_of(DEPS, rider(), drawn, given, text)[1]


@pytest.mark.parametrize("source", ["exif", "live", "location", "venue", "typed", "plus_code", "link"])
def test_what_was_measured_gives_way_to_the_name_that_was_asked_for_alone(source: str) -> None:
    measured = replace(HERE, source=source)
    assert placed(CROSSING, measured) is None
    assert placed(CROSSING, measured, menu=DraftMenu.NOTE) is None
    assert placed(CROSSING, measured, menu=DraftMenu.PLACE) == "place"
    assert placed("大学路", measured, menu=DraftMenu.PLACE_UNKNOWN) == "place"
    assert placed("月亮背面", measured, menu=DraftMenu.PLACE) is None
    assert placed(CROSSING, None, measured) == source


def test_the_last_place_gives_way_unless_the_name_agrees_with_it() -> None:
    last = replace(STATION, source="last")
    assert placed(CROSSING, last) == "place"
    assert placed("德州站门口", last) is None
    assert placed("东风西路", last) is None
    assert placed("德州站门口", replace(last, accuracy_m=900.0)) == "place"


def test_of_two_names_the_more_exact_stays_unless_the_place_was_asked_for() -> None:
    crossing, _ = place_of(DEPS, rider(), draft(position=None), None, CROSSING)
    assert crossing
    assert placed("大学路", crossing) is None
    assert placed("大学路", crossing, menu=DraftMenu.PLACE) == "place"
    street, _ = place_of(DEPS, rider(), draft(position=None), None, "大学路")
    assert placed(CROSSING, street) == "place"


def test_the_more_exact_of_a_geocoder_and_the_districts_own_names_is_taken() -> None:
    for accuracy, expected in ((20.0, "gcj02"), (2_000.0, "wgs84")):
        given = Position(37.45, 116.31, "gcj02", "place", accuracy)
        position, _ = place_of(DEPS, rider(), draft(position=None), given, CROSSING)
        assert position
        assert position.datum == expected


def test_words_stay_the_note_unless_they_only_answer_where() -> None:
    asked = draft(position=None, menu=DraftMenu.PLACE)
    assert note(CROSSING, asked) == ""
    assert note(CROSSING, replace(asked, menu=DraftMenu.PLACE_UNKNOWN)) == ""
    assert note(f"{CROSSING} 井盖丢了", asked) == f"{CROSSING} 井盖丢了"
    assert note(CROSSING, replace(asked, menu=DraftMenu.CARD, version=1)) == CROSSING
    assert note(CROSSING, replace(asked, menu=DraftMenu.CARD, version=2)) == ""
    assert note(CROSSING, replace(asked, position=HERE)) == ""
    assert note(CROSSING, replace(asked, position=replace(HERE, source="place", accuracy_m=30.0))) == CROSSING
    assert note("月亮背面", asked) == "月亮背面"


def test_the_bare_name_of_a_place_is_no_problem_whatever_it_sounds_like() -> None:
    station = replace(next(iter(district().catalogue.values())), slug="station", zh="德州站", en="Station")
    deps = replace(DEPS, suggester=Suggester([station]))
    assert deps.suggester.read("德州站").opens is Opens.YES
    assert read_alone(deps, "德州站").opens is Opens.NO
    assert read_alone(deps, "德州站井盖不见了，快来人").opens is Opens.YES


def test_idle_talk_alone_reports_nothing_where_the_suggester_half_guesses() -> None:
    with patch.object(Suggester, "read", return_value=Reading((), fills=False, opens=Opens.ASK)):
        assert read_alone(DEPS, "国足又输了").opens is Opens.NO
        assert read_alone(DEPS, "那边那个东西").opens is Opens.ASK


def test_a_place_by_name_counts_as_of_now() -> None:
    position, _ = place_of(DEPS, rider(), draft(position=None), None, "德州站")
    assert position
    assert position.taken_at
    assert distance_m(position, STATION) < 1


@pytest.mark.parametrize(
    ("text", "changes", "is_unknown"),
    [
        ("月亮背面", {"menu": DraftMenu.PLACE}, True),
        ("月亮背面", {"menu": DraftMenu.PLACE_UNKNOWN}, True),
        ("月亮背面", {"menu": DraftMenu.NOTE}, False),
        ("", {"menu": DraftMenu.PLACE}, False),
        ("月亮背面", {"menu": DraftMenu.PLACE, "position": HERE}, True),
        ("月亮背面", {"position": HERE, "version": 2}, False),
        ("文化路28号", {"position": HERE, "version": 2}, False),
        ("文化路28号", {"version": 2}, True),
        ("文化路28号", {"version": 1}, False),
        ("一排都灭了", {"version": 2}, False),
    ],
)
def test_words_were_meant_as_a_place_where_one_was_asked_or_they_are_written_like_one(
    text: str, changes: dict[str, object], *, is_unknown: bool
) -> None:
    assert is_unknown_place(draft(**{"position": None, **changes}), text) is is_unknown


@pytest.mark.parametrize(
    ("source", "stays"), [("place", False), ("last", True), ("exif", True), ("location", True), (None, False)]
)
def test_edited_words_may_name_another_place_than_before_but_measure_none(source: str | None, *, stays: bool) -> None:
    drawn = draft(position=replace(HERE, source=source) if source else None)
    assert (unnamed(drawn).position is not None) is stays


@pytest.mark.parametrize(("source", "gives_way"), [("place", True), ("exif", False), ("location", False)])
def test_a_place_makes_way_for_one_by_name_that_takes_it_over(source: str, *, gives_way: bool) -> None:
    last = draft(position=replace(HERE, source="last"))
    assert (making_way(last, replace(STATION, source=source)).position is None) is gives_way
    assert making_way(last, None) is last
    asked = replace(last, menu=DraftMenu.PLACE)
    assert making_way(asked, replace(STATION, source="place")) is asked


def test_a_problem_answers_no_question_for_a_place_that_is_known() -> None:
    asked = draft(position=HERE, menu=DraftMenu.PLACE)
    assert not is_unknown_place(asked, "一排都灭了", is_problem=True)
    assert is_unknown_place(replace(asked, position=None), "一排都灭了", is_problem=True)


@pytest.mark.parametrize(
    ("text", "source", "left"),
    [
        ("Dezhou", "plus_code", ""),
        ("Dezhou", "link", "Dezhou"),
        ("有个坑在这里", "plus_code", "有个坑在这里"),
        ("", "plus_code", ""),
    ],
)
def test_the_town_of_a_short_plus_code_is_no_note(text: str, source: str, left: str) -> None:
    assert note(text, draft(position=None), replace(HERE, source=source)) == left


def test_a_corner_of_the_place_stays_in_the_note() -> None:
    asked = draft(position=None, menu=DraftMenu.PLACE)
    assert note("德州站", asked) == ""
    assert note("德州站门口", asked) == "德州站门口"


@pytest.mark.parametrize(("less_m", "stays"), [(0.0, False), (1.0, True)])
def test_of_two_equally_exact_names_the_later_counts(less_m: float, *, stays: bool) -> None:
    street, _ = place_of(DEPS, rider(), draft(position=None), None, "大学路")
    assert street
    assert street.accuracy_m
    known = replace(STATION, source="place", accuracy_m=street.accuracy_m - less_m)
    assert (placed("大学路", known) is None) is stays


def test_a_first_name_needs_no_place_to_take_over() -> None:
    assert placed("大学路") == "place"
    assert placed("有个坑") is None
    assert placed("") is None
