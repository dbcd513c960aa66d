"""The desk of a configured district: what every use case works with."""

from bot.clock import TimeOrderedIds
from bot.config import Config
from bot.suggesters import suggester_of
from domain.district import District
from services.desk import Desk
from services.ports import Clock


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
