"""The demo's town: a playground with people and groups, and the sample district that uses them."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from bot.clock import new_secret
from demo import cast
from demo.album import Album, paint_album
from demo.case import Crowd
from demo.guide import STEPS
from demo.time_travel import TimeTravel
from demo.tray import Tray
from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.district.problems import Problem
from domain.district.routing import Router
from playground.people import People, Person
from playground.running import serve
from playground.world import Action, Playground, Setting

_BEGINS_DAYS_AGO: Final = 21
_BEGINS_AT: Final = time(8)

_BOT_ID: Final = 7_000_000_001
"""The rest of the bot's token is new in each run, so that no page of another site can guess it."""


@dataclass(frozen=True, slots=True)
class Town:
    """What the bot and the replay need of the town; `address` is the playground's."""

    address: str
    token: str
    district: District
    crowd: Crowd
    album: Album
    time_travel: TimeTravel


@asynccontextmanager
async def open_town(port: int) -> AsyncIterator[Town]:
    """Open the town on a local port, weeks in the past; time starts to pass when a bot is attended."""
    district, album = await asyncio.gather(asyncio.to_thread(_sample_district), paint_album())
    time_travel = TimeTravel(district.timezone)
    time_travel.turn(time_travel.before_now(_BEGINS_DAYS_AGO, _BEGINS_AT))
    actions = [
        Action("day", "过一天", "+1 day", "过了一天", "A day passed", time_travel.a_day),
        Action("week", "过一周", "+1 week", "过了一周", "A week passed", time_travel.a_week),
    ]
    outlines = json.loads((SAMPLE / "communities.geojson").read_text("utf-8"))
    setting = Setting(
        token=f"{_BOT_ID}:{new_secret()}",
        clock=time_travel.seconds,
        flood=False,
        timezone=str(district.timezone),
        samples=Tray(album, district.boundaries, time_travel.now).samples,
        map=outlines,
        actions=actions,
        guide=STEPS,
    )
    world = Playground(setting)
    async with serve(world, port=port) as address, People(address) as people:
        crowd, groups = await _populate(people, district)
        yield Town(address, world.bot.token, _with_groups(district, groups), crowd, album, time_travel)


def _sample_district() -> District:
    problems: list[Problem] = []
    district = read_district(SAMPLE, problems)
    if district is None:
        raise RuntimeError(f"the sample district is broken: {problems}")
    return district


async def _populate(people: People, district: District) -> tuple[Crowd, Mapping[str, int]]:
    """Let everybody join, newcomers first, and create a group for each queue."""
    riders = {role.name: await people.join(role.name, role.language) for role in (*cast.NEWCOMERS, *cast.RIDERS)}
    staff = {role.name: await people.join(role.name, role.language) for role in cast.STAFF}
    groups: dict[str, int] = {}
    members: dict[int, tuple[Person, ...]] = {}
    for number, queue in enumerate(cast.in_order(list(district.queues.values()))):
        present = tuple(staff[role.name] for role in cast.staff_of(queue, number))
        groups[queue.id] = await people.group(cast.title_of(queue), present, administrators=[present[0].id])
        members[groups[queue.id]] = present
    return Crowd(people, riders, members), groups


def _with_groups(district: District, groups: Mapping[str, int]) -> District:
    """Return the district as if its queues.toml named the groups."""
    queues = [
        replace(queue, chat_id=groups[queue.id], language=cast.language_of(queue)) for queue in district.queues.values()
    ]
    router = district.router
    rules = {rule.number: rule for some in (router.rules_anywhere, *router.rules_of.values()) for rule in some}
    return replace(district, router=Router.of(queues, [rules[number] for number in sorted(rules)], district.calendar))
