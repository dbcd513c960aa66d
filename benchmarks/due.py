"""A morning on which many tickets are due at once: processor time until groups are told, and of what follows."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from time import process_time
from typing import Any, Final, cast

from telegram import Bot

from benchmarks.district import place, sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.growth_life import NOW
from benchmarks.growth_work import deps_of
from benchmarks.stub_telegram import TOKEN, StubTelegram
from bot.lasting import Lasting
from bot.outgoing.budgets import Budgets, Rates
from bot.outgoing.carrying import Carrier
from bot.outgoing.delivering import Deliverer
from bot.outgoing.dispatch import Dispatcher
from bot.outgoing.sending import Messenger
from bot.scheduler import Scheduler
from domain.district.routing import Reason, ReasonKind
from domain.geo.place_names import Gazetteer
from domain.geo.positions import Position
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from domain.reporting.spots import spot_in
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.outgoing import ticket_key
from services.ports.live_messages import LiveMessage
from services.ports.transaction import Transaction
from services.tickets import boards, routes
from services.upkeep import timers
from storage.database import Database, open_database

_FIRST_GROUP: Final = -1_000_000_000_001
_MINUTE: Final = 60_000
_FEW: Final = 60
_CATEGORIES: Final = ("street_light", "rubbish", "bike_clutter")


@dataclass
class Clock:
    """A clock that is moved by hand; ms UTC."""

    at: int = NOW

    def now(self) -> int:
        """Return the time."""
        return self.at


@dataclass
class Morning:
    """The district, and its bot without its loops."""

    database: Database
    deps: Deps
    clock: Clock
    deliverer: Deliverer
    scheduler: Scheduler
    bot: Bot
    telegram: StubTelegram
    said: list[str] = field(default_factory=list)

    async def deliver(self) -> None:
        """Deliver what is due."""
        while await self.database.read(lambda tx: tx.outbox.unsent(self.clock.at)):
            await self.deliverer.look()
            await self.deliverer.idle()


def measure(scope: Scope) -> list[Figure]:
    """Tell of a morning's tickets, then redraw their cards and tell their riders."""
    return asyncio.run(_measure(scope))


async def _measure(scope: Scope) -> list[Figure]:
    many = scope.count(5000, 300)
    async with _morning(scope, "first", _FEW) as morning:  # what is loaded once is no part of a morning
        await _decide(morning, _FEW)
        await _tell(morning)
    async with _morning(scope, "due", many) as morning:
        decided = await _spent(lambda: _decide(morning, many))
        told = await _spent(lambda: _tell(morning))
        messages, said = morning.telegram.calls["sendMessage"], list(morning.said)
        bare = await _spent(lambda: _say(morning, said))
        before = morning.telegram.calls.total()
        rest = await _spent(lambda: _rest(morning))
        calls = morning.telegram.calls.total() - before
    what = f"of {many:,} tickets due at once"
    sent = f"PTB, the same {messages} messages"
    return [
        Figure(f"CPU to decide and queue {what}", "s", decided, sent, bare),
        Figure(f"CPU to tell the groups {what}", "s", decided + told, sent, bare, Aim(Bound.AT_MOST, many / 5000)),
        Figure(f"CPU of the cards and riders {what}, {calls:,} calls", "s", rest, "told", decided + told),
    ]


async def _spent(work: Callable[[], Any]) -> float:
    before = process_time()
    await work()
    return process_time() - before


async def _decide(morning: Morning, many: int) -> None:
    """Fire the limits."""
    for _ in range(-(-many // timers.AT_ONCE)):
        await morning.scheduler.fire_due()


async def _tell(morning: Morning) -> None:
    """Tell what was gathered, a minute later."""
    morning.clock.at += _MINUTE
    due = await morning.database.read(lambda tx: tx.timers.due(morning.clock.at, 100))
    gathered = [timer for timer in due if timer.kind is TimerKind.REMIND]
    await morning.database.write(lambda tx: timers.fire(tx, morning.deps, gathered))
    await morning.deliver()


async def _say(morning: Morning, said: list[str]) -> None:
    for text in said:
        await morning.bot.send_message(_FIRST_GROUP, text, "HTML")


async def _rest(morning: Morning) -> None:
    """Do what the limits bring besides, each in its turn."""
    while await morning.scheduler.fire_due():
        pass
    await morning.deliver()


@asynccontextmanager
async def _morning(scope: Scope, name: str, many: int) -> AsyncIterator[Morning]:
    clock, said = Clock(), list[str]()
    deps = replace(deps_of(sample_district()), clock=clock)
    telegram = StubTelegram({}, lambda params, _: said.append(str(params.get("text"))))
    bot = Bot(TOKEN, request=telegram, get_updates_request=telegram)
    async with open_database(f"sqlite:///{scope.folder}/{name}.db") as database:
        await database.write(lambda tx: _fill(tx, deps, many))
        lasting = Lasting(database)
        carrier = Carrier(deps, lasting, Dispatcher(Messenger(bot, cast("Any", None)), clock.now))
        deliverer = Deliverer(deps, lasting, carrier, Budgets(Rates(0, 0, 0, 0), lambda: clock.at / 1000))
        scheduler = Scheduler(deps, lasting, cast("Any", None))
        yield Morning(database, deps, clock, deliverer, scheduler, bot, telegram, said)


async def _fill(tx: Transaction, deps: Deps, many: int) -> None:
    """Link groups, and put accepted tickets there whose limits have passed since last night."""
    numbers, due = count(1), list[Timer]()
    groups = {queue: _FIRST_GROUP - number for number, queue in enumerate(deps.district.queues)}
    for queue, chat in groups.items():
        await tx.queues.link(QueueChat(queue, chat, None, 0))
    await boards.settle(tx, deps)
    await tx.riders.save(_rider())
    queues = [queue.id for queue in deps.district.queues.values() if queue.kind not in {"triage", "supervisors"}]
    for number in range(1, many + 1):
        report = _report(
            deps.district.gazetteer, number, queues[number % len(queues)], _CATEGORIES[number % 3], number % (12 * 60)
        )
        await tx.reports.add(report)
        chat, key = groups[report.queue], ticket_key(report.id, report.queue)
        await tx.messages.put(LiveMessage(key, chat, next(numbers), report.id, None, "text", ""), NOW, alone=True)
        due.append(Timer(TimerKind.OVERDUE, round_key(report.id, report.due_at or 0), report.due_at or 0))
    await tx.timers.put_all(due)


def _rider() -> Rider:
    return Rider(
        id=1,
        chat_id=1,
        language="zh",
        consent=CONSENT_VERSION,
        muted=True,
        reachable=True,
        last_place=None,
        last_place_at=None,
        created_at=0,
    )


def _report(gazetteer: Gazetteer, number: int, queue: str, category: str, minutes: int) -> Report:
    lat, lng = place(number)
    note = f"{number} 号楼 2 单元门口，晚上看不见"
    return Report(
        id=number,
        number=ReportNumber("DC", "2611", number),
        rider_id=1,
        status=Status.ACCEPTED,
        category=category,
        note=note,
        spot=spot_in(gazetteer, note),
        position=Position(lat, lng, "wgs84", "exif"),
        community=None,
        queue=queue,
        route_reason=routes.encode(Reason(ReasonKind.ASSIGNED, category, None)),
        urgent=False,
        submitted_at=NOW - 3 * 86_400_000,
        due_at=NOW - minutes * _MINUTE,
        accepted_at=NOW - 2 * 86_400_000,
        holder="李主任",
    )
