"""When words that name a place are the place of a draft, and when they are only words."""

from dataclasses import replace

import pytest

from bot.clock import SystemClock, TimeOrderedIds
from domain.geo.positions import Position, distance_m
from domain.language.suggestion import Suggester
from domain.people.points import Awards
from domain.reporting.drafts import Draft, DraftMenu
from services.deps import Deps, Limits
from services.reporting.place_names import names_problem, place_of
from tests.sample_views import HERE, district, draft, rider

CROSSING = "东风东路与湖滨北路口"
STATION = Position(37.4497, 116.2881, "wgs84", "location", 10.0)
DEPS = Deps(district(), Suggester(()), SystemClock(), TimeOrderedIds(), Awards(), Limits())


def placed(text: str, known: Position | None = None, given: Position | None = None, **changes: object) -> str | None:
    """How what the message brings became known, None where it brings no place."""
    position, _ = place_of(DEPS, rider(), draft(position=known, **changes), given, text)
    return position.source if position is not None else None


def note(text: str, drawn: Draft, given: Position | None = None) -> str:
    return place_of(DEPS, rider(), drawn, given, text)[1]


@pytest.mark.parametrize("source", ["exif", "live", "location", "venue", "typed", "plus_code", "link"])
def test_what_was_measured_is_never_replaced(source: str) -> None:
    measured = replace(HERE, source=source)
    assert placed(CROSSING, measured) is None
    assert placed(CROSSING, measured, menu=DraftMenu.PLACE) is None
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
    assert note(CROSSING, replace(asked, position=HERE)) == CROSSING
    assert note("月亮背面", asked) == "月亮背面"


def test_the_bare_name_of_a_place_is_no_problem_whatever_it_sounds_like() -> None:
    station = replace(next(iter(district().catalogue.values())), slug="station", zh="德州站", en="Station")
    deps = replace(DEPS, suggester=Suggester([station]))
    assert deps.suggester.names_problem("德州站")
    assert not names_problem(deps, "德州站")
    assert names_problem(deps, "德州站井盖不见了，快来人")


def test_a_place_by_name_counts_as_of_now() -> None:
    position, _ = place_of(DEPS, rider(), draft(position=None), None, "德州站")
    assert position
    assert position.taken_at
    assert distance_m(position, STATION) < 1
