"""Riders by chance: hurried reports at all hours, urgent ones, repeats, double presses, answers whether it is fixed."""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PIL import Image

from domain.people.riders import CONSENT_VERSION, Rider
from playground import acting, membership
from playground.chats import Person
from playground.files import Upload
from playground.messages import Stored
from playground.people import buttons, words
from tests.week.city import HOUR, City

SAID: Final = (
    ("垃圾桶满溢", 8), ("路灯不亮", 6), ("单车乱停放", 6), ("路面坑洼", 5), ("井盖响", 4), ("健身器材坏了", 4),
    ("楼道灯不亮", 4), ("雨水箅子堵了", 3), ("飞线充电", 3), ("树倒了", 2), ("工地围挡倒了", 2),
    ("井盖不见了", 3), ("污水外溢", 3), ("消防通道被堵", 2), ("水管爆了", 2), ("道路积水", 1), ("暖气管爆了", 1),
)  # fmt: skip
"""What is said, and how often; those behind the eleventh are urgent."""

CALLED: Final = "飞毛腿"
"""What riders are called, each with a number behind it."""

ADDED: Final = ("还没人来吗", "就在公交站旁边", "更严重了", "谢谢师傅")
WRONG: Final = ("还是老样子", "只修了一半", "又坏了")
_COLUMNS, _ROWS, _STEP = 65, 28, 0.0013
_BLOCKS, _SIDE = 8, 96
_LOOKS: Final = 6
_LACKS_PHOTO: Final = ("还差：一张照片", "missing: a photo")
_DRAFT_KEYS: Final = ("su", "di", "sa", "ca")


@dataclass
class Riders:
    """All riders of a city; `repeated` is where they have been, so that some report what others reported."""

    city: City
    people: list[Person] = field(default_factory=list)
    spots: list[tuple[str, float, float]] = field(default_factory=list)
    submitted: int = 0

    async def join(self, number: int) -> None:
        """Let so many people join who have agreed to the terms."""
        self.people = [self.city.world.chats.add_person(f"{CALLED}{n}", "zh" if n % 5 else "en") for n in range(number)]
        for one in self.people:
            one.wrote = True
        bot = self.city.bot
        assert bot is not None
        now = self.city.clock.now()
        kept = [
            Rider(one.id, one.id, one.language_code, CONSENT_VERSION, n % 10 != 0, True, None, None, now)  # noqa: FBT003  as its fields stand
            for n, one in enumerate(self.people)
        ]

        async def save(tx: Any) -> None:
            for rider in kept:
                await tx.riders.save(rider)

        await bot.app.database.write(save)

    def report(self) -> None:
        """Let one of them report something now: new, or what was reported before near by."""
        chance = self.city.chance
        rider = chance.choice(self.people)
        if self.spots and chance.random() < 0.12:
            said, lat, lng = chance.choice(self.spots[-30:])
        else:
            said = chance.choices([what for what, _ in SAID], [often for _, often in SAID])[0]
            lat = 37.431 + chance.randrange(_ROWS) * _STEP
            lng = 116.271 + chance.randrange(_COLUMNS) * _STEP
            self.spots.append((said, lat, lng))
        self.city.within(0, 1, lambda: self._begin(rider, said, lat, lng))

    async def _begin(self, rider: Person, said: str, lat: float, lng: float) -> None:
        if self._blocked(rider):
            return
        await self._says(rider, said, shows=self.city.chance.random() < 0.8)
        self.city.within(5, 60, lambda: self._points(rider, lat, lng))

    async def _says(self, rider: Person, said: str, *, shows: bool, to: int | None = None) -> None:
        world = self.city.world
        stance = acting.take_stance(world, world.chats.chat(rider.id), {"from": rider.id, "reply_to": to})
        if shows:
            await acting.show(world, stance, [Upload("p.jpg", picture(self.city.chance))], said, "photo")
        else:
            acting.say(world, stance, said)

    def _points(self, rider: Person, lat: float, lng: float) -> None:
        if self._blocked(rider):
            return
        world = self.city.world
        stance = acting.take_stance(world, world.chats.chat(rider.id), {"from": rider.id})
        acting.point(world, stance, {"latitude": lat, "longitude": lng})
        self.city.within(3, 40, lambda: self._goes_on(rider, _LOOKS))

    async def _goes_on(self, rider: Person, looks: int) -> None:
        """Press what the newest card asks for; whoever has pressed *submit* is done."""
        found = self._newest(rider, _DRAFT_KEYS)
        if found is None or not looks:
            return
        stored, by_verb = found
        chance = self.city.chance
        verb: str = next(verb for verb in ("di", "su", "ca") if verb in by_verb)
        if verb == "di" and "sa" in by_verb and chance.random() < 0.6:
            verb = "sa"
        elif verb == "su" and any(word in words(stored.message) for word in _LACKS_PHOTO) and chance.random() < 0.9:
            await self._says(rider, "", shows=True)
            self.city.within(10, 60, lambda: self._goes_on(rider, looks - 1))
            return
        self._press(rider, stored, by_verb[verb][0])
        if chance.random() < 0.06:
            self._press(rider, stored, by_verb[verb][0])
        if verb == "su":
            self.submitted += 1
            self.city.within(20, 250, lambda: self._after(rider))
        self.city.within(3, 40, lambda: self._goes_on(rider, looks - 1))

    def _after(self, rider: Person) -> None:
        chance = self.city.chance
        if chance.random() < 0.05 and (found := self._newest(rider, ("wi",))):
            self._press(rider, found[0], found[1]["wi"][0])
        elif chance.random() < 0.12 and (found := self._newest(rider, ("wi", "pg"))):
            stored = found[0]
            self.city.within(60, 5 * 3600, lambda: self._adds(rider, stored))

    async def _adds(self, rider: Person, receipt: Stored) -> None:
        if not self._blocked(rider) and self.city.world.messages.get(receipt.chat, receipt.id):
            await self._says(rider, self.city.chance.choice(ADDED), shows=False, to=receipt.id)

    async def look(self) -> None:
        """Let one of them look at their phone: is it fixed?"""
        chance = self.city.chance
        rider = chance.choice(self.people)
        found = self._newest(rider, ("an",), last=8)
        if found is None or self._blocked(rider) or chance.random() < 0.35:
            return
        stored, by_verb = found
        keys = by_verb["an"]
        key = keys[0] if len(keys) == 1 or chance.random() < 0.75 else keys[-1]
        self._press(rider, stored, key)
        if "not_fixed" in key and chance.random() < 0.5:
            said = chance.choice(WRONG)
            self.city.within(20, 90, lambda: self._answers(rider, said))

    async def _answers(self, rider: Person, said: str) -> None:
        if not self._blocked(rider):
            await self._says(rider, said, shows=self.city.chance.random() < 0.3)

    def block(self) -> None:
        """Let one of them block the bot for good."""
        membership.block(self.city.world, self.city.chance.choice(self.people), blocked=True)

    def _blocked(self, rider: Person) -> bool:
        return rider.blocked

    def _press(self, rider: Person, stored: Stored, data: str) -> None:
        acting.press(self.city.world, stored.chat, rider, stored.id, data)

    def _newest(self, rider: Person, verbs: Sequence[str], last: int = 4) -> tuple[Stored, dict[str, list[str]]] | None:
        """Return the newest of the last messages with keys of these verbs, and the data of its keys by verb."""
        world = self.city.world
        with_keys = [
            each for each in world.messages.of(world.chats.chat(rider.id)) if each.by_bot and buttons(each.message)
        ]
        for stored in reversed(with_keys[-last:]):
            by_verb = data_by_verb(stored)
            if any(verb in by_verb for verb in verbs):
                return stored, by_verb
        return None


def data_by_verb(stored: Stored) -> dict[str, list[str]]:
    """Return the data of a message's keys by their verb."""
    found: dict[str, list[str]] = {}
    for key in buttons(stored.message):
        if data := key.get("callback_data"):
            found.setdefault(data[:2], []).append(data)
    return found


def picture(chance: random.Random) -> bytes:
    """A small picture like no other."""
    out = io.BytesIO()
    blocks = Image.frombytes("L", (_BLOCKS, _BLOCKS), chance.randbytes(_BLOCKS**2))
    blocks.resize((_SIDE, _SIDE), Image.Resampling.NEAREST).save(out, "JPEG")
    return out.getvalue()


def spread(city: City, days: int, a_day: int, act: Callable[[], Any]) -> None:
    """Let something happen so often a day, most of it between seven and twenty-two o'clock."""
    for day in range(days):
        for _ in range(a_day):
            hour = city.chance.triangular(6, 23.5, 13) if city.chance.random() < 0.88 else city.chance.uniform(0, 24)
            city.at(city.clock.at + int((day * 24 + hour) * HOUR), act)
