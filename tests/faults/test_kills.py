"""The bot is killed again and again with work in flight, and nothing is lost, nothing done twice.

`QIANSHAO_KILLS` is the number of kills at random moments on each engine, beside two at each named point.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from playground.people import People, Person, words
from playground.running import serve
from playground.world import Playground, Setting
from tests.faults.bot_process import SOON_S, Address, BotProcess, furnish
from tests.faults.crowd import Crowd
from tests.faults.killable import POINTS
from tests.faults.reckoning import check_cards, check_doubles, check_points, check_reports, doubled, foretold, unsettled
from tests.town import sample_district

pytestmark = pytest.mark.kill

RANDOM_KILLS = int(os.environ.get("QIANSHAO_KILLS", "10"))
PAIRS = 4
SEED = 20261123
LONGEST_LIFE_S = 1.5
"""For a kill at a random moment: counted from its being ready, seven times in ten, else from its very start."""

ALIVE = 0.7


@dataclass
class Scene:
    """A playground that survives the bot, a crowd that never rests, and the runs of the bot so far."""

    people: People
    config: Path
    crowd: Crowd
    working: "asyncio.Task[None]"
    runs: list[BotProcess] = field(default_factory=list)

    async def start(self, kill_at: str = "") -> BotProcess:
        self.runs.append(await BotProcess.start(self.config, kill_at))
        return self.runs[-1]


@asynccontextmanager
async def opened(folder: Path, database: str) -> AsyncIterator[Scene]:
    world = Playground(Setting(flood=False, seed=SEED))
    async with serve(world) as base_url, People(base_url) as people:
        staff = [await people.join(f"李{n}", "zh") for n in range(PAIRS)]
        queues = sample_district().queues.values()
        groups = {queue.id: await people.group(queue.zh, staff) for queue in queues}
        config = furnish(folder, Address(base_url, world.bot.token, database), groups)
        crowd = Crowd(people, {queue.zh: groups[queue.id] for queue in queues})
        scene = Scene(people, config, crowd, asyncio.create_task(crowd.work(staff)))
        try:
            yield scene
        finally:
            scene.working.cancel()
            for run in scene.runs:
                await run.clear_away()


def plan(chance: random.Random) -> list[str]:
    """Each named point twice, at one of its first passes, and random moments between."""
    wishes = [f"{point}:{chance.randint(1, 8)}" for point in POINTS for _ in range(2)] + [""] * RANDOM_KILLS
    chance.shuffle(wishes)
    return wishes


async def kill_again_and_again(scene: Scene) -> None:
    chance = random.Random(SEED)  # noqa: S311  moments, no secrets
    for wish in plan(chance):
        bot = await scene.start(wish)
        if not wish:
            await live_for_a_while(bot, scene.working, chance)
            bot.process.kill()
        await die(bot, scene.working)


async def die(bot: BotProcess, working: "asyncio.Task[None]") -> None:
    """A point is reached by the crowd's work alone: where that has failed, say how instead of waiting for the death."""
    dying = asyncio.create_task(bot.died())
    await asyncio.wait([dying, working], return_when=asyncio.FIRST_COMPLETED)
    if not dying.done():
        dying.cancel()
        working.result()
    await dying


async def live_for_a_while(bot: BotProcess, working: "asyncio.Task[None]", chance: random.Random) -> None:
    if chance.random() < ALIVE:
        await bot.running()
    await asyncio.wait([working], timeout=chance.uniform(0, LONGEST_LIFE_S))
    if working.done():
        working.result()


async def settle(database: str) -> None:
    async with asyncio.timeout(SOON_S):
        while waiting := await unsettled(database):
            assert all(row["state"] != "parked" for row in waiting), waiting
            await asyncio.sleep(0.1)  # the database tells nobody


async def check_balances(riders: Iterable[Person], balances: Mapping[int, int]) -> None:
    for rider in riders:
        await rider.text("/points")
        told = await rider.wait_for(lambda m: "你的积分" in words(m))
        assert f"你的积分：{balances[rider.id]}\n" in words(told)


async def test_nothing_is_lost_and_nothing_is_done_twice(tmp_path: Path, database_address: str) -> None:
    async with opened(tmp_path, database_address) as scene:
        crowd = scene.crowd
        await kill_again_and_again(scene)
        bot = await scene.start()
        crowd.stopping.set()
        await scene.working
        await settle(database_address)

        await check_reports(database_address, crowd.told)
        await check_balances(crowd.regulars, await check_points(database_address))
        assert await bot.stop() == 0
        await check_cards(scene.people, crowd.told)
        check_doubles(await doubled(scene.people), foretold(scene.runs), crowd.again)
