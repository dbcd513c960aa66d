"""The tray from which a visitor sends pictures: each time a scene is photographed anew, somewhere else."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Final, NamedTuple

from demo.album import Album
from demo.chronicle import STORIES
from domain.district.district import Boundaries
from domain.geo.positions import METRES_PER_DEGREE, distance_m
from playground.pictures import SCENES
from playground.world import Sample

_APART_M: Final = 320.0
"""More than any category's radius of duplicates."""

_STEP_M: Final = 350.0
_FARTHEST: Final = 2000
"""Places looked at before one is used again: more than the district has."""
_GOLDEN_ANGLE: Final = 2.399963
_MINUTES_AGO: Final = 1
_FIRST_FRAMING: Final = 100
"""The stories' pictures have lower numbers, so that no picture of the tray is the same photograph as one of theirs."""


class Spot(NamedTuple):
    """A place in WGS-84 degrees."""

    lat: float
    lng: float


_PLACES: Final[dict[str, Spot | None]] = {
    "manhole_missing": Spot(37.44935, 116.30215),
    "stairwell_dark": Spot(37.45105, 116.32240),
    "rubbish_overflowing": Spot(37.44720, 116.29710),
    "pothole": Spot(37.46210, 116.30120),
    "street_light_out": Spot(37.45310, 116.34720),
    "fire_lane_blocked": Spot(37.44610, 116.32890),
    "tree_down": Spot(37.46330, 116.32410),
    "bicycles_clutter": None,
    "road_flooding": Spot(37.43760, 116.32250),
}
"""Where each scene is photographed first; one has no position, so that a visitor tries the location button."""

_AFTER: Final = {
    "manhole_repaired": "manhole_missing",
    "stairwell_lit": "stairwell_dark",
    "bins_clean": "rubbish_overflowing",
    "street_light_lit": "street_light_out",
}
"""Pictures of a scene put right, taken where that scene was photographed last; without one, where any was."""

_FIRST: Final = {"street_light_out": "en"}
"""Scenes that come first for who reads a language: the group that gets this one uses it."""


class Tray:
    """The samples of the page.

    Args:
        boundaries: New places lie within a community.
        now: The time in the district.
    """

    def __init__(self, album: Album, boundaries: Boundaries, now: Callable[[], datetime]) -> None:
        self._album = album
        self._boundaries = boundaries
        self._now = now
        self._taken = 0
        self._last: dict[str, Spot | None] = {}
        self._used = [Spot(story.lat, story.lng) for story in STORIES] + [place for place in _PLACES.values() if place]
        self.samples = [self._sample(scene.name) for scene in SCENES]

    async def take(self, scene: str) -> bytes:
        """Photograph a scene at a place where none was reported yet, a minute ago; return the JPEG."""
        place = self._place(scene)
        self._taken += 1
        taken_at = self._now() - timedelta(minutes=_MINUTES_AGO)
        return await asyncio.to_thread(self._album.photo, scene, place, taken_at, _FIRST_FRAMING + self._taken)

    def _sample(self, name: str) -> Sample:
        scene = next(scene for scene in SCENES if scene.name == name)
        shown = self._album.photo(name, None, self._now())
        take: Callable[[], Awaitable[bytes]] = partial(self.take, name)
        return Sample(
            name,
            scene.zh,
            scene.en,
            scene.caption_zh,
            scene.caption_en,
            shown,
            _AFTER.get(name, ""),
            _FIRST.get(name, ""),
            take,
        )

    def _place(self, scene: str) -> Spot | None:
        before = _AFTER.get(scene)
        if before:
            return self._last.get(before, next(reversed(self._last.values()), _PLACES[before]))
        place = self._new_place(scene)
        self._last.pop(scene, None)
        self._last[scene] = place
        return place

    def _new_place(self, scene: str) -> Spot | None:
        first = _PLACES[scene]
        if first is None:
            return None
        place = (
            first if scene not in self._last else next(filter(self._is_new, islice(_around(first), _FARTHEST)), first)
        )
        self._used.append(place)
        return place

    def _is_new(self, place: Spot) -> bool:
        apart = all(distance_m(place, used) > _APART_M for used in self._used)
        return apart and self._boundaries.find(*place) is not None


def _around(centre: Spot) -> Iterator[Spot]:
    """Yield places farther and farther from a centre, evenly spread over the plane."""
    number = 0
    while True:
        number += 1
        angle, away = number * _GOLDEN_ANGLE, _STEP_M * math.sqrt(number)
        north, east = away * math.sin(angle), away * math.cos(angle)
        across = METRES_PER_DEGREE * math.cos(math.radians(centre.lat))
        yield Spot(centre.lat + north / METRES_PER_DEGREE, centre.lng + east / across)
