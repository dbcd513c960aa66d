"""Which stations are offered: the nearest open ones, with all that is asked for; else those that open first."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.district.clocks import Calendar
from domain.district.hours import Hours
from domain.district.opening import parse_opening
from domain.district.stations import Amenity, Station
from domain.geo.positions import METRES_PER_DEGREE, Position
from domain.programme.check_ins import Fullness, fullness
from domain.programme.stations import SHOWN, nearest
from domain.programme.ways import CIRCLE_M, CIRCLE_MINUTES, Way

ZONE = ZoneInfo("Asia/Shanghai")
DISTRICT = Calendar(Hours.parse(["mon-fri 08:30-18:00"]), ZONE)
NOON = int(datetime(2026, 11, 24, 12, tzinfo=ZONE).timestamp() * 1000)
HERE = Position(37.45, 116.3, "wgs84", "location")
ALWAYS, MORNINGS, EVENINGS = (
    parse_opening(f"mon-sun {hours}", DISTRICT) for hours in ("00:00-24:00", "08:00-10:00", "19:00-22:00")
)
ANYTHING: frozenset[Amenity] = frozenset()


def station(name: str, metres: float, opening: Calendar = ALWAYS, *amenities: Amenity) -> Station:
    return Station(name, name, name, HERE.lat + metres / METRES_PER_DEGREE, HERE.lng, "q", opening, amenities)


def names(stations: list[Station], amenities: frozenset[Amenity] = ANYTHING) -> list[str]:
    return [offer.station.id for offer in nearest(stations, HERE, amenities, NOON)]


def test_the_three_nearest_that_are_open_are_offered() -> None:
    stations = [station("far", 900), station("closed", 50, EVENINGS), station("b", 300), station("a", 200)]
    assert names([*stations, station("farther", 1000)]) == ["a", "b", "far"]


def test_all_amenities_asked_for_must_be_there() -> None:
    both = station("both", 900, ALWAYS, Amenity.WATER, Amenity.TOILET)
    stations = [station("water", 100, ALWAYS, Amenity.WATER), both, station("none", 10)]
    assert names(stations, frozenset({Amenity.WATER, Amenity.TOILET})) == ["both"]
    assert names(stations, frozenset({Amenity.MICROWAVE})) == []


def test_where_none_is_open_those_come_that_open_first() -> None:
    stations = [station("tomorrow", 10, MORNINGS), station("tonight", 800, EVENINGS)]
    assert names(stations) == ["tonight", "tomorrow"]


def test_fifteen_minutes_riding_are_the_circle() -> None:
    assert Way(CIRCLE_M).is_near
    assert Way(CIRCLE_M).riding == CIRCLE_MINUTES
    beyond = Way(CIRCLE_M * 1.1)
    assert not beyond.is_near
    assert beyond.riding > CIRCLE_MINUTES
    assert Way(0).walking == Way(0).riding == 1


def test_how_full_it_is_is_said_in_words() -> None:
    assert [fullness(held, 8) for held in (0, 1, 5, 6, 8, 9)] == [
        Fullness.EMPTY, Fullness.SOME, Fullness.SOME, Fullness.NEARLY_FULL, Fullness.FULL, Fullness.FULL,
    ]  # fmt: skip
    assert fullness(3, None) is None
    assert fullness(1, 1) is Fullness.FULL


amenities = st.frozensets(st.sampled_from(Amenity), max_size=3)
stations = st.builds(
    lambda number, metres, opening, has: replace(station(f"s{number}", metres, opening), amenities=tuple(has)),
    st.integers(0, 99),
    st.floats(0, 9000),
    st.sampled_from([ALWAYS, MORNINGS, EVENINGS]),
    amenities,
)


@given(st.lists(stations, max_size=12, unique_by=lambda each: each.id), amenities, amenities)
def test_asking_for_more_never_finds_what_asking_for_less_does_not(
    several: list[Station], some: frozenset[Amenity], more: frozenset[Amenity]
) -> None:
    suitable = [each for each in several if each.has(some)]
    assert nearest(several, HERE, some | more, NOON) == nearest(suitable, HERE, more, NOON)
    assert names(several, some) == names(list(reversed(several)), some)


@given(st.lists(stations, max_size=12, unique_by=lambda each: each.id))
def test_an_offer_is_open_or_none_is(several: list[Station]) -> None:
    offers = nearest(several, HERE, ANYTHING, NOON)
    assert len(offers) <= SHOWN
    is_open = [each for each in several if each.opening.is_open(NOON)]
    assert all(offer.is_open(NOON) == bool(is_open) for offer in offers)
    assert bool(offers) == bool(several)


@given(st.floats(0, 20_000), st.floats(0, 20_000))
def test_a_longer_way_never_takes_less_time(one: float, other: float) -> None:
    short, long = Way(min(one, other)), Way(max(one, other))
    assert short.walking <= long.walking
    assert short.riding <= short.walking
    assert short.is_near or not long.is_near
