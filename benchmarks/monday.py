"""A Monday at nine: how soon riders are answered while a thousand digests with their pictures go out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from time import monotonic, perf_counter
from typing import Final

from telegram import Bot

from benchmarks.district import place, sample_district
from benchmarks.figures import Aim, Bound, Figure, Scope, percentile
from benchmarks.growth_life import NOW
from benchmarks.growth_work import deps_of
from benchmarks.stub_telegram import JSON, TOKEN, StubTelegram
from bot.lasting import Lasting
from bot.outgoing.budgets import Budgets, Rates
from bot.outgoing.carrying import Carrier
from bot.outgoing.delivering import Deliverer
from bot.outgoing.dispatch import Dispatcher
from bot.outgoing.pictures import Showing
from bot.outgoing.sending import Messenger
from bot.photo_store import PhotoStore
from domain.geo.positions import Position
from domain.messages import Precedence
from domain.people.messages import PointsShown
from domain.people.riders import CONSENT_VERSION, Rider
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report, Status
from domain.week.messages import Digest
from domain.week.weeks import week_of
from media.pool import PhotoPool
from services.deps import Deps
from services.outgoing import digest_key, to_rider
from services.ports.transaction import Transaction
from services.week.scopes import rider_scope
from storage.database import open_database
from storage.photos import PhotoObjects

_RATES: Final = Rates(30, 1.0, 3, 20)
_EVERY_S: Final = 0.2
_ASKING: Final = 1_000_000
"""The first of the riders who ask meanwhile."""

_AIM_MS: Final = 1_000


@dataclass
class Monday:
    """The bot's delivery with Telegram's limits, and when each chat heard anything."""

    deps: Deps
    deliverer: Deliverer
    heard: dict[int, float]
    anything: asyncio.Event

    async def answered(self, number: int) -> float:
        """Return the milliseconds until a rider who asks has an answer."""
        rider = _rider(_ASKING + number)

        async def ask(tx: Transaction) -> None:
            await tx.riders.save(rider)
            await tx.outbox.put(to_rider(self.deps, rider, PointsShown()))

        asked = perf_counter()
        await self.deliverer.write(ask)
        while rider.chat_id not in self.heard:
            await self.anything.wait()
            self.anything.clear()
        return (self.heard[rider.chat_id] - asked) * 1000


def measure(scope: Scope) -> list[Figure]:
    """Ask five times a second while digests go out, and on a quiet day beside it."""
    quiet, busy, seconds = asyncio.run(_measure(scope, scope.count(1_000, 60)))
    what = f"answer while {scope.count(1_000, 60):,} digests go out"
    return [
        Figure(f"{what}, slowest", "ms", max(busy), "quiet", max(quiet), Aim(Bound.AT_MOST, _AIM_MS)),
        Figure(f"{what}, p50", "ms", percentile(busy, 50), "quiet", percentile(quiet, 50)),
        Figure("all digests, drawn and sent", "s", seconds, "Telegram's 30 a second", scope.count(1_000, 60) / 30),
    ]


async def _measure(scope: Scope, many: int) -> tuple[list[float], list[float], float]:
    async with _monday(scope) as monday:
        quiet = [await monday.answered(number) for number in range(20)]
        await monday.deliverer.write(lambda tx: _queue(tx, monday.deps, many))
        busy, start = list[float](), perf_counter()
        while sum(chat < _ASKING for chat in monday.heard) < many:
            busy.append(await monday.answered(100 + len(busy)))
            await asyncio.sleep(_EVERY_S)
        return quiet, busy, perf_counter() - start


async def _queue(tx: Transaction, deps: Deps, many: int) -> None:
    week = week_of(NOW, deps.district.timezone)
    for number in range(1, many + 1):
        rider = _rider(number)
        await tx.riders.save(rider)
        await tx.reports.add(_report(number))
        digest = Digest(rider_scope(number), str(week))
        await tx.outbox.put(to_rider(deps, rider, digest, digest_key(digest), Precedence.DIGEST))


@asynccontextmanager
async def _monday(scope: Scope) -> AsyncIterator[Monday]:
    heard: dict[int, float] = {}
    anything = asyncio.Event()

    def hear(params: JSON, _: int) -> None:
        heard.setdefault(int(params["chat_id"]), perf_counter())
        anything.set()

    deps, telegram = deps_of(sample_district()), StubTelegram({}, hear)
    deps = replace(deps, clock=_Clock())
    bot = Bot(TOKEN, request=telegram, get_updates_request=telegram)
    pool = PhotoPool(deps.district.timezone)
    async with open_database(f"sqlite:///{scope.folder}/monday.db") as database:
        lasting = Lasting(database)
        store = PhotoStore(lasting, PhotoObjects.open("memory:///"), deps.clock)
        messenger = Messenger(bot, Showing(pool, store))
        carrier = Carrier(deps, lasting, Dispatcher(messenger, deps.clock.now))
        deliverer = Deliverer(deps, lasting, carrier, Budgets(_RATES, monotonic))
        running = asyncio.create_task(deliverer.run())
        try:
            yield Monday(deps, deliverer, heard, anything)
        finally:
            running.cancel()
            await asyncio.wait([running])
            pool.close()


class _Clock:
    def now(self) -> int:
        return NOW


def _report(number: int) -> Report:
    lat, lng = place(number)
    return Report(
        id=number,
        number=ReportNumber("DC", "2611", number),
        rider_id=number,
        status=Status.ROUTED,
        category="pothole",
        note="",
        position=Position(lat, lng, "wgs84", "exif"),
        community=None,
        queue="lighting",
        route_reason="",
        urgent=False,
        submitted_at=NOW,
    )


def _rider(number: int) -> Rider:
    return Rider(
        id=number,
        chat_id=number,
        language="zh",
        consent=CONSENT_VERSION,
        muted=False,
        reachable=True,
        last_place=None,
        last_place_at=None,
        created_at=0,
    )
