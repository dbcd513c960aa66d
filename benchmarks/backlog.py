"""What came while the bot was down: time, processor and memory to drain it, and whether tickets go out first."""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final, TypeVar

from benchmarks.figures import Aim, Bound, Figure, Scope, percentile
from benchmarks.pictures import SMALL, pictures
from benchmarks.processes import furnish, playground, polled, qianshao, write_config
from benchmarks.spending import Spent, peak, resident, spent
from benchmarks.townspeople import Ears, Rider, open_ears, open_groups
from playground.people import JSON, People, labels, words

_OF_A_RIDER: Final = 10
_AT_ONCE: Final = 32
_LOOK_AGAIN_S: Final = 0.05
_URGENT, _ORDINARY = "井盖不见了", "路灯不亮"
_KINDS: Final = ("urgent ticket", "answer", "ticket")
_UNDONE: Final = """
select (select count(*) from inbox where state in ('waiting', 'claimed'))
    + (select count(*) from outbox where state = 'waiting' or in_flight = 1)
"""
_UPDATES: Final = "select count(*) from inbox"

T = TypeVar("T")


class Watch(Ears):
    """Notes when which kind of message came for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[str, list[float]] = defaultdict(list)

    def hear(self, event: JSON) -> None:
        """Note, and hand on."""
        super().hear(event)
        message = event.get("message")
        if message and message["from"]["is_bot"]:
            self.heard[_kind(message, event["chat_id"])].append(perf_counter())


@dataclass(frozen=True, slots=True)
class Drained:
    """One backlog: its updates, seconds on the clock and of the processor, megabytes before and at most.

    `heard` says after how many seconds each message of a kind came.
    """

    updates: int
    wall: float
    cpu: Spent
    idle: float
    peak: float
    heard: dict[str, list[float]]


def measure(scope: Scope) -> list[Figure]:
    """Drain a large backlog as fast as can be, then a small one at Telegram's pace."""
    fast = asyncio.run(_drained(scope.folder / "fast", scope.count(1000, 30), limited=False))
    slow = asyncio.run(_drained(scope.folder / "slow", scope.count(40, 10), limited=True))
    each = fast.cpu.each(fast.updates)
    what = f"of a backlog of {fast.updates:,}"
    answered = percentile(slow.heard["answer"], 50)
    return [
        Figure(f"time to drain an update {what}", "ms", fast.wall / fast.updates * 1000),
        Figure(f"CPU for an update {what}", "ms", each.together * 1000, "without photo processes", each.own * 1000),
        Figure(f"peak memory {what}", "MB", fast.peak, "idle", fast.idle, Aim(Bound.RATIO_AT_MOST, 2)),
        *_order(f"of a backlog of {slow.updates:,} at Telegram's pace", slow, answered),
    ]


def _order(what: str, slow: Drained, answered: float) -> Iterator[Figure]:
    aims = {"urgent ticket": Aim(Bound.RATIO_AT_MOST, 1)}
    for kind in _KINDS:
        came = slow.heard[kind]
        yield Figure(f"{kind} {what}, p50", "s", percentile(came, 50), "answers", answered, aims.get(kind))
        yield Figure(f"{kind} {what}, last", "s", max(came), "all", slow.wall)


async def _drained(folder: Path, riders: int, *, limited: bool) -> Drained:
    watch = Watch()
    async with playground() as base_url, People(base_url) as people, open_ears(base_url, watch):
        town = [Rider(await people.join("小王", "zh"), watch, []) for _ in range(riders)]
        config, photos = furnish(folder, base_url, await open_groups(people)), pictures(SMALL)
        async with qianshao(config):
            await polled(people)
            drafts = await _in_turns(_draft(rider, next(photos), number) for number, rider in enumerate(town))
        await _in_turns(
            _write(rider, draft, list(islice(photos, 3))) for rider, draft in zip(town, drafts, strict=True)
        )
        write_config(folder, base_url, limited=limited)
        return await _drain(people, config, watch, riders * _OF_A_RIDER)


async def _drain(people: People, config: Path, watch: Watch, updates: int) -> Drained:
    database = config.with_name("qianshao.db")
    expected, asked = _asked(database, _UPDATES) + updates, len(await people.calls())
    watch.heard.clear()
    start = perf_counter()
    async with qianshao(config) as process:
        await polled(people, after=asked)
        idle, before = resident(process.pid), spent(process.pid)
        while _asked(database, _UNDONE) or _asked(database, _UPDATES) < expected:  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(_LOOK_AGAIN_S)
        wall, cpu = perf_counter() - start, spent(process.pid).since(before)
        heard = {kind: [at - start for at in came] for kind, came in watch.heard.items()}
        return Drained(updates, wall, cpu, idle, peak(process.pid), heard)


async def _in_turns(acts: Iterable[Awaitable[T]]) -> list[T]:
    """Await all, so many at once, each begun when it is its turn."""
    waiting, done = enumerate(acts), dict[int, T]()

    async def work() -> None:
        for number, act in waiting:
            done[number] = await act

    await asyncio.gather(*(work() for _ in range(_AT_ONCE)))
    return [done[number] for number in sorted(done)]


async def _draft(rider: Rider, photo: bytes, number: int) -> JSON:
    """Agree, and bring a report as far as its press."""
    await rider.agree()
    card = rider.ears.answer(rider.person.id, lambda message: "提交" in labels(message))
    await rider.person.photo(photo, _ORDINARY if number % 2 else _URGENT, as_document=True)
    return await card


async def _write(rider: Rider, draft: JSON, photos: Sequence[bytes]) -> None:
    """What one rider sends meanwhile: commands, the press, a second report that goes on and on, and a late press."""
    person = rider.person
    first, second, third = photos
    await person.text("/points")
    await person.press(draft, "提交")
    await person.photo(first, _ORDINARY, as_document=True)
    await person.text("天黑以后看不见路")
    await person.photo(second, as_document=True)
    await person.text("就在路口东边")
    await person.text("/my")
    await person.photo(third, as_document=True)
    await person.text("已经三天了")
    await person.press(draft, "类别")


def _kind(message: JSON, chat: int) -> str:
    if chat > 0:
        return "answer"
    return "urgent ticket" if "🚨" in words(message) else "ticket"


def _asked(database: Path, question: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(question).fetchone()[0])
