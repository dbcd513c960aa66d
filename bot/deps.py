"""The dependencies of use cases, from the configuration and a district."""

from bot.clock import TimeOrderedIds
from districts.shipped import danger_reader_of, suggester_of
from domain.district.district import District
from files.config import Config
from services.deps import Deps
from services.ports.clock import Clock


def deps_of(config: Config, district: District, clock: Clock) -> Deps:
    """Return the dependencies of use cases for this district and clock."""
    return Deps(
        district,
        suggester_of(district),
        danger_reader_of(district),
        clock,
        TimeOrderedIds(),
        config.points,
        config.limits,
        asks_geocoders=bool(config.places.geocoders),
        photos_to=config.vision.host,
        voices_to=config.speech.host,
        public_url=config.http.public_url or "",
    )
