"""People of a playground in another process: riders who report, and one stream of events in which they hear answers."""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter

import httpx

from benchmarks.district import CAPTION, sample_district
from playground.people import JSON, People, Person, labels, words

_NUMBER = re.compile(r"DC-\d{4}-\d{4,}")

Predicate = Callable[[JSON], object]
Answer = asyncio.Future[JSON]


async def open_groups(people: People) -> Mapping[str, int]:
    """A group for each queue of the sample district."""
    staff = await people.join("李主任", "zh")
    return {
        queue.id: await people.group(queue.zh, [staff], bot="administrator")
        for queue in sample_district().queues.values()
    }


class Ears:
    """Hears everything that a playground's bot says."""

    def __init__(self) -> None:
        self._awaited: dict[int, list[tuple[Predicate, Answer]]] = defaultdict(list)
        self._tickets: dict[str, Answer] = defaultdict(asyncio.get_running_loop().create_future)

    def answer(self, chat: int, fits: Predicate) -> Answer:
        """The next message of the bot in a private chat, new or edited, that fits."""
        future: Answer = asyncio.get_running_loop().create_future()
        self._awaited[chat].append((fits, future))
        return future

    def ticket(self, number: str) -> Answer:
        """The first message in a group that names this report."""
        return self._tickets[number]

    def hear(self, event: JSON) -> None:
        """Hand an event to whoever waits for it."""
        message = event.get("message")
        if not message or not message["from"]["is_bot"]:
            return
        if event["chat_id"] < 0:
            for number in _NUMBER.findall(words(message)):
                _settle(self._tickets[number], message)
            return
        for entry in [entry for entry in self._awaited[event["chat_id"]] if entry[0](message)]:
            self._awaited[event["chat_id"]].remove(entry)
            _settle(entry[1], message)


@asynccontextmanager
async def open_ears(base_url: str, ears: Ears | None = None) -> AsyncIterator[Ears]:
    """Listen within the body, with these ears if others than usual are wanted."""
    ears, listening = ears or Ears(), asyncio.Event()

    async def listen() -> None:
        async with (
            httpx.AsyncClient(base_url=base_url, timeout=None, trust_env=False) as client,  # noqa: S113  silence is no fault
            client.stream("GET", "/play/events") as events,
        ):
            listening.set()
            async for line in events.aiter_lines():
                if line.startswith("data: "):
                    ears.hear(json.loads(line.removeprefix("data: ")))

    task = asyncio.create_task(listen())
    await listening.wait()
    try:
        yield ears
    finally:
        task.cancel()


@dataclass(frozen=True, slots=True)
class Rider:
    """A rider who files reports and notes, in ms, how long each answer took."""

    person: Person
    ears: Ears
    answered_in: list[float]

    async def agree(self) -> None:
        """Agree to the terms."""
        screen = self.ears.answer(self.person.id, lambda message: "同意" in labels(message))
        await self.person.text("/start")
        await (await self.person.press(await screen, "同意")).toast()

    async def report(self, picture: bytes) -> str:
        """Send a picture as a file with a caption, submit the draft; gives the number on the receipt."""
        card = await self._answer("提交", self.person.photo(picture, CAPTION, as_document=True), labels)
        receipt = await self._answer("DC-", self.person.press(card, "提交"), words)
        found = _NUMBER.search(words(receipt))
        return found[0] if found else ""

    async def _answer(self, has: str, act: Awaitable[object], read: Callable[[JSON], str]) -> JSON:
        answer = self.ears.answer(self.person.id, lambda message: has in read(message))
        start = perf_counter()
        await act
        message = await answer
        self.answered_in.append((perf_counter() - start) * 1000)
        return message


def _settle(future: Answer, message: JSON) -> None:
    if not future.done():
        future.set_result(message)
