"""The way of a report within one process: the real loops, a real database, and a Telegram that answers at once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import islice
from time import perf_counter, process_time

from benchmarks import ptb_alone
from benchmarks.district import sample_district, with_groups
from benchmarks.figures import Aim, Bound, Figure, Scope
from benchmarks.pictures import SMALL, pictures
from benchmarks.riders import Riders
from benchmarks.stub_telegram import TOKEN, StubTelegram
from bot.app import build_app
from districts.shipped import SAMPLE
from files.config import Config, DistrictFolder, Limits, Storage

CHATS = 64
UPDATES_PER_REPORT = 2
UNLIMITED = Limits(messages_per_second=0, private_per_second=0, group_per_minute=0, reports_per_hour=1_000_000)
_BASELINE = "PTB, a no-op handler"
_DURABLE = "PTB, one durable commit"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that something took: on the clock, and of the processor."""

    wall: float
    cpu: float


def measure(scope: Scope) -> list[Figure]:
    """Reports of 64 chats in flight, each a file with its caption and a press."""
    reports = scope.count(512, 128)
    ours = asyncio.run(_reports(scope, reports))
    updates = reports * UPDATES_PER_REPORT
    no_op = asyncio.run(_alone(scope, updates, durable=False))
    durable = asyncio.run(_alone(scope, updates, durable=True))
    return [
        Figure("reports a second", "/s", reports / ours.wall, _DURABLE, reports / durable.wall),
        Figure("CPU for a report", "ms", _ms(ours.cpu, reports), _BASELINE, _ms(no_op.cpu, reports)),
        Figure("CPU for a report", "ms", _ms(ours.cpu, reports), _DURABLE, _ms(durable.cpu, reports)),
        Figure("time for an update", "ms", _ms(ours.wall, updates), _BASELINE, _ms(no_op.wall, updates)),
        Figure(
            "time for an update",
            "ms",
            _ms(ours.wall, updates),
            _DURABLE,
            _ms(durable.wall, updates),
            Aim(Bound.RATIO_AT_MOST, 2),
        ),
    ]


def _ms(seconds: float, count: int) -> float:
    return seconds / count * 1000


async def _cost(work: Callable[[], Awaitable[object]]) -> Cost:
    wall, cpu = perf_counter(), process_time()
    await work()
    return Cost(perf_counter() - wall, process_time() - cpu)


async def _reports(scope: Scope, reports: int) -> Cost:
    """What so many reports cost, from the first file to the last receipt and ticket card; each chat has one before."""
    photos = {f"photo-{n}": data for n, data in enumerate(islice(pictures(SMALL), reports + CHATS))}
    riders = Riders(list(photos))
    config = Config(
        storage=Storage(f"sqlite:///{scope.folder}/qianshao.db", f"file://{scope.folder}/photos"),
        district=DistrictFolder(SAMPLE),
        limits=UNLIMITED,
    )
    district = sample_district()
    district = with_groups(district, {queue: -1_000_000_000_001 - n for n, queue in enumerate(district.queues)})
    stopping = asyncio.Event()
    telegram = StubTelegram(photos, riders.hear)
    async with build_app(config, TOKEN, district, request=telegram) as app:
        await riders.settle(app, CHATS)
        running = asyncio.create_task(app.run(stopping))
        await telegram.polled.wait()
        await riders.report(CHATS)
        cost = await _cost(lambda: riders.report(reports))
        stopping.set()
        await running
    return cost


async def _alone(scope: Scope, updates: int, *, durable: bool) -> Cost:
    """What so many updates cost python-telegram-bot, as many in flight."""
    riders = Riders([f"photo-{n}" for n in range(updates)])
    path = scope.folder / "alone.db"
    async with ptb_alone.application(StubTelegram({}, riders.hear), path if durable else None) as application:
        payloads = [riders.photo_update(1 + n % CHATS) for n in range(updates)]
        return await _cost(lambda: ptb_alone.process(application, payloads, CHATS))
