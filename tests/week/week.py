"""What happens in a week by its seed: groups are lost, the bot stands still, people come and go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from playground import membership
from tests.week import staff as staffs
from tests.week.asking import Asking
from tests.week.city import DAY, HOUR, MINUTE, NEVER, Bot, City, furnish
from tests.week.gatherings import Gatherings, ride_in_teams
from tests.week.programme import Programme
from tests.week.riders import Riders, spread
from tests.week.slips import Slips

DAYS: Final = 7
AFTERWARDS: Final = 8
"""So many days follow in which riders are silent: what was resolved closes by itself after seven."""

_RIDERS: Final = 200
_REPORTS_A_DAY: Final = 30
_LOOKS_A_DAY: Final = 90
_CHECKED_EVERY: Final = 6 * HOUR

WEEKS: Final = (
    (date(2026, 10, 5), (3, 4, 5)),  # holidays until the Wednesday, a make-up Saturday
    (date(2026, 2, 9), (0, 1, 2, 3, 4, 5)),  # a make-up Saturday, on the Sunday Spring Festival begins
    (date(2026, 9, 21), (0, 1, 2, 3)),  # Mid-Autumn Festival
    (date(2026, 11, 23), (0, 1, 2, 3, 4)),  # nothing out of the ordinary
)
"""The Monday of a week, and which of its days are worked on."""

GROUPLESS, UNWATCHED, BASIC, LEAVES, LOST = "property-south", "committee-west", "heating", "lighting", "drainage"
"""Queues: without a group, that nobody watches, with a basic group, with a colleague who leaves, that loses the bot."""


@dataclass
class Week:
    """A week of a city; `deaf` are the times when the bot did not run, or was not in a chat."""

    city: City
    riders: Riders
    staff: staffs.Staff
    deaf: list[tuple[int | None, int, int]] = field(default_factory=list)

    def fate(self) -> None:
        """Let chance choose when what seldom happens does."""
        city, chance = self.city, self.city.chance
        start = city.clock.at
        for checked in range(start, start + DAYS * DAY, _CHECKED_EVERY):
            city.at(checked, self._check_groups)
        city.at(start + int(chance.uniform(1, 2) * DAY), self._lose)
        city.at(start + int(chance.uniform(2, 3) * DAY), self._migrate)
        city.at(start + int(chance.uniform(2, 3) * DAY), self._restart)
        city.at(start + int(chance.uniform(3, 5) * DAY), self._stand_still)
        city.at(start + int(chance.uniform(1, 4) * DAY), self._leave)
        for _ in range(2):
            city.at(start + int(chance.uniform(1, 5) * DAY), self.riders.block)

    async def _check_groups(self) -> None:
        if self.city.bot is not None:
            await self.city.bot.app.checks.look()

    async def _restart(self) -> None:
        if self.city.bot is not None:
            await self.city.bot.stop()
            await Bot.start(self.city)

    async def _stand_still(self) -> None:
        """Let the bot stand still for hours."""
        if self.city.bot is None:
            return
        await self.city.bot.stop()
        hours = self.city.chance.uniform(2, 6)
        again = self.city.clock.at + int(hours * HOUR)
        self.deaf.append((None, self.city.clock.at, again + 5 * MINUTE))
        self.city.at(again, self._start_again)

    async def _start_again(self) -> None:
        await Bot.start(self.city)

    def _lose(self) -> None:
        """Let a group remove the bot for a day."""
        world, chat = self.city.world, self.city.groups[LOST]
        membership.set_status(world, chat, world.bot.id, "kicked")
        again = self.city.clock.at + DAY
        self.deaf.append((chat.id, self.city.clock.at, again + 5 * MINUTE))
        self.city.at(again, lambda: membership.set_status(world, chat, world.bot.id, "administrator"))

    def _migrate(self) -> None:
        """Let the basic group become a supergroup, in which the bot is made an administrator again."""
        world = self.city.world
        self.deaf.append((self.city.groups[BASIC].id, self.city.clock.at, NEVER))
        self.city.groups[BASIC] = chat = membership.migrate(world, self.city.groups[BASIC])
        self.city.within(30, 90, lambda: membership.set_status(world, chat, world.bot.id, "administrator"))

    def _leave(self) -> None:
        """Let a colleague leave the group."""
        chat, person = self.city.groups[LEAVES], self.city.staff[LEAVES][-1]
        membership.set_status(self.city.world, chat, person.id, "left")


def monday(seed: int) -> tuple[date, Sequence[int]]:
    """Return the Monday of a seed's week, and which of its days are worked on."""
    return WEEKS[seed % len(WEEKS)]


async def begin(city: City, seed: int) -> Week:
    """Begin a seed's week: the bot runs, and all that people will do in it is planned."""
    first, workdays = monday(seed)
    city.clock.at = _ms(city, first)
    furnish(city, GROUPLESS, BASIC)
    await Bot.start(city)
    week = Week(city, Riders(city), staffs.Staff(city, frozenset({UNWATCHED}), Asking(city)))
    await week.riders.join(_RIDERS)
    await ride_in_teams(city, week.riders.people)
    for part in (Programme, Gatherings):
        await part(city, Random(seed)).begin(DAYS)  # noqa: S311  a week, no secrets
    Slips(city, Random(seed)).begin(DAYS, week.riders.people)  # noqa: S311  a week, no secrets
    spread(city, DAYS, _REPORTS_A_DAY, week.riders.report)
    spread(city, DAYS, _LOOKS_A_DAY, week.riders.look)
    staffs.plan(city, week.staff, DAYS, frozenset(workdays))
    week.fate()
    return week


async def live(city: City, seed: int) -> Week:
    """Live a seed's week and what follows; the bot runs on at its end."""
    week = await begin(city, seed)
    first, _ = monday(seed)
    await city.live(_ms(city, first + timedelta(days=DAYS)))
    week.staff.asleep = frozenset()
    staffs.clear_up(city, week.staff, AFTERWARDS)
    end = _ms(city, first + timedelta(days=DAYS + AFTERWARDS))
    week.staff.asking.call_roll(end)
    await city.live(end)
    return week


def _ms(city: City, day: date) -> int:
    return int(datetime.combine(day, time(), city.district.timezone).timestamp() * 1000)
