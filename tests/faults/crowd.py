"""A busy district: riders report and staff act without a pause, whatever happens to the bot meanwhile."""

import asyncio
import io
import itertools
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PIL import Image

from playground.people import JSON, People, Person, labels, words
from playground.pictures import SCENES, draw
from tests.town import number_in

PATIENCE_S = 60.0
"""How long anybody waits for the bot, its deaths and starts included."""

SOON_S = 5.0
"""After this long staff look whether the card stands anew, and press again."""

AGAIN_S, TRIES = 15.0, 6
"""After so long a rider does it once more, so often at most."""

ACCEPT = "✅ 受理"
DIFFERENT = "🆕"
UNSEEN = "拍了也看不出"
CAPTIONS = ("井盖不见了", "路灯不亮", "道路坑洼", "污水外溢", "垃圾桶满溢")
_COLUMNS, _ROWS = 65, 28
_STEP = 0.0013
"""Degrees between two reports: farther than the radius for duplicates of what the crowd reports."""

_BLOCKS = 16
"""Each way, in a picture: pictures of random blocks are as far from each other as pictures can be."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a rider learnt of a report of theirs; a walk-in's is not seen through."""

    number: str
    rider: int
    group: int
    seen_through: bool


@dataclass
class Crowd:
    """Pairs of a rider and a member of staff, and riders who come by once."""

    people: People
    groups: Mapping[str, int]
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    told: list[Told] = field(default_factory=list)
    regulars: list[Person] = field(default_factory=list)
    again: Counter[int] = field(default_factory=Counter)
    """How often a rider did a thing once more; who does a thing twice may be answered twice in the same words."""

    _count: "Iterator[int]" = field(default_factory=itertools.count)

    async def work(self, staff: list[Person]) -> None:
        """Report and act until told to stop; what was begun is seen through."""
        async with asyncio.TaskGroup() as group:
            for one in staff:
                group.create_task(self._pair(one))
            group.create_task(self._walk_ins())

    async def _pair(self, staff: Person) -> None:
        rider = await self._joined("小王")
        self.regulars.append(rider)
        while not self.stopping.is_set():
            await self._seen_through(rider, staff)

    async def _walk_ins(self) -> None:
        while not self.stopping.is_set():
            rider = await self._joined("路人")
            n = next(self._count)
            send = partial(rider.photo, _photo(n), CAPTIONS[n % len(CAPTIONS)])
            await self._answered(rider, send, lambda m: "提交" in labels(m))
            pin = partial(rider.location, *_place(n))
            card = await self._answered(rider, pin, lambda m: _is_asked(m) and "还差：位置" not in words(m))
            await self._submit(rider, card, seen_through=False)

    async def _joined(self, name: str) -> Person:
        rider = await self.people.join(name, "zh")
        screen = await self._answered(rider, partial(rider.text, "/start"), lambda m: "同意" in labels(m))
        await rider.press(screen, "同意")
        return rider

    async def _submit(self, rider: Person, card: JSON, *, seen_through: bool) -> Told:
        """Press: it must count, whatever happens to the bot. Asked whether it was reported before, say no."""
        if DIFFERENT in labels(card):
            card = await self._answered(rider, partial(rider.press, card, DIFFERENT), lambda m: "提交" in labels(m))
        receipt = await self._answered(rider, partial(rider.press, card, "提交"), lambda m: "撤回" in labels(m))
        queue = max((name for name in self.groups if name in words(receipt)), key=len)
        told = Told(number_in(receipt), rider.id, self.groups[queue], seen_through)
        self.told.append(told)
        return told

    async def _seen_through(self, rider: Person, staff: Person) -> None:
        n = next(self._count)
        send = partial(rider.photo, _photo(n, _place(n)), CAPTIONS[n % len(CAPTIONS)], as_document=True)
        card = await self._answered(rider, send, _is_asked)
        since = rider.seq
        told = await self._submit(rider, card, seen_through=True)
        await self._accept(staff, told, since)
        await self.see(rider.id, lambda m: told.number in words(m) and "接单" in words(m), since)
        await self._resolve(staff, told, since)
        question = await self.see(rider.id, lambda m: told.number in words(m) and "修好了" in labels(m), since)
        confirm = partial(rider.press, question, "修好了")
        await self._answered(
            rider, confirm, lambda m: told.number in words(m) and "已确认" in words(m), chat=told.group
        )

    async def _answered(
        self,
        rider: Person,
        act: Callable[[], Awaitable[object]],
        found: Callable[[JSON], object],
        chat: int | None = None,
    ) -> JSON:
        """Act, and again where nothing comes of it: what was in hand at three crashes is set aside, and its rider told.

        Returns the first message since the first act that fits.
        """
        await act()
        since = rider.seq
        for _ in range(TRIES):
            answer = await self._soon(chat or rider.id, found, since, AGAIN_S)
            if answer is not None:
                return answer
            self.again[rider.id] += 1
            await act()
        raise TimeoutError

    async def _accept(self, staff: Person, told: Told, since: int) -> None:
        """A card that came twice counts where it stands now: whoever pressed the other one presses again."""
        while True:
            card = await self._card(told, ACCEPT, since)
            if card is not None:
                await staff.press(card, ACCEPT)
            if await self._soon(told.group, lambda m: told.number in words(m) and "已解决" in labels(m), since):
                return

    async def _resolve(self, staff: Person, told: Told, since: int) -> None:
        question = None
        while question is None:
            card = await self._card(told, "已解决", since)
            assert card is not None
            said = await staff.text(f"处理好了 {told.number}", chat=told.group, reply_to=card["message_id"])
            question = await self._soon(told.group, _answers(said), staff.seq)
        await staff.press(question, "已解决")
        why = await self.see(told.group, lambda m: told.number in words(m) and UNSEEN in labels(m), staff.seq)
        await staff.press(why, UNSEEN)

    async def _card(self, told: Told, button: str, since: int) -> JSON | None:
        """The newest card of a ticket with this button; None once it has it no more."""

        def fits(message: JSON) -> bool:
            return told.number in words(message) and button in labels(message) and "photo" in message

        first = await self.see(told.group, fits, since)
        query = {"after": first["message_id"] - 1}
        here = await self.people.call("GET", f"/chats/{told.group}/messages", params=query)
        return next((dict(message) for message in reversed(here["messages"]) if fits(message)), None)

    async def _soon(
        self, chat: int, found: Callable[[JSON], object], since: int, patience_s: float = SOON_S
    ) -> JSON | None:
        try:
            return await self.see(chat, found, since, patience_s)
        except TimeoutError:
            return None

    async def see(self, chat: int, found: Callable[[JSON], object], since: int, patience_s: float = PATIENCE_S) -> JSON:
        """The bot's first message in a chat since then, new or edited, that fits."""

        def fits(event: JSON) -> bool:
            message = event.get("message")
            return bool(message and message["from"]["is_bot"] and found(message))

        async with asyncio.timeout(patience_s):
            event = await self.people.event(fits, chat=chat, after=since, timeout=patience_s)
        return dict(event["message"])


def _is_asked(message: JSON) -> bool:
    """Whether a draft's card is complete: it can be submitted, or asks whether it was reported before."""
    return "提交" in labels(message) or DIFFERENT in labels(message)


def _answers(said: JSON) -> Callable[[JSON], bool]:
    def found(message: JSON) -> bool:
        return bool(message.get("reply_to_message", {}).get("message_id") == said["message_id"])

    return found


def _place(n: int) -> tuple[float, float]:
    """A spot of its own within the district; after the last one the first comes again, and is asked about."""
    row, column = divmod(n % (_ROWS * _COLUMNS), _COLUMNS)
    return 37.431 + row * _STEP, 116.271 + column * _STEP


def _photo(n: int, position: tuple[float, float] | None = None) -> bytes:
    """A picture like no other, with this position in its EXIF."""
    out = io.BytesIO()
    exif: Any = Image.open(io.BytesIO(draw(SCENES[0], position=position, taken_at=datetime.now(UTC), size=(8, 8))))
    blocks = Image.frombytes("L", (_BLOCKS, _BLOCKS), random.Random(n).randbytes(_BLOCKS**2))  # noqa: S311  no secret
    blocks.resize((256, 256), Image.Resampling.NEAREST).save(out, "JPEG", exif=exif.getexif())
    return out.getvalue()
