"""A small town for flow tests: the playground, the sample district with a group for each queue, and the real bot."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image

from bot.app import App, build_app
from bot.clock import SystemClock
from districts.folder import read_district
from districts.shipped import SAMPLE
from domain.district.district import District
from domain.district.problems import Problem
from domain.district.routing import Queue, Router
from files.config import Config, DistrictFolder, Limits, Storage, Telegram
from playground.people import JSON, People, Person, labels, words
from playground.pictures import SCENES, draw
from playground.running import serve
from playground.world import Playground, Setting
from services.deps import Deps
from services.ports.transaction import Transaction
from tests.database import lay

CENTRE = (37.4425, 116.3075)


@cache
def sample_district() -> District:
    """The shipped sample district."""
    problems: list[Problem] = []
    district = read_district(SAMPLE, problems)
    assert district is not None, problems
    return district


def with_groups(district: District, chats: dict[str, int]) -> District:
    """The district with a group for each queue, as its file would name it."""
    queues = [replace(queue, chat_id=chats.get(queue.id)) for queue in district.queues.values()]
    rules = {rule.number: rule for rules in (district.router.rules_anywhere, *district.router.rules_of.values())
             for rule in rules}  # fmt: skip
    router = Router.of(queues, [rules[number] for number in sorted(rules)], district.calendar)
    return replace(district, router=router)


def picture(scene: int = 0, position: tuple[float, float] | None = CENTRE, taken_at: datetime | None = None) -> bytes:
    """A sample picture with a position in its EXIF."""
    return draw(SCENES[scene], position=position, taken_at=taken_at or datetime.now(UTC), size=(640, 480))


def plain_picture(colour: str = "red") -> bytes:
    """A small JPEG without any EXIF."""
    out = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class Town:
    """What a test plays with; `start` and `stop` the bot as often as it likes."""

    world: Playground
    base_url: str
    people: People
    config: Config
    district: District
    groups: dict[str, int]
    staff: Person
    clock: SystemClock
    token: str
    app: App | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _running: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Start the bot in this process."""
        ready: asyncio.Future[App] = asyncio.get_running_loop().create_future()
        self._stopping = asyncio.Event()

        async def run() -> None:
            async with build_app(self.config, self.token, self.district, self.clock) as app:
                ready.set_result(app)
                await app.run(self._stopping)

        task = asyncio.create_task(run())
        self._running.append(task)
        either: list[asyncio.Future[Any]] = [task, ready]
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        self.app = ready.result()

    async def stop(self) -> None:
        """Stop it in good order."""
        self._stopping.set()
        while self._running:
            await self._running.pop()

    async def rider(self, name: str = "小王", language: str = "zh") -> Person:
        """A rider who has agreed to the terms."""
        rider = await self.people.join(name, language)
        await rider.text("/start")
        screen = await rider.wait_for(lambda m: "同意" in labels(m) or "I agree" in labels(m))
        await (await rider.press(screen, "同意" if "同意" in labels(screen) else "I agree")).toast()
        return rider

    async def card(self, rider: Person, *, has: str = "", button: str = "提交") -> JSON:
        """The rider's card, once it says this and has this button."""
        return await rider.wait_for(lambda m: button in labels(m) and has in words(m))

    async def ticket(self, queue: str, has: str = "", *, after: int = 0, button: str = "") -> JSON:
        """The ticket card in a queue's group, once it says this."""
        return await self.staff.wait_for(
            lambda m: has in words(m) and button in labels(m), chat=self.groups[queue], after=after
        )

    async def submitted(
        self, rider: Person, photo: bytes | None = None, caption: str = "井盖不见了"
    ) -> tuple[JSON, str]:
        """Let the rider file a report; the receipt, and its number."""
        await rider.photo(photo or picture(), caption, as_document=True)
        card = await self.card(rider)
        await (await rider.press(card, "提交")).toast()
        receipt = await rider.wait_for(lambda m: "DC-" in words(m))
        return receipt, number_in(receipt)

    def skip(self, **amount: float) -> None:
        """Let time pass: keywords of timedelta."""
        from datetime import timedelta  # noqa: PLC0415  one use

        self.clock.shift_ms += int(timedelta(**amount).total_seconds() * 1000)
        assert self.app is not None
        self.app.database.signal("timers").set()
        self.app.database.signal("outbox").set()
        self.app.database.signal("inbox").set()
        self.app.database.signal("photo_questions").set()


def number_in(message: JSON) -> str:
    """The report number that a message names."""
    import re  # noqa: PLC0415  one use

    found = re.search(r"DC-\d{4}-\d{4,}", words(message))
    assert found, words(message)
    return found[0]


@dataclass(frozen=True, slots=True)
class Furnished:
    """Who is there before the bot starts: the district as its files name its groups, the groups, one of the staff."""

    district: District
    groups: dict[str, int]
    staff: Person


Furnish = Callable[[Playground, People, District], Awaitable[Furnished]]


async def a_group_each(_world: Playground, people: People, district: District) -> Furnished:
    """A group for each queue, named by the district's file, and one of the staff in all of them."""
    staff = await people.join("李主任", "zh")
    groups = {queue.id: await people.group(queue.zh, [staff], bot="administrator") for queue in _queues(district)}
    return Furnished(with_groups(district, groups), groups, staff)


@asynccontextmanager
async def open_town(
    folder: Path,
    database: str,
    *,
    start: bool = True,
    limits: dict[str, Any] | None = None,
    furnish: Furnish = a_group_each,
    clock: SystemClock | None = None,
    boards: bool = False,
    **setting: Any,
) -> AsyncIterator[Town]:
    """Open a town whose bot keeps its data in `folder` and `database`.

    Its groups have no boards unless a test is about them: twenty would be sent and pinned at each start.
    """
    clock = clock or SystemClock()
    world = Playground(Setting(clock=lambda: clock.now() / 1000, flood=False, **setting))
    async with serve(world) as base_url, People(base_url) as people, AsyncExitStack() as stack:
        if not boards:
            stack.enter_context(patch("services.tickets.boards.settle", _no_boards))
        there = await furnish(world, people, sample_district())
        config = Config(
            telegram=Telegram(base_url=base_url),
            storage=Storage(database=database, photos=f"file://{folder}/photos"),
            district=DistrictFolder(SAMPLE),
            limits=Limits(**{**_UNLIMITED, **(limits or {})}),
        )
        town = Town(world, base_url, people, config, there.district, there.groups, there.staff, clock, world.bot.token)
        await lay(database)
        if start:
            await town.start()
        try:
            yield town
        finally:
            await town.stop()


async def _no_boards(_tx: Transaction, _deps: Deps) -> None:
    pass


_UNLIMITED = {"messages_per_second": 0, "private_per_second": 0, "group_per_minute": 0}


def _queues(district: District) -> Sequence[Queue]:
    return list(district.queues.values())


@pytest.fixture
async def town(tmp_path: Path, sqlite_address: str) -> AsyncIterator[Town]:
    """A running town on SQLite."""
    async with open_town(tmp_path, sqlite_address) as opened:
        yield opened
