"""The composition root: builds every part once and runs the four loops until stopped."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Any
from urllib.request import getproxies

import structlog
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot
from telegram.request import BaseRequest

from bot.answers import ProxiedRequest
from bot.bot_commands import offer_commands
from bot.clock import SystemClock
from bot.connections import DirectRequest
from bot.deps import deps_of
from bot.door import Door
from bot.geocoding import geocoders_of
from bot.group_checks import GroupChecks
from bot.incoming.patience import ask_patience
from bot.incoming.receiving import until_answered
from bot.incoming.reception import Reception
from bot.incoming.working import Worker
from bot.lasting import Lasting, open_lasting
from bot.members import TelegramMembers
from bot.outgoing.budgets import Budgets, Rates
from bot.outgoing.carrying import Carrier
from bot.outgoing.delivering import Deliverer
from bot.outgoing.dispatch import Dispatcher
from bot.outgoing.pictures import ClipIntake, Intake, Showing
from bot.outgoing.sending import Messenger
from bot.photo_guessing import PLACES, PhotoGuessing
from bot.photo_store import PhotoStore
from bot.reloading import Reloading, give, with_past
from bot.scheduler import Scheduler
from bot.speech_model import transcriber_of
from bot.vision_model import model_of
from domain.district.district import District
from domain.tickets.membership import Membership
from files.config import Config, Limits
from handlers.context import Context, Tools
from handlers.table import install
from media.pool import PhotoPool
from places.written.reading import PositionReader
from places.written.short_links import ShortLinks
from services.deps import Deps
from services.ports.clock import Clock
from services.ports.inbox import InboxItem
from services.ports.transaction import Database
from services.upkeep import numbers
from storage.errors import Unreachable
from storage.photos import PhotoObjects

log = structlog.get_logger()
_CONNECTIONS = 256
"""More than all loops and lanes ask at once, so that no call of one waits for those of another."""
_GAP = "the last run did not stop in good order, or this database is a backup or a copy"

TelegramApp = Application[Any, Context, Any, Any, Any, None]


@dataclass(slots=True)
class App:
    """The parts of a running bot."""

    config: Config
    deps: Deps
    database: Lasting
    application: TelegramApp
    worker: Worker
    deliverer: Deliverer
    scheduler: Scheduler
    photos: PhotoStore
    checks: GroupChecks
    reloading: Reloading
    short_links: ShortLinks
    door: Door
    guessing: PhotoGuessing | None = None

    def __post_init__(self) -> None:
        self.reloading.swap = self._go_on_with

    async def run(self, stopping: asyncio.Event) -> None:
        """Run the loops until `stopping` is set; work in progress is finished first.

        Raises:
            telegram.error.InvalidToken: Telegram does not know the token.
        """
        with self.reloading.listening():
            await self._run(stopping)

    async def _run(self, stopping: asyncio.Event) -> None:
        await _until_stopped([self._start], stopping)
        if not stopping.is_set():
            loops = [self._receive, self.worker.inherit, self.worker.run, self.deliverer.run, self.scheduler.run]
            loops += [self.photos.run, self.checks.run, self.reloading.run, self.door.run]
            if self.guessing is not None:
                loops += [partial(self.guessing.run, place) for place in range(PLACES)]
            log.info("running", district=self.deps.district.en, bot=self.application.bot.username)
            await _until_stopped(loops, stopping)

    async def store(self, items: Sequence[InboxItem]) -> None:
        """Store raw updates in the inbox. Raises `Unreachable`, after asking those who pressed for patience."""
        try:
            await self.worker.store(items)
        except Unreachable:
            await ask_patience(self.application.bot, self.deps, items)
            raise

    async def _store_at_last(self, items: Sequence[InboxItem]) -> None:
        """Store updates as soon as the database takes them; Telegram keeps them until then."""
        try:
            await self.store(items)
        except Unreachable as error:
            await self.database.rest(error, 0)
            bot_id, now = self.application.bot.id, self.deps.clock.now()
            await self.database.write(lambda tx: tx.inbox.store(bot_id, items, now))

    async def _start(self) -> None:
        await until_answered(self.application.initialize)
        await offer_commands(self.application.bot)
        await self.reloading.start()

    def _go_on_with(self, deps: Deps) -> None:
        """Let all parts go on with the dependencies for a district's new files."""
        tools: Tools = self.application.bot_data["tools"]
        parts = [
            self,
            tools,
            self.worker,
            self.deliverer,
            self.deliverer.carrier,
            self.scheduler,
            self.checks,
            self.door,
        ]
        boundaries = deps.district.boundaries
        tools.read_place = PositionReader(boundaries.centre, self.short_links.follow).read
        if boundaries.bounds != self.deps.district.boundaries.bounds:
            tools.geocoder = geocoders = geocoders_of(self.config.places, boundaries.bounds)
            self.reloading.closing.push_async_callback(geocoders.close)
        if self.guessing is not None:
            parts.append(self.guessing)
            self.guessing.model = model_of(self.config, deps.district.catalogue) or self.guessing.model
        give(deps, parts)

    async def _receive(self) -> None:
        bot, telegram = self.application.bot, self.config.telegram
        await Reception(bot, self.database, telegram, self.store, self._store_at_last).run()


@asynccontextmanager
async def build_app(
    config: Config, token: str, district: District, clock: Clock | None = None, request: BaseRequest | None = None
) -> AsyncIterator[App]:
    """Build all parts, and create and migrate the database. `request`, if given, replaces HTTP to Telegram.

    Raises:
        BadAddress, Unreachable, EditedMigration, NewerSchema, InUse, PhotosUnreachable: See `storage`.
        bot.reloading.DistrictUnfit: The district's files say something else of what may not change.
    """
    async with open_lasting(config.storage.database) as database:
        district = await with_past(database, district)
        owner = await database.join()
        short_links, geocoders = ShortLinks(), geocoders_of(config.places, district.boundaries.bounds)
        bot = (application := _application(config, token, request or _http(config))).bot
        deps = replace(_deps(config, district, clock, bot), person_key=token.encode())
        reloading = Reloading(config.district.folder, database, deps, partial(_deps_for, config, deps))
        pool = PhotoPool(district.timezone, config.limits.photo_memory_mb, now=deps.clock.now)
        store = PhotoStore(database, PhotoObjects.open(config.storage.photos), deps.clock)
        members = TelegramMembers(bot, deps.clock.now, partial(_heard, database.at_once))
        deliverer = _deliverer(config, deps, database, Messenger(bot, showing := Showing(pool, store)))
        read_place = PositionReader(district.boundaries.centre, short_links.follow).read
        intakes, transcriber = (Intake(pool, store), ClipIntake(pool, store)), transcriber_of(config)
        application.bot_data["tools"] = Tools(
            deps, database.at_once, deliverer.write, intakes[0], members, read_place, geocoders, owner,
            store.objects.size, transcriber, intakes[1], reloading.reload,
        )  # fmt: skip
        install(application)
        await _leave_gap(database, deps, owner)
        try:
            yield App(
                config,
                deps,
                database,
                application,
                Worker(deps, database, application, owner, config.limits.workers),
                deliverer,
                Scheduler(deps, database, store.objects),
                store,
                GroupChecks(members, deps, database),
                reloading,
                short_links,
                Door(deps, database, config.http.listen),
                _guessing(config, deps, database, showing),
            )
        finally:
            await application.bot.shutdown()
            await short_links.close()
            await reloading.closing.aclose()
            await geocoders.close()
            pool.close()


def _deliverer(config: Config, deps: Deps, database: Lasting, messenger: Messenger) -> Deliverer:
    carrier = Carrier(deps, database, Dispatcher(messenger, deps.clock.now))
    return Deliverer(deps, database, carrier, Budgets(_rates(config.limits), monotonic))


def _guessing(config: Config, deps: Deps, database: Lasting, showing: Showing) -> PhotoGuessing | None:
    """Return who asks a model about photos; None if the operator names no model."""
    model = model_of(config, deps.district.catalogue)
    return PhotoGuessing(deps, database, model, showing.small, config.vision.per_day) if model is not None else None


def _deps(config: Config, district: District, clock: Clock | None, bot: ExtBot[None]) -> Deps:
    return replace(deps_of(config, district, clock or SystemClock()), username=lambda: bot.username)


def _deps_for(config: Config, deps: Deps, district: District) -> Deps:
    """Return these dependencies for another district."""
    read = deps_of(config, district, deps.clock)
    return replace(deps, district=district, suggester=read.suggester, danger=read.danger)


async def _heard(database: Database, chat_id: int, user_id: int) -> Membership | None:
    return await database.read(lambda tx: tx.memberships.heard(chat_id, user_id))


async def _leave_gap(database: Lasting, deps: Deps, owner: int) -> None:
    """Leave out report numbers where the last process was killed or the database is a backup or a copy."""
    if owner == 1 or database.as_left:  # the first process finds an empty database
        return
    month, last, following = await database.write(lambda tx: numbers.leave_gap(tx, deps))
    log.warning("numbers_left_out", month=month, last=last, next=following, hint=_GAP)


def _http(config: Config) -> BaseRequest:
    """Return direct connections, or httpx if a proxy is configured, as httpx knows all kinds of it."""
    proxy = config.telegram.proxy
    if not proxy and not getproxies():
        return DirectRequest(_CONNECTIONS)
    return ProxiedRequest(connection_pool_size=_CONNECTIONS, proxy=proxy, read_timeout=30, media_write_timeout=60)


def _application(config: Config, token: str, request: BaseRequest) -> TelegramApp:
    root = config.telegram.base_url
    bot = ExtBot(
        token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot", request=request, get_updates_request=request
    )
    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None)
    return builder.context_types(ContextTypes(context=Context)).build()


def _rates(limits: Limits) -> Rates:
    return Rates(limits.messages_per_second, limits.private_per_second, limits.private_burst, limits.group_per_minute)


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set."""
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    return stopping


async def _until_stopped(loops: Sequence[Callable[[], Awaitable[None]]], stopping: asyncio.Event) -> None:
    """Run the loops until `stopping` is set or one of them ends; pass its error on."""
    tasks = [asyncio.ensure_future(loop()) for loop in loops]
    stopped = asyncio.ensure_future(stopping.wait())
    try:
        done, _ = await asyncio.wait([stopped, *tasks], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (stopped, *tasks):
            task.cancel()
        await asyncio.gather(stopped, *tasks, return_exceptions=True)
    for task in done - {stopped}:
        task.result()
