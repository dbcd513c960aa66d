"""What every use case of a configured district works with."""

from bot.clock import TimeOrderedIds
from districts.suggesters import suggester_of
from domain.district.district import District
from files.config import Config
from services.deps import Deps
from services.ports.clock import Clock


def deps_of(config: Config, district: District, clock: Clock) -> Deps:
    """What use cases work with in this district, by this clock."""
    return Deps(
        district,
        suggester_of(district),
        clock,
        TimeOrderedIds(),
        config.points,
        config.limits,
    )
