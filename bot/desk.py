"""The desk of a configured district: what every use case works with."""

from bot.clock import TimeOrderedIds
from bot.config import Config
from domain.district import District
from domain.suggestion import Suggester
from services.desk import Desk
from services.ports import Clock


def desk_of(config: Config, district: District, clock: Clock) -> Desk:
    """The desk of this district by this clock."""
    return Desk(
        district,
        Suggester(district.catalogue.values()),
        clock,
        TimeOrderedIds(),
        config.points,
        config.limits,
    )
