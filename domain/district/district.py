"""A district as its files describe it, checked and ready to be asked."""

from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.district.catalogue import Catalogue
from domain.district.clocks import Calendar
from domain.district.routing import SUPERVISORS, Queue, Route, Router
from domain.geo.place_names import Bounds, Gazetteer
from domain.language.classifier import Classifier

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Community:
    """A polygon of the district by its id, with the name people know it by (the id where none is given)."""

    id: str
    name: str


class Boundaries(Protocol):
    """Where the communities lie."""

    @property
    def communities(self) -> dict[str, Community]:
        """Every community by id, in the order of the file."""
        ...

    def find(self, lat: float, lng: float) -> Community | None:
        """The first community of the file that holds a WGS-84 position, its edge included."""
        ...

    def away_m(self, lat: float, lng: float) -> float:
        """Metres from a WGS-84 position to the nearest community, 0 inside one."""
        ...

    @property
    def bounds(self) -> Bounds:
        """The rectangle around all of them."""
        ...

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of the middle of them all."""
        ...


@dataclass(frozen=True, slots=True)
class District:
    """Names, places, people and clocks of one district.

    ``prefix`` starts every report's number; ``emergency`` maps a category's ``call`` to a number;
    ``classifier`` is what was learned of texts.
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
    classifier: Classifier | None = None

    @property
    def communities(self) -> dict[str, Community]:
        """Every community by id."""
        return self.boundaries.communities

    @property
    def queues(self) -> dict[str, Queue]:
        """Every queue by id, in the order of its file."""
        return self.router.queues

    @property
    def triage(self) -> Queue:
        """Where a report goes that is nobody's, and where a bounced one goes."""
        return self.router.triage

    @property
    def supervisors(self) -> Queue | None:
        """The group that hears of what is overdue; None where the district has none."""
        return next((queue for queue in self.queues.values() if queue.kind == SUPERVISORS), None)

    def queue(self, queue_id: str) -> Queue:
        """A queue that a report names; triage for one that the district gave up, so that somebody looks after it."""
        return self.queues.get(queue_id, self.triage)

    def community_at(self, lat: float, lng: float) -> Community | None:
        """The community that holds a WGS-84 position; None outside every one."""
        return self.boundaries.find(lat, lng)

    def away_m(self, lat: float, lng: float) -> float:
        """Metres from a WGS-84 position to the nearest community."""
        return self.boundaries.away_m(lat, lng)

    def route(self, category: str, community: str | None, at_ms: int) -> Route:
        """The queue for a category's slug in a community; KeyError for a slug not in the catalogue."""
        return self.router.route(self.catalogue[category], community, at_ms)

    def calendar_of(self, queue: Queue) -> Calendar:
        """The working time of one queue: its own hours, or the district's."""
        return self.calendar if queue.hours is None else self.calendar.with_hours(queue.hours)

    def number_to_call(self, call: str) -> str:
        """The telephone number for a category's ``call``; digits are their own number."""
        return self.emergency.get(call, call)
