"""The gazetteer: the district's place names, searched in texts and by position."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from domain.geo.datums import WGS84
from domain.geo.place_names import ACCURACY_M, Landmark, NamedPlace, Nearby, PlaceKind
from domain.geo.positions import METRES_PER_DEGREE, Point, distance_m
from places.gazetteer.crossings import crossing, stands_between
from places.gazetteer.place_names import fold, says_nothing, spellings

NEARBY_M: Final = 200.0
_MEANT_M: Final = 2_000.0  # of several places with one name, the one within this distance of the rider is meant
_NAMES_AT_MOST: Final = 16  # per text; a text with more names is no description of a place
_SHORTEST: Final = 2
_SPOTS_KEPT: Final = 256  # a report asks for its spot with the draft, the receipt and the ticket
_RANKS: Final = {kind: rank for rank, kind in enumerate(PlaceKind)}


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A place with its shape in metres."""

    name: str
    kind: PlaceKind
    lat: float
    lng: float
    accuracy_m: float
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name in a text, from `start` to `end`."""

    start: int
    end: int
    place: _Known


class Plane:
    """A flat map of the district in metres from its centre; within a percent up to 100 km away."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._lat = sum(lat for lat, _ in points) / len(points) if points else 0.0
        self._lng = sum(lng for _, lng in points) / len(points) if points else 0.0
        self._shrink = math.cos(math.radians(self._lat))

    def metres(self, lat: float, lng: float) -> tuple[float, float]:
        """Return the metres east and north of the centre."""
        return (lng - self._lng) * METRES_PER_DEGREE * self._shrink, (lat - self._lat) * METRES_PER_DEGREE

    def degrees(self, point: Any) -> tuple[float, float]:
        """Return latitude and longitude of a shapely point."""
        return self._lat + point.y / METRES_PER_DEGREE, self._lng + point.x / METRES_PER_DEGREE / self._shrink


class PlaceIndex:
    """`domain.geo.place_names.Gazetteer` with a trie, so that search time does not depend on the number of names."""

    def __init__(self, landmarks: Iterable[Landmark], communities: Iterable[Landmark] = (), datum: str = WGS84) -> None:
        """Build the index; a community's path is its centre, then its outline; all paths were drawn in `datum`."""
        self._datum = datum
        listed = [*landmarks, *communities]
        self._plane = Plane([point for landmark in listed for point in landmark.path])
        known = [self._known(landmark) for landmark in listed]
        self._trie: dict[str, Any] = {}
        for names in _names(listed, known):
            self._add(*names)
        self._near = [place for place in known if place.kind is not PlaceKind.COMMUNITY]
        self._tree = shapely.STRtree([place.shape for place in self._near])
        self._streets = [place for place in self._near if place.kind is PlaceKind.STREET]
        self._street_tree = shapely.STRtree([place.shape for place in self._streets])
        self._nearest = lru_cache(maxsize=_SPOTS_KEPT)(self._seek_nearest)

    def find(self, text: str, near: Point | None = None) -> NamedPlace | None:
        """Return the most exact place that the text names: a crossing, a landmark, a street, or else a community."""
        folded = fold(text)
        hits = list(self._hits(folded, near))
        if not hits:
            return None
        best = min((*self._crossings(folded, hits), *hits), key=lambda hit: (_RANKS[hit.place.kind], hit.start))
        alone = says_nothing(folded[: best.start] + " " + folded[best.end :])
        place = best.place
        return NamedPlace(place.name, place.lat, place.lng, place.accuracy_m, self._datum, alone)

    def nearest(self, point: Point) -> Nearby | None:
        """Return the nearest street or landmark within 200 m, or None."""
        return self._nearest(point.lat, point.lng)

    def streets(self, points: Iterable[Point]) -> frozenset[str]:
        """Return the names of the streets that are nearest to the points, each within 200 m."""
        places = [self._plane.metres(point.lat, point.lng) for point in points]
        if not places:
            return frozenset()
        _, found = self._street_tree.query_nearest(shapely.points(places), max_distance=NEARBY_M, all_matches=False)
        return frozenset(self._streets[each].name for each in set(found.tolist()))

    def _seek_nearest(self, lat: float, lng: float) -> Nearby | None:
        here = shapely.Point(self._plane.metres(lat, lng))
        found, metres = self._tree.query_nearest(here, max_distance=NEARBY_M, return_distance=True, all_matches=False)
        return Nearby(self._near[int(found[0])].name, float(metres[0])) if len(found) else None

    def _known(self, landmark: Landmark) -> _Known:
        points = [self._plane.metres(*point) for point in landmark.path]
        if landmark.kind is PlaceKind.COMMUNITY:
            reach = max(math.dist(points[0], point) for point in points)
            return _Known(landmark.name, landmark.kind, *landmark.path[0], max(reach, 1.0), shapely.Point(points[0]))
        if len(points) == 1:
            return _Known(
                landmark.name, landmark.kind, *landmark.path[0], ACCURACY_M[landmark.kind], shapely.Point(points[0])
            )
        line = shapely.LineString(points)
        middle = line.interpolate(0.5, normalized=True)
        reach = max(math.dist((middle.x, middle.y), point) for point in points)
        return _Known(landmark.name, landmark.kind, *self._plane.degrees(middle), reach, line)

    def _add(self, name: str, places: tuple[_Known, ...]) -> None:
        node = self._trie
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = places

    def _hits(self, text: str, near: Point | None) -> Iterator[_Hit]:
        """Yield the names in a text, the longest at each position, without overlap."""
        read_to = count = 0
        for start, letter in enumerate(text):
            if start < read_to or letter not in self._trie or count == _NAMES_AT_MOST:
                continue
            read_to, places = self._longest(text, start)
            place = _meant(places, near)
            if place is not None:
                count += 1
                yield _Hit(start, read_to, place)

    def _longest(self, text: str, start: int) -> tuple[int, tuple[_Known, ...]]:
        """Return the end and the places of the longest name that begins here; (start, ()) if there is none."""
        node: dict[str, Any] = self._trie
        found: tuple[int, tuple[_Known, ...]] = (start, ())
        if _joined(text, start):
            return found
        for end in range(start, len(text)):
            if text[end] not in node:
                break
            node = node[text[end]]
            if "" in node and not _joined(text, end + 1):
                found = (end + 1, node[""])
        return found

    def _crossings(self, text: str, hits: Sequence[_Hit]) -> Iterator[_Hit]:
        """Yield the crossings of streets that are named together."""
        for one, other in pairwise(hits):
            streets = one.place.kind is other.place.kind is PlaceKind.STREET
            if streets and stands_between(text[one.end : other.start]):
                point = crossing(one.place.shape, other.place.shape)
                if point is not None:
                    name = f"{one.place.name} × {other.place.name}"
                    where = self._plane.degrees(point)
                    yield _Hit(
                        one.start,
                        other.end,
                        _Known(name, PlaceKind.CROSSING, *where, ACCURACY_M[PlaceKind.CROSSING], point),
                    )


def _names(listed: Sequence[Landmark], known: Sequence[_Known]) -> Iterator[tuple[str, tuple[_Known, ...]]]:
    """Yield every name with its places; alternative spellings only if they are no place's given name."""
    given: dict[str, list[_Known]] = {}
    others: dict[str, list[_Known]] = {}
    for landmark, place in zip(listed, known, strict=True):
        for name in dict.fromkeys(map(fold, (landmark.name, *landmark.aliases))):
            given.setdefault(name, []).append(place)
            for spelling in spellings(name, landmark.kind):
                others.setdefault(spelling, []).append(place)
    for name, places in {**others, **given}.items():
        if len(name) >= _SHORTEST:
            yield name, tuple(dict.fromkeys(places))


def _meant(places: Sequence[_Known], near: Point | None) -> _Known | None:
    """Return the only place with a name, or the one near `near`."""
    if len(places) <= 1 or near is None:
        return places[0] if len(places) == 1 else None
    closest = min(places, key=lambda place: distance_m(place, near))
    return closest if distance_m(closest, near) <= _MEANT_M else None


def _joined(text: str, at: int) -> bool:
    """Return whether a Latin word or number continues here, as no name begins or ends inside one."""
    return 0 < at < len(text) and _is_word(text[at - 1]) and _is_word(text[at])


def _is_word(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
