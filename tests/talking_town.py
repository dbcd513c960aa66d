"""A town for the talk between staff and riders, in either language, and what its staff read and press there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from domain.district.district import District
from playground.people import JSON, People, Person, labels, words
from playground.world import Playground
from tests.staff_work import QUEUE, card_of, cards
from tests.town import CENTRE, Furnish, Furnished, Town, a_group_each, number_in, open_town, picture
from tests.watching import bot_messages, stands_still, tap

SAID = {
    "zh": {
        "accept": "受理", "resolve": "已解决", "hold": "挂账", "rider": "转给上报人", "note": "内部备注",
        "hole": "井盖不见了", "resolving": "修好后的照片", "resolved": "已处置，待确认", "late": "过时了",
        "kept": "语音收下了", "over": "不再转话", "words_only": "这个提问要一句话", "submit": "提交",
        "may_show": "可以公开", "why": "没有照片，为什么", "unseen": "拍了也看不出", "pothole": "路上有个大坑",
        "lamp": "路灯不亮",
    },
    "en": {
        "accept": "Accept", "resolve": "Resolved", "hold": "hold", "rider": "Send to the rider",
        "note": "Note for staff", "hole": "Manhole cover missing",
        "resolving": "photo of the fix", "resolved": "waiting to be confirmed", "late": "expired",
        "kept": "voice message is kept", "over": "either way", "words_only": "needs words", "submit": "Submit",
        "may_show": "May be shown", "why": "Why is there no photo?", "unseen": "Nothing to see",
        "pothole": "Pothole in the road", "lamp": "Street light out",
    },
}  # fmt: skip


@dataclass
class Talk:
    """A town with one accepted ticket, its rider, and the words in which its people speak."""

    town: Town
    language: str
    rider: Person

    @property
    def group(self) -> int:
        """The group of the ticket's queue."""
        return self.town.groups[QUEUE]

    def says(self, what: str) -> str:
        """A part of what a message or a key says."""
        return SAID[self.language][what]

    async def read(self, has: str) -> JSON:
        """A message of the group, once it says this."""
        return await self.town.staff.wait_for(lambda m: has in words(m), chat=self.group, after=0)

    async def question(self) -> JSON:
        """What a reply to a card is for."""
        return await self.town.staff.wait_for(lambda m: self.says("note") in labels(m), chat=self.group)

    async def press(self, message: JSON, what: str) -> None:
        """Let staff press a key that does it."""
        answer = await tap(self.town.staff, message, self.says(what))
        assert not answer.show_alert, answer.text

    async def card(self) -> JSON:
        """The ticket's card."""
        await stands_still(self.town)
        keys = (self.says("note"),)
        (card,) = [each for each in await cards(self.town) if not any(key in labels(each) for key in keys)]
        return card

    async def closed_card(self) -> JSON:
        """The ticket's card once it is closed: two lines without keys."""
        await stands_still(self.town)
        (card,) = [each for each in await bot_messages(self.town, self.group) if "📁" in words(each)]
        assert not labels(card)
        return card

    async def resolved(self, photo: bytes, said: str = "") -> None:
        """Let staff reply to the card with a photo of the repair, and say that this resolves it."""
        card = await self.card()
        await self.town.staff.photo(photo, said, as_document=True, chat=self.group, reply_to=card["message_id"])
        await self.press(await self.question(), "resolve")
        await stands_still(self.town)

    async def reacted(self, message: JSON) -> str:
        """The emoji that the bot has put on somebody's message."""
        await stands_still(self.town)
        shown = await self.town.people.messages(message["chat"]["id"])
        return next(str(each.get("reaction", "")) for each in shown if each["message_id"] == message["message_id"])


@asynccontextmanager
async def talking(
    folder: Path,
    language: str,
    *,
    accepted: bool = True,
    problem: str = "hole",
    furnish: Furnish = a_group_each,
    **setting: Any,
) -> AsyncIterator[Talk]:
    """Open a town in which staff and a rider speak this language, with a ticket of this problem, or none for ""."""

    async def speaking(world: Playground, people: People, district: District) -> Furnished:
        there = await furnish(world, people, district)
        queues = {name: replace(queue, language=language) for name, queue in there.district.queues.items()}
        return replace(there, district=replace(there.district, router=replace(there.district.router, queues=queues)))

    async with open_town(folder, f"sqlite:///{folder}/town.db", furnish=speaking, **setting) as town:
        talk = Talk(town, language, await town.rider("王骑手", language))
        if problem:
            await reported(talk, talk.rider, problem)
        if problem and accepted:
            await talk.press(await card_of(town), "accept")
        yield talk


async def reported(
    talk: Talk, rider: Person, problem: str = "hole", scene: int = 0, at: tuple[float, float] = CENTRE
) -> str:
    """Let a rider report what is a ticket then; its number."""
    await rider.photo(picture(scene, at), talk.says(problem), as_document=True)
    await tap(rider, await talk.town.card(rider, button=talk.says("submit")), talk.says("submit"))
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    await stands_still(talk.town)
    return number_in(receipt)
