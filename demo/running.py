"""Runs the demo: the town, three weeks of replay, then the bot until it is stopped."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.app import App, build_app, stop_on_signals
from demo import cast
from demo.activities import announce_activities
from demo.keys import press
from demo.replay import replay
from demo.teams import form_teams
from demo.town import Town, open_town
from demo.wishes import make_wishes
from districts.shipped import SAMPLE
from files.config import Config, DistrictFolder, Limits, Storage, Telegram
from playground.running import listen
from texts.base.callbacks import Verb

HOST: Final = "127.0.0.1"
_UNHURRIED: Final = Limits(messages_per_second=0, private_per_second=0, group_per_minute=0)
"""No limits of sending, because weeks pass in seconds."""


async def run_demo(port: int, announce: Callable[[str], None]) -> None:
    """Run the demo until SIGINT or SIGTERM; call `announce` with its address once it is ready.

    A port that is in use is replaced by a free one.
    """
    stopping = asyncio.create_task(stop_on_signals().wait())
    demo = asyncio.create_task(_demo(free_port(port), announce))
    await asyncio.wait({stopping, demo}, return_when=asyncio.FIRST_COMPLETED)
    for task in (stopping, demo):
        task.cancel()
    with suppress(asyncio.CancelledError):
        await demo


def free_port(port: int) -> int:
    """Return the port, or 0 (any free one) if it is in use."""
    try:
        listen(HOST, port).close()
    except OSError:
        return 0
    return port


async def _demo(port: int, announce: Callable[[str], None]) -> None:
    with TemporaryDirectory(prefix="qianshao-demo-") as folder:
        async with open_town(port) as town:
            config = _config(town, Path(folder))
            async with _bot(replace(config, limits=_UNHURRIED), town) as (app, _):
                await _agree(town)
                await form_teams(app, town.crowd)
                await replay(town.crowd, town.album, town.time_travel)
                await town.time_travel.to_now()
                await announce_activities(app, town.crowd)
                await make_wishes(app, town.crowd)
            async with _bot(config, town) as (_, running):
                announce(town.address)
                await asyncio.wait({running})


def _config(town: Town, folder: Path) -> Config:
    """Return the configuration, with the playground's address and a temporary folder."""
    return Config(
        telegram=Telegram(base_url=town.address),
        storage=Storage(database=f"sqlite:///{folder}/qianshao.db", photos=f"file://{folder}/photos"),
        district=DistrictFolder(SAMPLE),
    )


@asynccontextmanager
async def _bot(config: Config, town: Town) -> AsyncIterator[tuple[App, asyncio.Task[None]]]:
    """Run the real bot within the body."""
    stopping = asyncio.Event()
    async with build_app(config, town.token, town.district, town.time_travel.clock) as app:
        town.time_travel.attend(app)
        running = asyncio.create_task(app.run(stopping))
        try:
            yield app, running
        finally:
            await town.time_travel.leave()
            stopping.set()
            await running


async def _agree(town: Town) -> None:
    """Let everybody except the newcomers agree to the terms."""
    for role in cast.RIDERS:
        rider = town.crowd.riders[role.name]
        await rider.text("/start")
        await press(town.crowd.people, rider, (rider.id, rider.seq), (Verb.AGREE, "", 0))
