"""Ticket cards at work, in both languages: who has a ticket, handing it over, merging, what is left of a closed one."""

from pathlib import Path

import pytest

from playground.people import JSON, Person, Toast, buttons, labels, words
from tests.staff_work import QUEUE, cards
from tests.talking_town import Talk, talking
from tests.town import picture
from tests.watching import bot_messages, rows, stands_still, tap

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
KEYS = {
    "zh": {
        "back": "返回", "take": "我来", "over": "转给同事", "merge": "合并", "more": "更多", "reject": "不予受理",
        "false": "不属实", "different": "不是", "accept": "受理", "submit": "提交", "hole": "井盖不见了",
        "split": "拆分", "category": "改类别", "place": "改位置", "lamp": "路灯不亮", "where": "在哪儿", "undo": "撤销",
    },
    "en": {
        "back": "Back", "take": "Take", "over": "Hand over", "merge": "Merge", "more": "More", "reject": "Reject",
        "false": "Not found", "different": "ifferent", "accept": "Accept", "submit": "Submit",
        "hole": "Manhole cover missing", "split": "Split", "category": "Change category", "place": "Change place",
        "lamp": "Light", "where": "where is", "undo": "Undo",
    },
}  # fmt: skip


class Desk:
    """A group at work on its newest card."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk

    def says(self, what: str) -> str:
        return KEYS[self.talk.language][what]

    async def card(self, number: int = -1) -> JSON:
        await stands_still(self.talk.town)
        return (await cards(self.talk.town))[number]

    async def press(self, what: str, by: Person | None = None, number: int = -1) -> Toast:
        """Press a key of a card, behind *more* where it is not in sight."""
        label, card = KEYS[self.talk.language].get(what, what), await self.card(number)
        if label not in labels(card) and self.says("back") in labels(card):
            await tap(by or self.talk.town.staff, card, self.says("back"))
            card = await self.card(number)
        if label not in labels(card):
            await tap(by or self.talk.town.staff, card, self.says("more"))
            card = await self.card(number)
        answer = await tap(by or self.talk.town.staff, card, label)
        await stands_still(self.talk.town)
        return answer

    async def asked_where(self) -> JSON:
        """The question where the newest ticket is."""
        await self.press("place")
        return await self.talk.town.staff.wait_for(lambda m: self.says("where") in words(m), chat=self.talk.group)

    async def colleague(self, name: str = "周科员") -> Person:
        person = await self.talk.town.people.join(name, self.talk.language)
        await self.joins(person)
        return person

    async def joins(self, person: Person, status: str = "member") -> None:
        town = self.talk.town
        wish = {"user_id": person.id, "status": status}
        await town.people.call("POST", f"/chats/{self.talk.group}/members", json=wish)
        await stands_still(town)


@BOTH
async def test_a_colleague_takes_a_ticket_and_it_is_handed_back(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        desk, staff = Desk(talk), talk.town.staff
        assert staff.first_name in words(await desk.card())
        assert (await desk.press("take")).show_alert
        other = await desk.colleague()
        assert not (await desk.press("take", other)).show_alert
        assert other.first_name in words(await desk.card())
        assert rows(talk.town, "select status, holder_id from report") == [("accepted", other.id)]
        await desk.press("over", other)
        assert other.first_name not in labels(await desk.card())
        assert not (await desk.press(staff.first_name, other)).show_alert
        assert rows(talk.town, "select holder_id from report") == [(staff.id,)]
        (called,) = [each for each in await bot_messages(talk.town, talk.group) if words(each).startswith("🤝")]
        assert staff.first_name in words(called)
        assert other.first_name in words(called)
        assert called["reply_to_message"]["message_id"] == (await desk.card())["message_id"]


@BOTH
async def test_who_left_gets_nothing_and_is_offered_no_more(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        desk, staff = Desk(talk), talk.town.staff
        assert (await desk.press("over")).show_alert  # there is nobody else yet
        other = await desk.colleague()
        await desk.press("take", other)
        await desk.press("take", staff)
        await desk.press("over")
        assert other.first_name in labels(await desk.card())
        await desk.joins(other, "left")
        answer = await desk.press(other.first_name)
        assert answer.show_alert
        assert other.first_name in answer.text
        assert rows(talk.town, "select holder_id from report") == [(staff.id,)]
        assert other.first_name not in labels(await desk.card())


async def second(talk: Talk, desk: Desk) -> Person:
    """Let another rider report the same, and say that it is another problem; that rider."""
    rider = await talk.town.rider("赵小四", talk.language)
    await rider.photo(picture(1), desk.says("hole"), as_document=True)
    await tap(rider, await talk.town.card(rider, button=desk.says("different")), desk.says("different"))
    await tap(rider, await talk.town.card(rider, button=desk.says("submit")), desk.says("submit"))
    await rider.wait_for(lambda m: "DC-" in words(m))
    await stands_still(talk.town)
    return rider


async def told(talk: Talk, rider: Person, mark: str) -> int:
    """How many messages that begin with this mark a rider has."""
    await stands_still(talk.town)
    return sum(words(each).startswith(mark) for each in await bot_messages(talk.town, rider.id))


@BOTH
async def test_a_merge_offers_what_is_near_and_the_card_shrinks(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        desk = Desk(talk)
        rider = await second(talk, desk)
        await desk.press("merge")
        offered = [key["text"] for key in buttons(await desk.card()) if key["text"].endswith("0001")]
        assert len(offered) == 1
        for undone in (True, False):
            assert not (await desk.press(offered[0])).show_alert
            assert rows(talk.town, "select status from report order by id")[1] == ("duplicate",)
            if undone:
                await desk.press("undo")
                await desk.press("merge")
            assert await told(talk, rider, "🔗") == 0
            assert rows(talk.town, "select count(*) from witness") == [(0,)]
        talk.town.skip(minutes=2)
        assert await told(talk, rider, "🔗") == 1
        assert rows(talk.town, "select status, original is not null from report order by id") == [
            ("accepted", 0),
            ("duplicate", 1),
        ]
        (left,) = [each for each in await bot_messages(talk.town, talk.group) if "📁" in words(each)]
        assert len(words(left).splitlines()) == 2
        assert not labels(left)
        assert left["photo"]
        assert words(left).count("DC-") == 2
        assert "(2)" in labels(await desk.card())


@BOTH
async def test_a_closed_card_keeps_the_way_back_for_two_minutes_and_two_lines(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language, accepted=False) as talk:
        desk = Desk(talk)
        assert labels(await desk.card())
        await desk.press("reject")
        await desk.press("false")
        shrunk = await desk.card()
        assert len(words(shrunk).splitlines()) == 2
        assert talk.town.staff.first_name in words(shrunk)
        assert len(buttons(shrunk)) == 1
        talk.town.skip(seconds=110)
        assert await told(talk, talk.rider, "🚫") == 0
        talk.town.skip(seconds=10)
        assert await told(talk, talk.rider, "🚫") == 1
        assert await cards(talk.town, QUEUE) == []


@BOTH
async def test_its_queue_corrects_the_category_and_the_card_says_where_it_went(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        desk = Desk(talk)
        await desk.press("category")
        lamp = next(
            key["text"] for key in buttons(await desk.card()) if desk.says("lamp").lower() in key["text"].lower()
        )
        assert not (await desk.press(lamp)).show_alert
        assert rows(talk.town, "select status, category, queue from report") == [("routed", "street_light", "lighting")]
        (left,) = [each for each in await bot_messages(talk.town, talk.group) if "➡️" in words(each)]
        assert not labels(left)
        there = await talk.town.ticket("lighting", "DC-")
        assert talk.town.staff.first_name in words(there)


@BOTH
async def test_staff_say_where_it_is_by_words_or_a_location(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        desk, staff = Desk(talk), talk.town.staff
        asked = await desk.asked_where()
        await staff.text("？？", chat=talk.group, reply_to=asked["message_id"])
        await stands_still(talk.town)
        assert rows(talk.town, "select status from report") == [("accepted",)]
        await staff.text("37.44300, 116.30800", chat=talk.group, reply_to=asked["message_id"])
        await stands_still(talk.town)
        assert placed(talk) == ("accepted", QUEUE, 37.443, 116.308)
        await staff.text("东风东路与湖滨北路口", chat=talk.group, reply_to=(await desk.asked_where())["message_id"])
        await stands_still(talk.town)
        assert placed(talk) == ("accepted", QUEUE, 37.449, 116.3077)
        assert "湖滨北路" in words(await desk.card())
        await staff.location(37.42, 116.31, chat=talk.group, reply_to=(await desk.asked_where())["message_id"])
        there = await talk.town.ticket("triage", "DC-")
        assert "37.42000, 116.31000" in words(there)
        assert staff.first_name in words(there)
        assert placed(talk) == ("routed", "triage", 37.42, 116.31)
        (left,) = [each for each in await bot_messages(talk.town, talk.group) if "➡️" in words(each)]
        assert not labels(left)


def placed(talk: Talk) -> tuple[str, str, float, float]:
    """Where the one report is, and who has it."""
    return rows(talk.town, "select status, queue, round(lat, 4), round(lng, 4) from report")[0]


@BOTH
async def test_two_problems_in_one_report_become_two_tickets(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        desk = Desk(talk)
        await desk.press("split")
        offered = [key["text"] for key in buttons(await desk.card())]
        lamp = next(each for each in offered if desk.says("lamp").lower() in each.lower())
        assert not (await desk.press(lamp)).show_alert
        second = await talk.town.ticket("lighting", "0002")
        assert words(second).count("DC-") == 2
        assert second["photo"]
        told = await talk.rider.wait_for(lambda m: "✂️" in words(m), after=0)
        assert words(told).count("DC-") == 2
        assert rows(talk.town, "select status, queue from report order by id") == [
            ("accepted", QUEUE),
            ("routed", "lighting"),
        ]
        await desk.press("split")
        assert (await desk.press(lamp)).show_alert
