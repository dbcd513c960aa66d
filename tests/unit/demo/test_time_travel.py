"""Time goes on though Telegram's limits hold messages up."""

from dataclasses import dataclass, field
from datetime import UTC
from types import SimpleNamespace
from typing import Any, cast

from demo.time_travel import TimeTravel
from storage.engines.signals import Signal


@dataclass
class Held:
    """A database whose outbox keeps so many messages; `looks` counts how often it is asked."""

    unsent: int
    looks: int = 0
    signals: Signal = field(default_factory=Signal)

    def signal(self, _: object) -> Signal:
        return self.signals

    async def read(self, _: object) -> int:
        self.looks += 1
        return self.unsent


async def looks(travel: TimeTravel, database: Held) -> int:
    """How often it is asked while time settles."""
    before = database.looks
    await travel.settle()
    return database.looks - before


async def test_what_is_held_up_is_waited_for_once() -> None:
    travel, database = TimeTravel(UTC), Held(3)
    travel.attend(cast("Any", SimpleNamespace(database=database)))
    assert await looks(travel, database) > 1
    assert await looks(travel, database) == 1
    database.unsent = 4
    assert await looks(travel, database) > 1
    database.unsent = 0
    assert await looks(travel, database) == 1
    database.unsent = 1
    assert await looks(travel, database) > 1
