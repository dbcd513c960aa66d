"""A storm: riders and staff report and act without a pause while calls fail and the bot is killed; what is lost?"""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from typing import Final

from benchmarks.figures import Aim, Bound, Figure, Scope
from domain.reporting.numbers import ReportNumber
from tests.faults.bot_process import SOON_S
from tests.faults.reckoning import doubled, rows, unsettled
from tests.faults.test_kills import Scene, opened

_WEATHER: Final = ("429", "502", "unavailable", "reset_before", "reset_after")
_METHODS: Final = ("*", "*", "getFile", "sendPhoto", "editMessageMedia", "answerCallbackQuery", "getUpdates")
_FAULTS_AT_ONCE: Final = 2
_BETWEEN_FAULTS_S: Final = 0.2
_LONGEST_LIFE_S: Final = 3.0
_NUMBERS: Final = "select prefix, month, serial from report"
_ORPHANS: Final = "select id from photo where draft_id is null and report_id is null"
_CUT_OFF: Final = "select id from report r where not exists (select 1 from event e where e.report_id = r.id)"
_SET_ASIDE: Final = "select seq from inbox where state = 'parked'"


def measure(scope: Scope) -> list[Figure]:
    """Measure how a storm ends."""
    return asyncio.run(_measure(scope))


async def _measure(scope: Scope) -> list[Figure]:
    address = f"sqlite:///{scope.folder}/qianshao.db"
    async with opened(scope.folder, address) as scene:
        weather = asyncio.create_task(_weather(scene))
        await _kill(scene, scope.count(40, 6))
        weather.cancel()
        with suppress(asyncio.CancelledError):
            await weather
        await scene.people.call("DELETE", "/faults")
        bot = await scene.start()
        scene.crowd.stopping.set()
        await scene.working
        await _settle(address)
        await bot.stop()
        return await _reckon(scene, address)


async def _weather(scene: Scene) -> None:
    chance = random.Random(scene.config.name)  # noqa: S311  weather is no secret
    while True:
        if len(await scene.people.call("GET", "/faults")) < _FAULTS_AT_ONCE:  # else no call gets through
            await scene.people.fault(chance.choice(_METHODS), chance.choice(_WEATHER), seconds=1)
        await asyncio.sleep(_BETWEEN_FAULTS_S)


async def _kill(scene: Scene, times: int) -> None:
    chance = random.Random(times)  # noqa: S311  moments are no secret
    for _ in range(times):
        bot = await scene.start()
        await bot.running()
        await asyncio.sleep(chance.uniform(0, _LONGEST_LIFE_S))
        bot.process.kill()
        await bot.died()
        if scene.working.done():
            scene.working.result()


async def _settle(address: str) -> None:
    async with asyncio.timeout(4 * SOON_S):
        while [row for row in await unsettled(address) if row["state"] != "parked"]:  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(0.1)


async def _reckon(scene: Scene, address: str) -> list[Figure]:
    told = Counter(one.number for one in scene.crowd.told)
    kept = Counter(str(ReportNumber(**row)) for row in await rows(address, _NUMBERS))
    spare = await doubled(scene.people)
    named = Counter(line["chat"] for run in scene.runs for line in run.named("message_may_come_twice"))
    unnamed = (spare - named - scene.crowd.again).total()
    orphans = await rows(address, _ORPHANS) + await rows(address, _CUT_OFF)
    parked = [row for row in await unsettled(address) if row["state"] == "parked"]
    none = Aim(Bound.AT_MOST, 0)
    return [
        Figure("reports in the storm", "", sum(told.values()), "kills", len(scene.runs) - 1),
        Figure("reports lost", "", sum((told - kept).values()), aim=none),
        Figure("reports doubled", "", sum((kept - told).values()), aim=none),
        Figure("orphans: photos and reports that belong to nothing", "", len(orphans), aim=none),
        Figure("messages that came twice and were not named in the log", "", unnamed, aim=none),
        Figure("updates and messages unanswered", "", len(parked), aim=none),
        Figure("updates in hand at three crashes, set aside and told", "", len(await rows(address, _SET_ASIDE))),
    ]
