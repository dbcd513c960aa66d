"""The real bot within this process: its loops, a real database, and a Telegram that answers at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.district import sample_district, with_groups
from benchmarks.pictures import SMALL, pictures
from benchmarks.riders import JSON, Riders
from benchmarks.stub_telegram import TOKEN, StubTelegram
from bot.app import App, build_app
from bot.incoming.receiving import as_item
from districts.shipped import SAMPLE
from domain.people.riders import CONSENT_VERSION, Rider
from files.config import Config, DistrictFolder, Limits, Storage
from services.ports.transaction import Transaction

T = TypeVar("T")

_ANY = 1_000_000
_LOOK_AGAIN_S = 0.01
UNLIMITED = Limits(
    messages_per_second=0,
    private_per_second=0,
    group_per_minute=0,
    reports_per_hour=_ANY,
    drafts_per_hour=_ANY,
    messages_per_hour=_ANY,
)
_FIRST_GROUP = -1_000_000_000_001


@dataclass(frozen=True, slots=True)
class Reported:
    """A running bot whose riders have agreed to the terms, and those riders."""

    app: App
    riders: Riders
    telegram: StubTelegram
    stopping: asyncio.Event
    running: asyncio.Task[None]

    async def report(self, reports: int, chats: int) -> None:
        """See `Riders.report`; raises what ended the bot's run."""
        await self.wait(self.riders.report(self.send, reports, chats))

    async def send(self, update: JSON) -> None:
        """Put an update into the inbox, as polling does."""
        await self.app.store([as_item(update)])

    async def wait(self, work: Awaitable[T]) -> T:
        """Wait for what the bot must do, as long as it runs.

        Raises:
            RuntimeError: The run ended before; its own error is raised in its place.
        """
        waiting = asyncio.ensure_future(work)
        await asyncio.wait({waiting, self.running}, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            return waiting.result()
        waiting.cancel()
        self.running.result()
        raise RuntimeError("the bot's run ended before its work did")


@asynccontextmanager
async def reporting(folder: Path, photos: Mapping[str, bytes], chats: int) -> AsyncIterator[Reported]:
    """Run the bot on a database in this folder, for riders of so many chats with these photos."""
    riders = Riders(list(photos))
    telegram = StubTelegram(photos, riders.hear)
    config = Config(
        storage=Storage(f"sqlite:///{folder}/qianshao.db", f"file://{folder}/photos"),
        district=DistrictFolder(SAMPLE),
        limits=UNLIMITED,
    )
    district = sample_district()
    district = with_groups(district, {queue: _FIRST_GROUP - number for number, queue in enumerate(district.queues)})
    async with build_app(config, TOKEN, district, request=telegram) as app:
        await app.database.write(lambda tx: _agree(tx, chats))
        stopping = asyncio.Event()
        reported = Reported(app, riders, telegram, stopping, asyncio.create_task(app.run(stopping)))
        try:
            await reported.wait(telegram.polled.wait())
            await reported.wait(_boards_stand(app))
            yield reported
        finally:
            stopping.set()
            await reported.running


async def _boards_stand(app: App) -> None:
    """Return once the boards of the groups were sent and pinned: no report waits for them."""
    while await app.database.read(lambda tx: tx.outbox.unsent(app.deps.clock.now())):  # noqa: ASYNC110  a loop sends
        await asyncio.sleep(_LOOK_AGAIN_S)


def small_photos(count: int) -> dict[str, bytes]:
    """Small pictures by their file ids, each of another place."""
    return {f"photo-{number}": data for number, data in enumerate(islice(pictures(SMALL), count))}


async def _agree(tx: Transaction, chats: int) -> None:
    for chat in range(1, chats + 1):
        await tx.riders.save(_agreed(chat))


def _agreed(chat: int) -> Rider:
    return Rider(
        id=chat,
        chat_id=chat,
        language="zh",
        consent=CONSENT_VERSION,
        muted=True,
        reachable=True,
        last_place=None,
        last_place_at=None,
        created_at=0,
    )
