"""What staff look up by chance: lists, tickets, words and figures, and which keys below the answers they press."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from playground import acting
from playground.chats import PRESENT, Chat, Person
from playground.messages import Stored
from playground.people import buttons, words
from tests.week.city import MINUTE, City
from tests.week.riders import SAID

ASKS: Final = {
    "/tickets": 8, "/tickets 待受理": 2, "/tickets 我的": 3, "/tickets 超期": 3, "/tickets 挂账": 1, "/tickets 已结": 2,
    "/tickets {what}": 3, "/tickets 没有这个": 0.3, "{number}": 8, "/ticket {number}": 2, "/ticket {serial}": 1,
    "/ticket": 0.3, "/find {what}": 6, "/find {number}": 3, "/find {what} {serial}": 1, "/find %_“ 🚨": 0.3,
    "/figures": 3, "/figures month": 2, "/figures 上周": 1, "/figures 明年": 0.3, "/board": 2, "/help": 1,
    "/rider {number}": 0.3, "/groups": 0.3,
}  # fmt: skip
"""How gladly something is sent in a group; some of it belongs elsewhere, or means nothing."""

SUPERVISORS_ASK: Final = ASKS | {"{number}": 30, "/rider {number}": 20, "/groups": 12}

KEYS: Final = {"sv": 3, "rd": 4, "ra": 1, "tl": 2, "gp": 2}
"""How gladly a key below an answer is pressed, by verb; any other 1."""

ROLL_CALL: Final = (
    "/tickets", "/tickets 待受理", "/tickets 超期", "/tickets 挂账", "/tickets 已结", "/tickets 我的", "/figures",
    "/figures month", "/find {what}", "/find {number}", "/board",
)  # fmt: skip
"""What is asked at the end, when all has settled: in each group some of it, and of supervisors what is theirs alone."""

_ASKED_OF_EACH: Final = 5

_PRESSES: Final = 4
_NUMBERED: Final = re.compile(r"DC-(\d{4})-(\d{4,})")
_RECENT: Final = 30
_SERIALS: Final = 250
"""Beyond the number of tickets of a week, so that some numbers are nobody's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody sent in a group to look something up."""

    at: int
    person: int
    text: str


@dataclass
class Asking:
    """What was looked up: by group and message, and who pressed keys of which message of the bot."""

    city: City
    asked: dict[tuple[int, int], Asked] = field(default_factory=dict)
    pressed: dict[tuple[int, int], set[int]] = field(default_factory=dict)

    def ask(self, queue: str, person: Person, text: str = "") -> None:
        """Let somebody look up something, by chance unless it is said what, and press keys below the answer."""
        world, chat, chance = self.city.world, self.city.groups[queue], self.city.chance
        if not {chat.status(world.bot.id), chat.status(person.id)} <= PRESENT:
            return
        asks = SUPERVISORS_ASK if queue == "supervisors" else ASKS
        kind = text or chance.choices([*asks], [*asks.values()])[0]
        said = acting.say(world, acting.take_stance(world, chat, {"from": person.id}), self._worded(kind, chat))
        self.asked[chat.id, said.id] = Asked(self.city.clock.at, person.id, words(said.message))
        if not text:
            self.city.within(4, 30, lambda: self._press_below(chat, person, said.id, _PRESSES))

    def _worded(self, kind: str, chat: Chat) -> str:
        chance = self.city.chance
        month, serial = self._number(chat)
        what = chance.choice(SAID)[0]
        return kind.format(number=f"DC-{month}-{serial}", serial=serial, what=what)

    def _number(self, chat: Chat) -> tuple[str, str]:
        """Return a number that stands in the group, or now and then any other."""
        seen = [found for each in self._newest(chat) if (found := _NUMBERED.search(words(each.message)))]
        if seen and self.city.chance.random() < 0.75:
            found = self.city.chance.choice(seen)
            return found[1], found[2]
        month = seen[-1][1] if seen else "2602"
        return month, f"{self.city.chance.randint(1, _SERIALS):04d}"

    def _newest(self, chat: Chat) -> list[Stored]:
        return [each for each in self.city.world.messages.of(chat) if each.by_bot and not each.service][-_RECENT:]

    def _press_below(self, chat: Chat, person: Person, asked: int, more: int) -> None:
        """Press a key below the answer, as often as chance wants; a colleague does, too."""
        chance = self.city.chance
        answer = next((each for each in self._newest(chat) if _answers(each, asked)), None)
        keys = [key["callback_data"] for key in buttons(answer.message) if "callback_data" in key] if answer else []
        if answer is None or not keys or not more or chance.random() < 0.4:
            return
        data = chance.choices(keys, [KEYS.get(key[:2], 1) for key in keys])[0]
        self.pressed.setdefault((chat.id, answer.id), set()).add(person.id)
        acting.press(self.city.world, chat, person, answer.id, data)
        self.city.within(3, 20, lambda: self._press_below(chat, person, asked, more - 1))

    def call_roll(self, at: int) -> None:
        """Let some of what can be looked up be looked up in each group before a time, by one person after the other."""
        for queue in self.city.groups:
            asked = self.city.chance.sample(ROLL_CALL, _ASKED_OF_EACH)
            if queue == "supervisors":
                asked[0] = "/rider {number}"
            for text, when in zip(asked, _minutes(at), strict=True):
                person = self.city.chance.choice(self.city.staff[queue])
                self.city.at(when, lambda queue=queue, person=person, text=text: self.ask(queue, person, text))  # type: ignore[misc]


def _minutes(at: int) -> Iterator[int]:
    """Yield times a minute apart, the last of them long enough before a time for its answer to come."""
    return (at - n * MINUTE for n in range(20 + _ASKED_OF_EACH, 20, -1))


def _answers(stored: Stored, asked: int) -> bool:
    return bool(stored.message.get("reply_to_message", {}).get("message_id") == asked)
