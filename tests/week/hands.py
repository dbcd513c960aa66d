"""What people do with their phones in a week by chance: they write, and press keys that stand before them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from playground import acting
from playground.chats import Chat, Person
from playground.messages import Stored
from playground.people import buttons
from tests.week.city import City

Step = Callable[[], None]


@dataclass
class Hands:
    """People of a city; `chance` is their own, so that the others' week stays as it is."""

    city: City
    chance: random.Random
    people: list[Person] = field(default_factory=list)

    def presses_on(self, rider: Person, *verbs: str) -> None:
        for number, verb in enumerate(filter(None, verbs)):
            self.soon(lambda verb=verb: self.press_newest(rider, verb), number + 1)  # type: ignore[misc]

    def press_newest(self, rider: Person, verb: str, argument: str = "") -> None:
        """Press a key of this verb below the newest message that has one."""
        chat = self.city.world.chats.chat(rider.id)
        newest = [stored for stored in self.city.world.messages.of(chat) if stored.by_bot]
        any(self.press_on(rider, chat, stored, verb, argument) for stored in reversed(newest))

    def press_on(self, person: Person, chat: Chat, stored: Stored, verb: str, argument: str = "") -> bool:
        keys = [key.get("callback_data", "") for key in buttons(stored.message)]
        fitting = [key for key in keys if key.startswith(f"{verb}:") and argument in key]
        if fitting:
            acting.press(self.city.world, chat, person, stored.id, self.chance.choice(fitting))
        return bool(fitting)

    def says(self, person: Person, text: str, chat: Chat | None = None) -> Stored:
        world = self.city.world
        stance = acting.take_stance(world, chat or world.chats.chat(person.id), {"from": person.id})
        return acting.say(world, stance, text)

    def soon(self, act: Step, steps: int = 1) -> None:
        self.city.at(self.city.clock.at + int(steps * self.chance.uniform(8, 20) * 1000), act)


def answers(stored: Stored, asked: int) -> bool:
    return bool(stored.message.get("reply_to_message", {}).get("message_id") == asked and buttons(stored.message))
