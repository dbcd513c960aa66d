"""The desk of a configured district: what every use case works with."""

from bot.clock import TimeOrderedIds
from districts.suggesters import suggester_of
from domain.district.district import District
from files.config import Config
from services.deps import Desk
from services.ports.clock import Clock


def desk_of(config: Config, district: District, clock: Clock) -> Desk:
    """The desk of this district by this clock."""
    return Desk(
        district,
        suggester_of(district),
        clock,
        TimeOrderedIds(),
        config.points,
        config.limits,
    )
