"""The tray's pictures can be sent again and again: each is a new photograph of a new place."""

from datetime import UTC, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from demo.album import Album
from demo.chronicle import STORIES
from demo.tray import Tray
from domain.geo.positions import distance_m
from domain.reporting.photo_hash import SAME_AT_MOST
from media.facts import UPRIGHT, PhotoFacts
from media.intake import parse, read_facts
from media.photo_hash import photo_hash
from playground.pictures import SCENES, paint
from tests.town import sample_district

NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
DISTRICT = sample_district()
FARTHEST_DUPLICATE_M = max(category.duplicate_radius_m for category in DISTRICT.catalogue.values())


@pytest.fixture(scope="module")
def album() -> Album:
    return Album({scene.name: paint(scene, (400, 300)) for scene in SCENES})


@pytest.fixture
def tray(album: Album) -> Tray:
    return Tray(album, DISTRICT.boundaries, lambda: NOW)


def facts_of(photo: bytes) -> PhotoFacts:
    return read_facts(parse(photo), ZONE, NOW)


async def test_each_picture_of_a_scene_is_another_photograph_of_another_place(tray: Tray) -> None:
    photos = [await tray.take(scene) for scene in ("manhole_missing", "pothole") for _ in range(12)]
    facts = [facts_of(photo) for photo in photos]
    positions = [one.position for one in facts if one.position]
    assert len(positions) == len(photos)
    assert all(DISTRICT.boundaries.find(place.lat, place.lng) for place in positions)
    assert all(distance_m(a, b) > FARTHEST_DUPLICATE_M for a, b in combinations(positions, 2))
    assert all(distance_m(a, b) > FARTHEST_DUPLICATE_M for a in positions[1:12] for b in STORIES)
    hashes = [photo_hash(photo, UPRIGHT) for photo in photos[:12]]
    kept = [one.kept[0] for one in hashes if one]
    assert all((a ^ b).bit_count() > SAME_AT_MOST for a, b in combinations(kept, 2))


async def test_what_is_mended_is_photographed_where_the_scene_was_last(tray: Tray) -> None:
    await tray.take("manhole_missing")
    before = facts_of(await tray.take("manhole_missing")).position
    after = facts_of(await tray.take("manhole_repaired")).position
    assert before
    assert after
    assert distance_m(before, after) < 1


async def test_what_is_mended_of_no_scene_is_photographed_where_the_last_one_was(tray: Tray) -> None:
    await tray.take("pothole")
    before = facts_of(await tray.take("tree_down")).position
    after = facts_of(await tray.take("bins_clean")).position
    assert before
    assert after
    assert distance_m(before, after) < 1, "it counts as a proof"
    await tray.take("bicycles_clutter")
    assert facts_of(await tray.take("bins_clean")).position is None


async def test_one_scene_never_has_a_position(tray: Tray) -> None:
    assert facts_of(await tray.take("bicycles_clutter")).position is None


async def test_a_picture_was_taken_a_minute_ago(tray: Tray) -> None:
    assert facts_of(await tray.take("pothole")).taken_at == (NOW.timestamp() - 60) * 1000


def test_what_is_mended_names_its_scene(tray: Tray) -> None:
    after = {sample.name: sample.after for sample in tray.samples if sample.after}
    assert after == {
        "manhole_repaired": "manhole_missing",
        "stairwell_lit": "stairwell_dark",
        "bins_clean": "rubbish_overflowing",
        "street_light_lit": "street_light_out",
    }
