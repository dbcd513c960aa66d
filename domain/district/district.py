"""A district, as loaded from its files and checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from domain.district.activity_kinds import ActivityKind
from domain.district.badges import Badges
from domain.district.catalogue import Catalogue, Category
from domain.district.clocks import Calendar
from domain.district.lessons import Lesson
from domain.district.past import Name, Past
from domain.district.rewards import Reward
from domain.district.routing import SERVICE, SUPERVISORS, Queue, Reason, ReasonKind, Route, Router
from domain.district.stations import AT_STATION_M, Station
from domain.district.templates import Template
from domain.geo.coverage import Uncovered
from domain.geo.place_names import Bounds, Gazetteer
from domain.geo.positions import Point, distance_m
from domain.geo.rings import Ring
from domain.language.classifier import Classifier
from domain.language.dangers import Danger, DangerKind

LANGUAGES = ("zh", "en")

FAR_OUTSIDE_M: Final = 2000.0
"""Metres from the nearest community up to which triage still finds out whose a place is."""


@dataclass(frozen=True, slots=True)
class Community:
    """A polygon of the district: its id, and its name (the id if none is given)."""

    id: str
    name: str


class Boundaries(Protocol):
    """The polygons of the communities."""

    @property
    def communities(self) -> dict[str, Community]:
        """Every community by id, in file order."""
        ...

    def find(self, lat: float, lng: float) -> Community | None:
        """Return the first community that contains a WGS-84 position, edge included; None if none does."""
        ...

    def away_m(self, lat: float, lng: float) -> float:
        """Return the metres from a WGS-84 position to the nearest community; 0 inside one."""
        ...

    def near(self, lat: float, lng: float, metres: float) -> list[str]:
        """Return the ids of the communities within so many metres of a WGS-84 position, nearest first."""
        ...

    def rings(self, community: str) -> tuple[Ring, ...]:
        """Return the outlines of a community, those of its holes too, simplified to be drawn on a map of all."""
        ...

    def uncovered(self, places: Iterable[Point], radius_m: float) -> Uncovered:
        """Return what circles of this radius around WGS-84 places leave uncovered."""
        ...

    def outline(self, community: str) -> bytes:
        """Return what is equal for communities of the same name and shape, by the community's id."""
        ...

    @property
    def bounds(self) -> Bounds:
        """The rectangle around all communities."""
        ...

    @property
    def centre(self) -> tuple[float, float]:
        """The latitude and longitude of the centre of all communities."""
        ...


@dataclass(frozen=True, slots=True)
class District:
    """The names, places, queues and calendar of one district.

    ``prefix`` starts every report number; ``emergency`` maps a category's ``call`` to a telephone number;
    ``dangers`` has each kind of danger to life once; ``classifier`` is the model learned from past texts, if any;
    ``templates`` are the answers prepared for staff, ``stations`` the rest stations by id, ``trades`` what riders do
    for a living, by id, ``rewards`` what points buy, by id, ``badges`` what riders are given badges for,
    ``activity_kinds`` the kinds of activities, ``lessons`` the lessons, by id, in file order. ``mark`` tells the files
    apart from which it was read; ``past`` is what those before them said.
    """

    zh: str
    en: str
    prefix: str
    timezone: ZoneInfo
    default_language: str
    emergency: dict[str, str]
    privacy_contact: str
    catalogue: Catalogue
    calendar: Calendar
    boundaries: Boundaries
    router: Router
    gazetteer: Gazetteer
    dangers: tuple[Danger, ...]
    classifier: Classifier | None = None
    templates: tuple[Template, ...] = ()
    stations: dict[str, Station] = field(default_factory=dict)
    trades: Mapping[str, Name] = field(default_factory=dict)
    rewards: Mapping[str, Reward] = field(default_factory=dict)
    badges: Badges = field(default_factory=Badges)
    activity_kinds: Mapping[str, ActivityKind] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    mark: str = ""
    past: Past = field(default_factory=Past)

    @property
    def communities(self) -> dict[str, Community]:
        """Every community by id."""
        return self.boundaries.communities

    @property
    def queues(self) -> dict[str, Queue]:
        """Every queue by id, in file order."""
        return self.router.queues

    @property
    def triage(self) -> Queue:
        """The queue of reports that no other queue takes, and of bounced ones."""
        return self.router.triage

    @property
    def supervisors(self) -> Queue | None:
        """The queue that receives notices of overdue tickets; None if the district has none."""
        return next((queue for queue in self.queues.values() if queue.kind == SUPERVISORS), None)

    @property
    def desks(self) -> frozenset[str]:
        """The ids of the queues that hand things out to riders in person."""
        services = {queue.id for queue in self.queues.values() if queue.kind == SERVICE}
        named = {each for reward in self.rewards.values() for each in self._queues_at(reward.places)}
        return frozenset(services | named | {station.queue for station in self.stations.values()})

    def desks_of(self, places: Iterable[str]) -> tuple[str, ...]:
        """Return the queues that hand out what these places promise: those that there are, then all of services."""
        services = [queue.id for queue in self.queues.values() if queue.kind == SERVICE]
        return tuple(dict.fromkeys([*self._queues_at(places), *services]))

    def places_of(self, places: Iterable[str]) -> tuple[str, ...]:
        """Return those of these places that there are; where none is left, the queues that hand things out instead."""
        there = tuple(place for place in places if place in self.queues or place in self.stations)
        return there or self.desks_of(places)

    def _queues_at(self, places: Iterable[str]) -> Iterator[str]:
        """Yield the queues that there are of these places: queues themselves, and those of stations."""
        for place in places:
            if place in self.queues:
                yield place
            elif place in self.stations:
                yield self.stations[place].queue

    def queue(self, queue_id: str) -> Queue:
        """Return the queue with this id; triage if the district no longer has it."""
        return self.queues.get(queue_id, self.triage)

    def known_queue(self, queue_id: str) -> Queue:
        """Return the queue with this id; one that is gone by its last name, "" if that is not known, and of no kind."""
        name = self.past.queues.get(queue_id, Name("", ""))
        return self.queues.get(queue_id) or Queue(queue_id, name.zh, name.en, kind="")

    def known_category(self, slug: str) -> Category | Name | None:
        """Return the category with this slug, or the last name of one that is gone; None if that is not known."""
        return self.catalogue.get(slug) or self.past.categories.get(slug)

    def known_community(self, community: str) -> str:
        """Return the name of the community with this id, the last one of one that is gone; "" if that is not known."""
        now, before = self.communities.get(community), self.past.communities.get(community)
        return now.name if now else before.zh if before else ""

    def remembered(self) -> Past:
        """Return the past of whatever files come after these."""
        return replace(
            self.past,
            prefix=self.prefix,
            timezone=str(self.timezone),
            queues={**self.past.queues, **{each.id: Name(each.zh, each.en) for each in self.queues.values()}},
            categories={
                **self.past.categories, **{each.slug: Name(each.zh, each.en) for each in self.catalogue.values()}
            },
            communities={
                **self.past.communities, **{each.id: Name(each.name, each.name) for each in self.communities.values()}
            },
        )  # fmt: skip

    def community_at(self, lat: float, lng: float) -> Community | None:
        """Return the community that contains a WGS-84 position; None outside all of them."""
        return self.boundaries.find(lat, lng)

    def away_m(self, lat: float, lng: float) -> float:
        """Return the metres from a WGS-84 position to the nearest community."""
        return self.boundaries.away_m(lat, lng)

    def is_far_outside(self, point: Point) -> bool:
        """Return whether a WGS-84 position is over 2 km from every community, so that it is another district's.

        A district without communities reaches everywhere.
        """
        return bool(self.communities) and self.away_m(point.lat, point.lng) > FAR_OUTSIDE_M

    def route(
        self,
        category: str,
        community: str | None,
        at_ms: int,
        danger: DangerKind | None = None,
        station: Station | None = None,
    ) -> Route:
        """Return the queue for a category's slug in a community, and the reason; `danger` is what the report is of.

        What is not urgent and of a station is its queue's, whatever the rules say.

        Raises:
            KeyError: The catalogue has no such slug.
        """
        counted = self._counted(category, danger)
        if station is not None and not counted.urgent and station.queue in self.queues:
            reason = Reason(ReasonKind.STATION, category, community, station=station.id)
            return Route(self.queues[station.queue], reason)
        return self.router.route(counted, community, at_ms)

    def station_at(self, station: str | None, place: Point) -> Station | None:
        """Return the station with this id; None if the district has none, or a WGS-84 place is not at it."""
        found = self.stations.get(station) if station is not None else None
        return found if found is not None and distance_m(found, place) <= AT_STATION_M else None

    def category(self, slug: str | None, danger: DangerKind | None) -> Category | None:
        """Return a category as it counts for a report of this danger; None if the district doesn't have it."""
        return None if slug is None or slug not in self.catalogue else self._counted(slug, danger)

    def _counted(self, slug: str, danger: DangerKind | None) -> Category:
        return self.catalogue.pressing(slug) if self.counting(danger, slug) else self.catalogue[slug]

    def danger(self, kind: DangerKind) -> Danger:
        """Return what the district's files say of a kind of danger."""
        return next(each for each in self.dangers if each.kind is kind)

    def counting(self, danger: DangerKind | None, category: str | None) -> DangerKind | None:
        """Return the danger that makes a report of this category urgent; None if none does.

        One to a person does whatever the category is called later; gas or a missing person only as such.
        """
        if danger is None:
            return None
        told = self.danger(danger)
        return danger if told.to_person or category in {None, told.category} else None

    def calendar_of(self, queue: Queue) -> Calendar:
        """Return the calendar of a queue: with its own hours, or the district's."""
        return self.calendar if queue.hours is None else self.calendar.with_hours(queue.hours)

    def number_to_call(self, call: str) -> str:
        """Return the telephone number for a category's ``call``; digits are the number itself."""
        return self.emergency.get(call, call)
