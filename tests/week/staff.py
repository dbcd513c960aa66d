"""Staff by chance: they press what stands on cards, twice, too late or on old cards, and answer what they are asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from playground import acting
from playground.chats import PRESENT, Chat, Person
from playground.files import Upload
from playground.messages import Stored
from playground.people import buttons, words
from tests.week.asking import Asking
from tests.week.city import DAY, HOUR, Act, City
from tests.week.riders import picture

WEIGHTS: Final = {
    "ac:accept": 9, "ac:start": 4, "ac:resolve": 6, "ac:hold": 1.2, "ac:resume": 1, "ac:bounce": 0.5, "ac:reject": 0.5,
    "ac:duplicate": 8, "ac:assign": 5, "ac:undo": 0.6, "ac:extend": 0.8, "ac:take": 1, "ac:hand_over": 0.6,
    "ac:split": 0.3, "mg": 12, "re": 2, "br": 2, "bt": 2, "qu": 2, "ch": 0.4, "ph": 0.15, "pi": 0.1, "co": 1,
    "pf:photo": 0.3, "pf:another": 0.3, "pr": 2, "ry:resolve": 4, "ry:rider": 1, "ry:note": 1,
}  # fmt: skip
"""How gladly a key is pressed, by verb or by verb and argument; any other 0.5."""

SAYS: Final = {
    "hold": ("等配件，3天", "等材料，下周三", "周五", "12月9日", "永远", "昨天", "等审批，大后天"),
    "extend": ("工程量大，3天", "下周三", "等停水"),
    "bounce": ("是隔壁社区的", "归排水管"),
    "duplicate": ("0001", "0007", "9999", "就是上面那件"),
    "resolve": ("换好了", "已清理干净", "修好了，谢谢"),
}
DONE: Final = ("换好了", "清掉了", "师傅修好了")
_ASKED_WITHIN: Final = 6
_LOOKS_AFTERWARDS: Final = 3
_CURIOUS: Final = 0.02
"""How often somebody looks at a card on which nothing is to be done."""

_ASKS: Final = 0.1
"""How often somebody looks something up, too."""


@dataclass
class Staff:
    """The staff of all groups; `asleep` are the queues whose groups nobody watches."""

    city: City
    asleep: frozenset[str]
    asking: Asking
    pressed: dict[int, str] = field(default_factory=dict)
    _old: list[tuple[Chat, int, str]] = field(default_factory=list)
    presses: int = 0

    async def look(self, queue: str, *, urgent_only: bool = False) -> None:
        """Let one of a queue's staff look at what stands in its group, and act on some of it."""
        chat, chance = self.city.groups[queue], self.city.chance
        if queue in self.asleep or chat.status(self.city.world.bot.id) not in PRESENT:
            return
        person = self._somebody(queue, chat)
        if chance.random() < _ASKS:
            self.city.within(1, 90, lambda: self.asking.ask(queue, person))
        cards = [stored for stored in self._newest(chat, 40) if _asks_to_act(stored) or chance.random() < _CURIOUS]
        cards = [stored for stored in cards if buttons(stored.message)]
        urgent = [stored for stored in cards if "🚨" in words(stored.message)]
        chosen = chance.sample(urgent, min(len(urgent), 3))
        if not urgent_only:
            chosen += chance.sample(cards, min(len(cards), chance.choice((2, 3, 4))))
        for stored in chosen:
            when = chance.uniform(2, 90)
            if chance.random() < 0.12:
                self.city.within(when, when, self._replying(chat, person, stored))
            else:
                self.city.within(when, when, self._pressing(queue, chat, person, stored))
        if self._old and chance.random() < 0.06:
            self._press(person, *chance.choice(self._old[-200:]))

    def _somebody(self, queue: str, chat: Chat) -> Person:
        there = [one for one in self.city.staff[queue] if chat.status(one.id) in PRESENT]
        return self.city.chance.choice(there)

    def _newest(self, chat: Chat, most: int) -> list[Stored]:
        return [stored for stored in self.city.world.messages.of(chat) if stored.by_bot and not stored.service][-most:]

    def _pressing(self, queue: str, chat: Chat, person: Person, stored: Stored) -> Act:
        def press() -> None:
            now = self.city.world.messages.get(stored.chat, stored.id)
            keys = [key["callback_data"] for key in buttons(now.message) if "callback_data" in key] if now else []
            if not keys:
                return
            data = self.city.chance.choices(keys, [_weight(key) for key in keys])[0]
            self._press(person, chat, stored.id, data)
            if self.city.chance.random() < 0.08:
                self._press(self._somebody(queue, chat), chat, stored.id, data)
            self._old.append((chat, stored.id, data))
            self.city.within(15, 60, lambda: self._answer(chat, person))
            if data[:2] in {"ac", "ch", "br"}:
                self.city.within(3, 10, self._menu(queue, chat, person, stored))

        return press

    def _menu(self, queue: str, chat: Chat, person: Person, stored: Stored) -> Act:
        """Choose from the menu that a press has opened on the card, if it has."""

        def choose() -> None:
            now = self.city.world.messages.get(stored.chat, stored.id)
            keys = [key["callback_data"] for key in buttons(now.message) if "callback_data" in key] if now else []
            if any(_MENUS.intersection(_names(data)) for data in keys) and self.city.chance.random() < 0.8:
                self._pressing(queue, chat, person, stored)()

        return choose

    def _press(self, person: Person, chat: Chat, message_id: int, data: str) -> None:
        self.presses += 1
        verb, _, argument, *_ = data.split(":")
        if verb == "ac":
            self.pressed[person.id] = argument
        acting.press(self.city.world, chat, person, message_id, data)

    def _replying(self, chat: Chat, person: Person, stored: Stored) -> Act:
        async def reply() -> None:
            if self.city.world.messages.get(chat, stored.id):
                await self._says(chat, person, stored, self.city.chance.choice(DONE))
                self.city.within(10, 40, lambda: self._means(chat, person))

        return reply

    def _means(self, chat: Chat, person: Person) -> None:
        """Answer by a key: what a reply to a card is meant for, why there is no photo, in the district's own words."""
        for stored in reversed(self._newest(chat, _ASKED_WITHIN)):
            every = [key.get("callback_data", "") for key in buttons(stored.message)]
            keys = [data for data in every if data[:2] in _QUESTIONS]
            if keys and _asks(stored, person):
                data = self.city.chance.choices(keys, [_weight(key) for key in keys])[0]
                self._press(person, chat, stored.id, data)
                if data.startswith("pr"):
                    self.city.within(15, 60, lambda: self._answer(chat, person, again=1))
                return

    async def _answer(self, chat: Chat, person: Person, again: int = 2) -> None:
        """Answer in words or with a photo what the bot asks this person for; some never do, some too late."""
        chance = self.city.chance
        asked = next(
            (each for each in reversed(self._newest(chat, _ASKED_WITHIN)) if each.fixed and _asks(each, person)), None
        )
        if asked is None:
            self._means(chat, person)
            return
        if not again or chance.random() < 0.08:
            return
        if chance.random() < 0.05:
            self.city.within(700, 900, lambda: self._answer(chat, person, again))
            return
        said = chance.choice(SAYS.get(self.pressed.get(person.id, ""), DONE))
        await self._says(chat, person, asked, said)
        self.city.within(15, 60, lambda: self._answer(chat, person, again - 1))
        self.city.within(15, 60, lambda: self._means(chat, person))

    async def _says(self, chat: Chat, person: Person, to: Stored, said: str) -> None:
        world = self.city.world
        if chat.status(person.id) not in PRESENT:
            return
        stance = acting.take_stance(world, chat, {"from": person.id, "reply_to": to.id})
        if self.city.chance.random() < 0.3:
            await acting.show(world, stance, [Upload("p.jpg", picture(self.city.chance))], said, "photo")
        else:
            acting.say(world, stance, said)


_MENUS: Final = frozenset({"re", "br", "bt", "qu", "co", "mg", "so", "ho", "ac:duplicate", "ac:hand_over"})
_QUESTIONS: Final = frozenset({"ry", "pf", "pr"})


def _names(data: str) -> tuple[str, str]:
    verb, _, argument, *_ = data.split(":")
    return f"{verb}:{argument}", verb


def _weight(data: str) -> float:
    return next((WEIGHTS[name] for name in _names(data) if name in WEIGHTS), 0.5)


def _asks_to_act(stored: Stored) -> bool:
    return any(key.get("callback_data", "").startswith("ac:") for key in buttons(stored.message))


def _asks(stored: Stored, person: Person) -> bool:
    """Whether a message of the bot mentions this person."""
    named = stored.message.get("entities", []) + stored.message.get("caption_entities", [])
    return any(entity.get("user", {}).get("id") == person.id for entity in named)


def plan(city: City, staff: Staff, days: int, workdays: frozenset[int]) -> None:
    """Let staff look about every forty minutes while they work, now and then else, at urgent tickets at all hours."""
    for queue in city.groups:
        for at, works in _looks(city, days, workdays):
            if works or queue == "triage":
                city.at(at, lambda queue=queue: staff.look(queue))  # type: ignore[misc]
            else:
                city.at(at, lambda queue=queue: staff.look(queue, urgent_only=True))  # type: ignore[misc]


def clear_up(city: City, staff: Staff, days: int) -> None:
    """Let all staff, also of groups that nobody watched, go through what is left, every few hours by day."""
    for queue in city.groups:
        for day in range(days):
            for _ in range(_LOOKS_AFTERWARDS):
                at = city.clock.at + int((day + city.chance.uniform(9, 18) / 24) * DAY)
                city.at(at, lambda queue=queue: staff.look(queue))  # type: ignore[misc]


def _looks(city: City, days: int, workdays: frozenset[int]) -> Iterator[tuple[int, bool]]:
    hours = 0.0
    while hours < days * 24:
        works = int(hours // 24) in workdays and 8.5 <= hours % 24 < 18
        hours += city.chance.expovariate(1 / (0.6 if works else 1.6))
        works = int(hours // 24) in workdays and 8.5 <= hours % 24 < 18
        yield city.clock.at + int(hours * HOUR), works
