"""What leaves the machine for a geocoder, of whom and when; each question is asked once and kept without its words."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest

from domain.errors import NobodyAnswered
from domain.geo.place_names import NamedPlace, Nearby, Spot
from domain.geo.positions import Point, Position
from domain.people.riders import Rider
from domain.reporting.drafts import DraftMenu
from services.geo import geocoding
from services.geo.geocoding import Wish
from services.ports.geocodes import Geocode
from services.reporting import draft_menus
from tests.sample_views import MINUTE
from tests.tables import rows_of
from tests.usecases import HERE, START, Case

T = TypeVar("T")

ADDRESS = "文化路28号"
NOWHERE = Spot(37.30, 116.10)
"""A point near which the district's own names know nothing."""
CELL = 1 / 3600


@dataclass
class Asked:
    """A geocoder that keeps what it was asked."""

    found: NamedPlace | None = None
    named: str | None = None
    asks: bool = True
    is_down: bool = False
    heard: list[object] = field(default_factory=list)

    async def find(self, text: str, near: Point | None) -> NamedPlace | None:
        self.heard.append((text, near))
        return self._answer(self.found)

    async def name(self, point: Point) -> str | None:
        self.heard.append(point)
        return self._answer(self.named)

    def _answer(self, known: T) -> T:
        if self.is_down:
            raise NobodyAnswered
        return known


async def wished(case: Case, text: str, chat: int = 700, *, opens_draft: bool = True) -> Wish | None:
    return await case.database.read(lambda tx: geocoding.wish(tx, case.deps, chat, text, opens_draft=opens_draft))


async def test_of_who_has_not_agreed_or_is_unknown_nothing_is_asked(case: Case) -> None:
    await case.rider(consent=0)
    assert await wished(case, ADDRESS) is None
    assert await wished(case, ADDRESS, 404) is None


@pytest.mark.parametrize(("opens", "has_draft", "is_asked"), [
    (True, False, True), (False, False, False), (False, True, True),
])  # fmt: skip
async def test_nothing_is_asked_where_no_draft_is_open_or_opens(
    case: Case, *, opens: bool, has_draft: bool, is_asked: bool
) -> None:
    rider = await case.rider()
    if has_draft:
        await case.sends(rider, "有个坑")
    assert await wished(case, ADDRESS, opens_draft=opens) == (Wish(ADDRESS, None) if is_asked else None)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"{ADDRESS}有个坑", ADDRESS),
        ("有个坑", None),
        ("文化路有个坑", None),
        ("东风东路与湖滨北路口有个坑", None),
        ("大学路28号有个坑", "大学路28号"),
    ],
)
async def test_only_what_is_written_like_an_address_and_not_known_as_exactly_leaves(
    case: Case, text: str, address: str | None
) -> None:
    await case.rider(last_place=HERE)
    wish = await wished(case, text)
    assert wish == Wish(address, replace(HERE))


@pytest.mark.parametrize(
    ("source", "is_asked"),
    [("last", True), ("place", True), ("exif", False), ("location", False), ("live", False), (None, True)],
)
async def test_an_address_is_asked_for_only_where_no_place_was_measured(
    case: Case, source: str | None, *, is_asked: bool
) -> None:
    rider = await case.rider()
    await case.sends(rider, "有个坑", position=replace(HERE, source=source) if source else None)
    assert await wished(case, ADDRESS) == Wish(ADDRESS if is_asked else None, None)


async def test_where_the_place_was_asked_for_an_address_is_looked_up_whatever_stands(case: Case) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "有个坑", position=replace(HERE, source="exif"))
    await case.do(draft_menus.open_menu, rider, draft, DraftMenu.PLACE)
    assert await wished(case, "月亮背面") == Wish("月亮背面", None)


@pytest.mark.parametrize(
    ("menu", "text", "address"),
    [
        (DraftMenu.PLACE, " 月亮 \n背面 ", "月亮 背面"),
        (DraftMenu.PLACE, "月" * 80, "月" * 80),
        (DraftMenu.PLACE, "月" * 81, None),
        (DraftMenu.PLACE, "", None),
        (DraftMenu.NOTE, "月亮背面", None),
    ],
)
async def test_all_words_are_the_address_where_the_place_was_asked_for(
    case: Case, menu: DraftMenu, text: str, address: str | None
) -> None:
    rider = await case.rider()
    draft = await case.sends(rider, "有个坑")
    await case.do(draft_menus.open_menu, rider, draft, menu)
    assert await wished(case, text) == Wish(address, None)


FOUND = NamedPlace("文化路28号", 37.45, 116.31, 50.0, "gcj02")


async def looked_up(case: Case, geocoder: Asked, words: str = ADDRESS) -> Position | None:
    return await geocoding.look_up(case.database, case.deps, geocoder, words, HERE)


async def test_an_address_is_looked_up_once_and_counts_as_of_each_time(case: Case) -> None:
    geocoder = Asked(FOUND)
    first = Position(37.45, 116.31, "gcj02", "place", 50.0, START)
    assert await looked_up(case, geocoder) == first
    case.clock.at += MINUTE
    assert await looked_up(case, geocoder, f" {ADDRESS.upper()}  ") == replace(first, taken_at=START + MINUTE)
    assert geocoder.heard == [(ADDRESS, HERE)]


@pytest.mark.parametrize(("one", "other"), [("No 5  Main Road", "no 5 main road"), ("a\nb", "A b")])
async def test_the_same_words_are_the_same_question_however_they_are_spaced(case: Case, one: str, other: str) -> None:
    geocoder = Asked(FOUND)
    await looked_up(case, geocoder, one)
    await looked_up(case, geocoder, other)
    assert len(geocoder.heard) == 1


async def test_that_an_address_is_unknown_is_kept_too(case: Case) -> None:
    geocoder = Asked()
    assert await looked_up(case, geocoder) is None
    assert await looked_up(case, geocoder) is None
    assert len(geocoder.heard) == 1
    kept = await case.database.read(lambda tx: tx.geocodes.get(_words(ADDRESS)))
    assert kept == Geocode(_words(ADDRESS), "", None, START)


def _words(words: str) -> str:
    return "words:" + hashlib.sha256(words.encode()).hexdigest()


async def test_the_words_of_an_address_are_kept_as_a_hash_only(case: Case) -> None:
    await looked_up(case, Asked(replace(FOUND, name="某处")))
    rows = rows_of(case, "select * from geocode")
    assert [row["key"] for row in rows] == [_words(ADDRESS)]
    assert ADDRESS not in str(rows)


async def test_where_nobody_answers_the_question_is_asked_again_later(case: Case) -> None:
    assert await looked_up(case, Asked(is_down=True)) is None
    again = Asked(FOUND)
    assert await looked_up(case, again)
    assert len(again.heard) == 1


async def near(case: Case, point: Point) -> Nearby | None:
    return await case.database.read(lambda tx: geocoding.nearby(tx, case.deps, point))


async def learned(case: Case, geocoder: Asked, point: Point = NOWHERE) -> None:
    await geocoding.learn_name(case.database, case.deps, geocoder, point)


async def test_the_districts_own_road_is_named_without_asking(case: Case) -> None:
    geocoder = Asked(named="别的路")
    await learned(case, geocoder, HERE)
    assert geocoder.heard == []
    assert await near(case, HERE) == case.deps.district.gazetteer.nearest(HERE)
    assert await near(case, HERE)


async def test_a_road_that_a_geocoder_knows_is_asked_for_once_within_an_arc_second(case: Case) -> None:
    assert await near(case, NOWHERE) is None
    geocoder = Asked(named="乡道")
    await learned(case, geocoder)
    await learned(case, geocoder, Spot(NOWHERE.lat + 0.4 * CELL, NOWHERE.lng - 0.4 * CELL))
    assert geocoder.heard == [NOWHERE]
    assert await near(case, NOWHERE) == Nearby("乡道")
    assert rows_of(case, "select key from geocode") == [{"key": "cell:134280:417960"}]


@pytest.mark.parametrize(("lat", "lng"), [(0.6, 0), (0, 0.6), (-0.6, 0), (0, -0.6)])
async def test_a_neighbouring_cell_is_another_question(case: Case, lat: float, lng: float) -> None:
    geocoder = Asked(named="乡道")
    await learned(case, geocoder)
    beside = Spot(NOWHERE.lat + lat * CELL, NOWHERE.lng + lng * CELL)
    assert await near(case, beside) is None
    await learned(case, geocoder, beside)
    assert len(geocoder.heard) == 2


async def test_a_place_without_a_name_is_asked_for_once_and_named_nothing(case: Case) -> None:
    geocoder = Asked()
    for _ in range(2):
        await learned(case, geocoder)
    assert len(geocoder.heard) == 1
    assert await near(case, NOWHERE) is None


async def test_where_no_geocoder_is_configured_nothing_is_asked(case: Case) -> None:
    geocoder = Asked(named="乡道", asks=False)
    await learned(case, geocoder)
    assert geocoder.heard == []
    assert rows_of(case, "select key from geocode") == []


async def test_a_geocoder_that_is_down_leaves_nothing_behind(case: Case) -> None:
    await learned(case, Asked(is_down=True))
    assert rows_of(case, "select key from geocode") == []


async def test_another_riders_draft_answers_nothing(case: Case) -> None:
    rider: Rider = await case.rider()
    await case.rider(8)
    await case.sends(rider, "有个坑")
    assert await wished(case, ADDRESS, 800, opens_draft=False) is None


async def test_a_district_without_geocoders_shows_no_answer_of_before_and_asks_for_none(case: Case) -> None:
    await learned(case, Asked(named="乡道"))
    deps = replace(case.deps, asks_geocoders=False)
    assert await case.database.read(lambda tx: geocoding.nearby(tx, deps, NOWHERE)) is None
    assert await case.database.read(lambda tx: geocoding.nearby(tx, deps, HERE)) == await near(case, HERE)
