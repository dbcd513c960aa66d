"""Which of several positions a draft takes, when the rider is asked, and when an old one must be confirmed."""

from dataclasses import replace

import pytest

from domain.errors import Stale
from domain.geo.live_location import LiveLocation
from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.reporting.drafts import ASKS_PLACE, Draft, DraftMenu
from services.reporting import position_conflict
from services.reporting.position_conflict import mark, placed, replaced
from tests.sample_views import HOUR, MINUTE, draft
from tests.usecases import HERE, START, Case

DAY = 24 * HOUR


def at(source: str, metres: float = 0, **changes: object) -> Position:
    """A position so far north of here."""
    changed = replace(HERE, source=source, lat=HERE.lat + metres / METRES_PER_DEGREE)
    return replace(changed, **changes)  # type: ignore[arg-type]


def live(metres: float = 0, age: int = 0) -> LiveLocation:
    return LiveLocation(7, 5, at("live", metres), START - age, START + HOUR)


def held(drawn: Draft) -> tuple[Position | None, Position | None]:
    return drawn.position, drawn.other_position


NOWHERE = draft(position=None)


def test_the_first_usable_position_is_taken() -> None:
    bad = Position(0, 0, "wgs84", "exif")
    assert held(placed(NOWHERE, (bad, at("exif")), None, START)) == (at("exif"), None)
    assert held(placed(NOWHERE, (bad,), None, START)) == (None, None)
    assert placed(NOWHERE, (), None, START) == NOWHERE


@pytest.mark.parametrize(("age", "is_taken"), [(2 * MINUTE, True), (2 * MINUTE + 1, False)])
def test_a_live_location_places_a_draft_without_a_place_while_it_is_fresh(age: int, *, is_taken: bool) -> None:
    assert placed(NOWHERE, (), live(age=age), START).position == (at("live") if is_taken else None)


@pytest.mark.parametrize(
    ("source", "taken"),
    [("last", "live"), ("place", "live"), ("exif", "exif"), ("live", "live"), ("location", "location")],
)
def test_a_live_location_gives_way_to_what_is_as_good(source: str, taken: str) -> None:
    drawn = placed(draft(position=at(source, 20)), (), live(), START)
    assert drawn.position
    assert drawn.position.source == taken
    assert (drawn.position.lat == HERE.lat) is (source != taken)


def test_a_live_location_speaks_beside_a_photo_that_just_came_and_not_later() -> None:
    far = at("exif", 500)
    assert held(placed(NOWHERE, (far,), live(), START)) == (far, at("live"))
    assert held(placed(draft(position=far), (), live(), START)) == (far, None)
    given = at("location", 500)
    assert held(placed(NOWHERE, (given,), live(), START)) == (given, None)


@pytest.mark.parametrize(("metres", "is_asked"), [(199, False), (201, True)])
def test_two_places_farther_apart_than_200_m_are_asked_about(metres: float, *, is_asked: bool) -> None:
    drawn = placed(draft(position=at("exif")), (at("location", metres),), None, START)
    assert held(drawn) == (at("location", metres), at("exif") if is_asked else None)
    assert drawn.asks_place is is_asked


@pytest.mark.parametrize("menu", DraftMenu)
def test_a_place_given_by_hand_to_the_open_menu_is_the_answer(menu: DraftMenu) -> None:
    drawn = placed(draft(position=at("exif"), menu=menu), (at("location", 500),), None, START)
    assert drawn.place_chosen is (menu in ASKS_PLACE)
    assert drawn.asks_place is (menu not in ASKS_PLACE)


def test_a_new_place_is_not_yet_confirmed_and_the_same_one_stays_so() -> None:
    known = draft(position=at("exif"), position_confirmed=True)
    assert placed(known, (at("exif", 10),), None, START).position_confirmed
    assert not placed(known, (at("location", 10),), None, START).position_confirmed


def test_an_edit_that_names_the_same_place_again_changes_nothing() -> None:
    asked = placed(draft(position=at("exif")), (at("location", 500),), None, START)
    assert replaced(asked, at("typed"), START) is asked
    assert replaced(asked, at("typed", 500), START) is asked
    assert replaced(asked, at("typed", 1000), START).position == at("typed", 1000)


@pytest.mark.parametrize("metres", [0, 500])
async def test_the_rider_takes_either_of_two(case: Case, metres: float) -> None:
    first, second = at("exif"), at("location", 500)
    asked = placed(draft(position=first), (second,), None, START)
    chosen = position_conflict.chosen(case.deps, asked, mark(at("", metres)))
    assert held(chosen) == ((second, first) if metres else (first, second))
    assert chosen.place_chosen
    assert not chosen.asks_place
    assert not chosen.position_confirmed


@pytest.mark.parametrize(("age", "is_confirmed"), [(DAY, False), (DAY + 1, True)])
async def test_taking_an_old_one_of_two_confirms_it(case: Case, age: int, *, is_confirmed: bool) -> None:
    old = at("exif", taken_at=START - age)
    asked = placed(draft(position=old), (at("location", 500),), None, START)
    assert position_conflict.chosen(case.deps, asked, mark(old)).position_confirmed is is_confirmed


async def test_what_is_neither_of_two_is_stale(case: Case) -> None:
    asked = placed(draft(position=at("exif")), (at("location", 500),), None, START)
    with pytest.raises(Stale):
        position_conflict.chosen(case.deps, asked, mark(at("", 40)))
    with pytest.raises(Stale):
        position_conflict.chosen(case.deps, draft(position=at("exif")), mark(at("exif")))


@pytest.mark.parametrize(
    ("lat", "lng", "text"),
    [(37.4425, 116.3075, "37.44250_116.30750"), (-1.000004, -179.999996, "-1.00000_-180.00000")],
)
def test_a_mark_fits_on_a_button(lat: float, lng: float, text: str) -> None:
    assert mark(Position(lat, lng, "wgs84", "typed")) == text
    assert len(text) <= 22


@pytest.mark.parametrize(
    ("taken_at", "is_old"), [(None, False), (START, False), (START - DAY, False), (START - DAY - 1, True)]
)
async def test_a_position_of_more_than_a_day_is_old_and_one_without_a_time_is_not(
    case: Case, taken_at: int | None, *, is_old: bool
) -> None:
    assert position_conflict.is_old(case.deps, at("exif", taken_at=taken_at), START) is is_old


async def test_the_operator_says_when_a_position_is_old(case: Case) -> None:
    case.deps = replace(case.deps, limits=replace(case.deps.limits, old_position_hours=2))
    assert not position_conflict.is_old(case.deps, at("exif", taken_at=START - 2 * HOUR), START)
    assert position_conflict.is_old(case.deps, at("exif", taken_at=START - 2 * HOUR - 1), START)
