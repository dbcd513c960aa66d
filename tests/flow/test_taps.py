"""What a report costs its rider: taps until it is submitted, and messages of the bot that are left in the chat."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import pytest

from playground.people import JSON, Person, labels, words
from tests.town import CENTRE, Town, picture, plain_picture
from tests.watching import bot_messages, stands_still, tap

SUBMIT: Final = {"zh": "提交", "en": "Submit"}
CROSSING: Final = {
    "zh": "解放大道和新湖大街路口井盖不见了",
    "en": "manhole cover missing at 37.4425, 116.3075",
}
HOLE: Final = {"zh": "井盖不见了", "en": "The manhole cover is missing"}
LIGHT: Final = {"zh": "路灯不亮", "en": "The street light is out"}
COLLAPSE: Final = {"zh": "路面塌陷了，在 37.4425, 116.3075", "en": "The road has collapsed at 37.4425, 116.3075"}
LINK: Final = "https://uri.amap.com/marker?position=116.3135,37.4435"
ALL: Final = {"zh": "全部提交", "en": "Submit all"}
SAME: Final = {"zh": "是同一个", "en": "Same problem"}
STREETS: Final = [(37.4425 + number * 0.004, 116.3075) for number in range(5)]


@dataclass
class Hand:
    """A rider who counts what they tap."""

    town: Town
    rider: Person
    language: str
    taps: int = 0

    async def presses(self, card: JSON, label: str) -> None:
        self.taps += 1
        await tap(self.rider, card, label)

    async def submits(self, has: str = "") -> None:
        await stands_still(self.town)
        ready = [m for m in await bot_messages(self.town, self.rider.id) if SUBMIT[self.language] in labels(m)]
        card = next(m for m in reversed(ready) if has in words(m))
        await self.presses(card, SUBMIT[self.language])

    async def sends_place(self) -> None:
        self.taps += 1
        await self.rider.location(*CENTRE)


Flow = Callable[[Hand], Awaitable[None]]


async def file_with_words(it: Hand) -> None:
    await it.rider.photo(picture(), HOLE[it.language], as_document=True)
    await it.submits()


async def photo_and_location(it: Hand) -> None:
    await it.rider.photo(plain_picture(), HOLE[it.language])
    await it.sends_place()
    await it.submits()


async def five_files(it: Hand) -> None:
    captions = [HOLE, LIGHT, HOLE, LIGHT, HOLE]
    for number, (at, caption) in enumerate(zip(STREETS, captions, strict=True)):
        await it.rider.photo(picture(number, at), caption[it.language], as_document=True)
    await it.rider.wait_for(lambda m: ALL[it.language] in labels(m) and "5" in labels(m))
    await stands_still(it.town)
    (card,) = [m for m in await bot_messages(it.town, it.rider.id) if ALL[it.language] in labels(m)]
    await it.presses(card, ALL[it.language])


async def text_with_a_crossing(it: Hand) -> None:
    await it.rider.text(CROSSING[it.language])
    await it.submits()


async def urgent_text_with_a_place(it: Hand) -> None:
    await it.rider.text(COLLAPSE[it.language])
    await it.submits()


async def live_location_and_photo(it: Hand) -> None:
    await it.rider.location(*CENTRE, live_period=3600, horizontal_accuracy=10)
    await it.rider.photo(plain_picture(), HOLE[it.language])
    await it.submits()


async def album_of_files(it: Hand) -> None:
    await it.rider.album([picture(scene) for scene in range(4)], HOLE[it.language], as_document=True)
    await it.submits()


async def link_and_photo(it: Hand) -> None:
    await it.rider.photo(plain_picture(), f"{HOLE[it.language]} {LINK}")
    await it.submits()


async def photo_then_words(it: Hand) -> None:
    await it.rider.photo(picture(), as_document=True)
    await it.rider.text(HOLE[it.language])
    await it.submits()


async def words_then_location(it: Hand) -> None:
    await it.rider.text(HOLE[it.language])
    await it.sends_place()
    await it.submits()


async def a_category_by_key(it: Hand) -> None:
    await it.rider.photo(picture(), as_document=True)
    await stands_still(it.town)
    card = (await bot_messages(it.town, it.rider.id))[-1]
    await it.presses(card, {"zh": "类别", "en": "Category"}[it.language])
    await stands_still(it.town)
    card = (await bot_messages(it.town, it.rider.id))[-1]
    await it.presses(card, labels(card).splitlines()[0])
    await it.submits()


async def what_somebody_reported(it: Hand) -> None:
    other = await it.town.rider("小李")
    await it.town.submitted(other)
    await it.rider.photo(picture(1), HOLE[it.language], as_document=True)
    card = await it.rider.wait_for(lambda m: SAME[it.language] in labels(m))
    await it.presses(card, SAME[it.language])


COSTS: Final[dict[Flow, tuple[int, int]]] = {
    file_with_words: (1, 1),
    photo_and_location: (2, 1),
    five_files: (1, 5),
    text_with_a_crossing: (1, 1),
    urgent_text_with_a_place: (1, 1),
    live_location_and_photo: (1, 2),  # what sharing does is explained
    album_of_files: (1, 1),
    link_and_photo: (1, 1),
    photo_then_words: (1, 1),
    words_then_location: (2, 1),
    a_category_by_key: (3, 1),
    what_somebody_reported: (1, 1),
}
"""Taps, a location sent by its key counted as one, and messages left behind the terms, in both languages."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("flow", COSTS)
async def test_a_report_costs_so_many_taps_and_messages(town: Town, flow: Flow, language: str) -> None:
    it = Hand(town, await town.rider(language=language), language)
    await flow(it)
    await it.rider.wait_for(lambda m: "DC-" in words(m))
    town.skip(minutes=10)
    await stands_still(town)
    left = (await bot_messages(town, it.rider.id))[1:]
    assert (it.taps, len(left)) == COSTS[flow], [words(m) for m in left]
