"""A district of twenty queues and the bot that serves it, driven by a clock that moves from one thing to the next."""

import asyncio
import heapq
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, Final, cast
from unittest.mock import patch

from bot.app import App, _rates, build_app
from bot.incoming.receiving import ALLOWED_UPDATES, as_item
from bot.outgoing.budgets import Budgets
from bot.outgoing.carrying import Carrier
from bot.outgoing.delivering import Deliverer
from bot.outgoing.preparation import Prepared
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.district.routing import Router
from files.config import Config, DistrictFolder, Limits, Storage
from playground import membership
from playground.chats import Chat, Person
from playground.world import Playground, Setting
from services.ports.outbox import Sending
from services.ports.transaction import Transaction
from services.upkeep import timers
from tests.town import sample_district
from tests.week.wire import Chronicle, Wire

Act = Callable[[], Awaitable[None] | None]

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
_SPLIT: Final = ("committee-south", "committee-east")
"""The committees that are divided, so that there are twenty queues."""
_SOON_MS: Final = 50
_BELOW_MS: Final = 21
"""Bits of an id below its milliseconds."""

NEVER: Final = 1 << 62
_OFTEN: Final = 200
"""So many rounds of work at one moment are a loop without end."""


@dataclass
class Moved:
    """A clock that is moved; `at` in ms UTC."""

    at: int

    def now(self) -> int:
        return self.at


def district_of_twenty() -> District:
    """The sample district, some of its committees divided."""
    district, queues = sample_district(), []
    for queue in district.queues.values():
        if queue.id in _SPLIT:
            parts = enumerate(queue.communities)
            queues += [
                replace(queue, id=f"{queue.id}-{n}", zh=f"{queue.zh}{n}", communities=(one,)) for n, one in parts
            ]
        else:
            queues.append(queue)
    return _with_queues(district, queues)


def _with_queues(district: District, queues: list[Any]) -> District:
    rules = {rule.number: rule for rules in (district.router.rules_anywhere, *district.router.rules_of.values())
             for rule in rules}  # fmt: skip
    return replace(district, router=Router.of(queues, [rules[number] for number in sorted(rules)], district.calendar))


_LETTERS: Final = str.maketrans("0123456789", "ABCDEFGHJK")


@dataclass
class Numbered:
    """Ids in order of the moved clock, without chance."""

    clock: Moved
    _last: int = 0

    def new(self) -> int:
        """Return a new id, greater than all before it."""
        self._last = max(self.clock.at << _BELOW_MS, self._last + 1)
        return self._last

    def code(self) -> str:
        """Return the code of the next id."""
        return f"{self.new() % 10**8:08d}".translate(_LETTERS)


@dataclass
class InTurn:
    """Carries one message after the other, so that a seed's week does not depend on which thread is faster."""

    carrier: Carrier
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def carry(self, sending: Sending, ready: Prepared) -> bool:
        """Carry a message once those before it are recorded."""
        async with self._turn:
            return await self.carrier.carry(sending, ready)


@dataclass
class City:
    """The playground, the bot, and what is going to happen."""

    clock: Moved
    world: Playground
    chronicle: Chronicle
    wire: Wire
    chance: random.Random
    config: Config
    district: District
    ids: Numbered
    groups: dict[str, Chat] = field(default_factory=dict)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    bot: "Bot | None" = None
    started: list[int] = field(default_factory=list)
    _plan: list[tuple[int, int, Act]] = field(default_factory=list)
    _order: Any = field(default_factory=count)

    def at(self, when: int, act: Act) -> None:
        """Let something happen at a time, ms UTC, or now if that is past."""
        heapq.heappush(self._plan, (max(when, self.clock.at), next(self._order), act))

    def within(self, least_s: float, most_s: float, act: Act) -> None:
        """Let something happen within some seconds from now."""
        self.at(self.clock.at + int(self.chance.uniform(least_s, most_s) * 1000), act)

    async def live(self, until: int) -> None:
        """Let things happen until then."""
        while True:
            planned = self._plan[0][0] if self._plan else until + 1
            woken = self.bot.wakes_at if self.bot else until + 1
            when = min(planned, woken)
            if when > until:
                break
            self.clock.at = max(self.clock.at, when)
            if planned <= self.clock.at:
                done = heapq.heappop(self._plan)[2]()
                if done is not None:
                    await done
            if self.bot is not None and (self.world.updates.pending() or self.bot.wakes_at <= self.clock.at):
                await self.bot.settle()
        self.clock.at = until


@dataclass
class Bot:
    """One run of the bot, from its start to its end."""

    city: City
    app: App
    deliverer: Deliverer
    _stack: AsyncExitStack
    _working: "asyncio.Task[None]"
    wakes_at: int = 0
    _retries_at: int = NEVER

    @classmethod
    async def start(cls, city: City) -> "Bot":
        """Start it; what waits is worked off at once."""
        stack = AsyncExitStack()
        stack.enter_context(patch("storage.engines.sqlite_writer._RIDERS_WAIT_S", 0.0))  # nobody else commits meanwhile
        stack.enter_context(patch("services.tickets.boards.GROWN_OLD_MS", HOUR // 2))  # ten minutes would take long
        with patch("bot.deps.TimeOrderedIds", lambda: city.ids):
            app = await stack.enter_async_context(
                build_app(city.config, city.world.bot.token, city.district, city.clock, city.wire)
            )
        budgets = Budgets(_rates(city.config.limits), lambda: city.clock.at / 1000)
        in_turn = cast("Carrier", InTurn(app.deliverer.carrier))
        deliverer = Deliverer(app.deps, app.database, in_turn, budgets)
        await app._start()
        await app.database.write(lambda tx: timers.start(tx, app.deps))
        await app.worker._take_over()
        working = asyncio.create_task(app.worker.run())
        await asyncio.sleep(0)
        city.started.append(city.clock.at)
        city.bot = cls(city, app, deliverer, stack, working)
        return city.bot

    async def stop(self) -> None:
        """Stop it in good order."""
        self._working.cancel()
        await asyncio.gather(self._working, return_exceptions=True)
        await self._stack.aclose()
        self.city.bot = None

    async def settle(self) -> None:
        """Do all that may be done now, and note when there is more."""
        looked: float | None = None
        for _ in range(_OFTEN):
            moved = await self._take_in()
            moved |= await self.app.scheduler.fire_due() > 0
            calls = self.city.wire.calls
            looked = await self.deliverer.look()
            await self.deliverer.idle()
            if not moved and calls == self.city.wire.calls:
                break
        else:
            raise AssertionError("the bot works without end at one moment")
        await self._note_next(looked)

    async def _take_in(self) -> bool:
        """Have what people sent worked on, each when it comes; whether there was anything."""
        updates = self.city.world.updates.pending()
        for update in updates:
            await self.app.store([as_item(update)])
            await self._worked_off()
        if updates:
            self.city.world.updates.acknowledge(updates[-1]["update_id"] + 1)
        elif self._retries_at <= self.city.clock.at:
            self.app.worker.claims.look_everywhere()
            await self._worked_off()
            return True
        return bool(updates)

    async def _worked_off(self) -> None:
        """Return once nothing that is due waits or is in hand."""
        worker, now = self.app.worker, self.city.clock.now()
        while True:
            if tasks := [*worker.claims.tasks, *worker.first_answers.tasks]:
                await asyncio.wait(tasks)
            await asyncio.sleep(0)
            if self._working.done():
                self._working.result()
            if worker.claims.tasks or worker.first_answers.tasks:
                continue
            is_claimed, due = await self.app.database.read(_in_hand_and_due)
            if is_claimed:
                continue
            self._retries_at = NEVER if due is None else due
            if due is None or due > now:
                return
            worker.claims.look_everywhere()

    async def _note_next(self, looked: float | None) -> None:
        now = self.city.clock.now()
        timer = await self.app.database.read(lambda tx: tx.timers.next_due())
        sends = now + max(int(looked * 1000) + 1, _SOON_MS) if looked is not None else None
        known = [at for at in (timer, sends, self._retries_at) if at is not None]
        self.wakes_at = max(min(known, default=now + DAY), now + 1)


async def _in_hand_and_due(tx: Transaction) -> tuple[bool, int | None]:
    """Whether an update is claimed, perhaps not worked on yet, and when the next is due; both at one moment."""
    return bool(await tx.inbox.owners()), await tx.inbox.next_due(-1)


def _limits() -> Limits:
    return Limits(reports_per_hour=1000, drafts_per_hour=1000, messages_per_hour=1000, workers=1)


@asynccontextmanager
async def open_city(folder: Path, seed: int, start: int, one_in: int) -> AsyncIterator[City]:
    """Open a city whose bot does not run yet; of its calls one in so many fails."""
    clock = Moved(start)
    chance = random.Random(seed)  # noqa: S311  chance is no secret
    world = Playground(Setting(clock=lambda: clock.at / 1000, seed=seed))
    world.updates.want(list(ALLOWED_UPDATES))
    world.events = chronicle = Chronicle(clock.now)
    wire = Wire(world, seed, one_in)
    config = Config(
        storage=Storage(f"sqlite:///{folder}/week.db", f"file://{folder}/photos"),
        district=DistrictFolder(SAMPLE),
        limits=_limits(),
    )
    city = City(clock, world, chronicle, wire, chance, config, district_of_twenty(), Numbered(clock))
    try:
        yield city
    finally:
        if city.bot is not None:
            await city.bot.stop()
        world.close()


def furnish(city: City, without: str, basic: str) -> None:
    """Open a group with four of staff for each queue but one; one of them is a basic group."""
    queues = []
    for queue in city.district.queues.values():
        if queue.id == without:
            queues.append(queue)
            continue
        people = [city.world.chats.add_person(f"{queue.zh[:2]}{n}", "zh") for n in range(4)]
        wish = {"title": queue.zh, "members": [one.id for one in people], "administrators": [people[0].id]}
        chat = membership.open_group(city.world, wish | {"supergroup": queue.id != basic})
        city.groups[queue.id], city.staff[queue.id] = chat, people
        queues.append(replace(queue, chat_id=chat.id))
    city.district = _with_queues(city.district, queues)
