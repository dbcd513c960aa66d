"""Reminders over HTTP, in both languages: beside the card or as a list of links, one alive, gone with their cause."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from domain.district.district import District
from playground.people import JSON, People, labels, words
from playground.world import Playground
from tests.staff_work import QUEUE, member
from tests.talking_town import Talk, reported, talking
from tests.town import CENTRE, Furnished, a_group_each, plain_picture, with_groups
from tests.watching import are_silent, bot_messages, calls_so_far, go_to_hours, goes_to, rows, stands_still, tap

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
SAID = {
    "zh": {
        "take": "✅ 我来", "stranger": "你不在本群", "taken": "已受理，不用再点",
        "unanswered": "已过答复时限", "half": "还没办结", "overdue": "已超期",
        "moot": "（提醒已撤）DC-", "list": "2 件要盯一下", "one": "1 件要盯一下",
    },
    "en": {
        "take": "✅ I'll take it", "stranger": "You aren't in this group", "taken": "has accepted it already",
        "unanswered": "nobody has accepted it in time", "half": "not resolved yet", "overdue": "Overdue for",
        "moot": "(Reminder withdrawn) DC-", "list": "Need a look: 2", "one": "Need a look: 1",
    },
}  # fmt: skip
FAR = (CENTRE[0] + 0.002, CENTRE[1])


async def reminders(talk: Talk, queue: str = QUEUE) -> list[JSON]:
    """What stands beside the cards of a queue's group and reminds of something."""
    await stands_still(talk.town)
    shown = await bot_messages(talk.town, talk.town.groups[queue])
    moot = SAID[talk.language]["moot"]
    return [message for message in shown if "reply_to_message" in message and moot not in words(message)]


def moments(talk: Talk, *names: str) -> list[int]:
    """The times of the one report, ms UTC."""
    return list(rows(talk.town, f"select {', '.join(names)} from report")[0])  # noqa: S608  columns


@BOTH
async def test_who_is_first_takes_the_ticket_on_its_reminder(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language, problem="pothole", accepted=False) as talk:
        first, second = [await member(talk.town, name, language, QUEUE) for name in ("周科员", "郑师傅")]
        stranger = await talk.town.people.join("路人", language)
        (respond_by,) = moments(talk, "respond_by")
        await goes_to(talk.town, respond_by - 60_000)
        assert await reminders(talk) == []
        await goes_to(talk.town, respond_by + 1000, minutes=1)
        (reminder,) = await reminders(talk)
        card = await talk.card()
        assert said["unanswered"] in words(reminder)
        assert reminder["reply_to_message"]["message_id"] == card["message_id"]
        assert labels(reminder) == said["take"]
        refused = await tap(stranger, reminder, said["take"])
        assert refused.show_alert
        assert said["stranger"] in refused.text
        both = await asyncio.gather(*(tap(each, reminder, said["take"]) for each in (first, second)))
        assert sorted(each.show_alert for each in both) == [False, True]
        late = next(each for each in both if each.show_alert)
        quick = (first, second)[both.index(late) - 1]
        assert said["taken"] in late.text
        assert quick.first_name in late.text
        assert rows(talk.town, "select status, holder_id from report") == [("accepted", quick.id)]
        assert await reminders(talk) == []
        assert quick.first_name in words(await talk.card())


@BOTH
async def test_one_reminder_is_alive_and_an_old_one_becomes_a_line(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language, problem="", accepted=False) as talk:
        go_to_hours(talk.town, QUEUE, is_open=True)
        await reported(talk, talk.rider, "pothole")
        await talk.press(await talk.card(), "accept")
        half, due = moments(talk, "half_time_at", "due_at")
        calendar = talk.town.district.calendar_of(talk.town.district.queues[QUEUE])
        begun = rows(talk.town, "select submitted_at from report")[0][0]
        assert calendar.working_ms(begun, half) == pytest.approx(calendar.working_ms(half, due), abs=60_000)
        await goes_to(talk.town, half - 60_000)
        assert await reminders(talk) == []
        await goes_to(talk.town, half + 1000, minutes=1)
        (half_time,) = await reminders(talk)
        assert said["half"] in words(half_time)
        assert labels(half_time) == ""
        assert await are_silent(talk.town, talk.group, said["half"]) == [not calendar.is_open(half + 62_000)]
        await goes_to(talk.town, due + 1000, minutes=1)
        (overdue,) = await reminders(talk)
        assert said["overdue"] in words(overdue)
        assert await are_silent(talk.town, talk.group, said["overdue"]) == [True], "work is over for the day"
        talk.town.skip(hours=49)
        await talk.resolved(plain_picture("green"))
        assert await reminders(talk) == []
        left = [each for each in await bot_messages(talk.town, talk.group) if said["moot"] in words(each)]
        assert [each["message_id"] for each in left] == [half_time["message_id"], overdue["message_id"]]
        assert all(len(words(each).splitlines()) == 1 for each in left)


async def lights_in_a_basic_group(world: Playground, people: People, district: District) -> Furnished:
    """The lighting queue's group is a basic one, whose messages have no links."""
    there = await a_group_each(world, people, district)
    basic = await people.group("路灯", [there.staff], bot="administrator", supergroup=False)
    groups = {**there.groups, "lighting": basic}
    return replace(there, district=with_groups(district, groups), groups=groups)


def links(message: JSON) -> list[str]:
    """Where the words of a message lead."""
    return [each["url"] for each in message.get("entities", ()) if each["type"] == "text_link"]


@BOTH
async def test_several_within_a_minute_are_one_list_of_links(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language, problem="", furnish=lights_in_a_basic_group) as talk:
        problems = ("pothole", "pothole", "lamp", "lamp")
        numbers = [
            await reported(talk, talk.rider, problem, scene, at=FAR if scene % 2 else CENTRE)
            for scene, problem in enumerate(problems)
        ]
        before = await calls_so_far(talk.town)
        ((respond_by,),) = rows(talk.town, "select max(respond_by) from report")
        await goes_to(talk.town, respond_by + 1000, minutes=1)
        here, there = talk.group, talk.town.groups["lighting"]
        lists = {chat: await listed(talk, chat, said["list"]) for chat in (here, there)}
        cards = [each for each in await bot_messages(talk.town, here) if each.get("photo")]
        assert sorted(links(lists[here])) == sorted(
            f"https://t.me/c/{str(here).removeprefix('-100')}/{card['message_id']}" for card in cards
        )
        assert links(lists[there]) == []
        commands = [f"/ticket_{number.partition('-')[2].replace('-', '_')}" for number in numbers]
        assert [each in words(lists[there]) for each in commands] == [False, False, True, True]
        assert await reminders(talk) == await reminders(talk, "lighting") == []
        assert await are_silent(talk.town, here, said["list"], before) == [True], "work is over for the day"
        for card, left in zip(cards, (said["one"], ""), strict=True):
            await talk.press(card, "accept")
            await stands_still(talk.town)
            standing = [each for each in await bot_messages(talk.town, here) if links(each)]
            assert [left in words(each) for each in standing] == ([True] if left else [])


async def listed(talk: Talk, chat: int, has: str) -> JSON:
    """The one list of a group."""
    await stands_still(talk.town)
    (found,) = [each for each in await bot_messages(talk.town, chat) if has in words(each)]
    return found
