"""An urgent ticket that nobody accepts, over HTTP in both languages: told to more and more people until one presses."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.district.district import District
from domain.tickets.lifecycle import Action
from playground.people import JSON, People, Person, labels, words
from playground.world import Playground
from tests.staff_work import QUEUE, key_of, member
from tests.talking_town import Talk, reported, talking
from tests.town import Furnished, a_group_each, with_groups
from tests.watching import (
    are_silent,
    bot_messages,
    calls_so_far,
    go_to_hours,
    goes_to,
    parked,
    rows,
    sent_to,
    stands_still,
    tap,
)
from texts.base.callbacks import Verb

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
SAID = {
    "zh": {
        "nobody": "没人受理已", "beyond": "急件没人受理", "on_call": "你在值班", "find": "请接单或找人", "take": "我来",
    },
    "en": {
        "nobody": "Nobody has accepted it for", "beyond": "Urgent and not accepted", "on_call": "You are on call",
        "find": "please take it or find somebody", "take": "I'll take it",
    },
}  # fmt: skip
MINUTE = 60_000
FIRST = 15 * MINUTE
"""The limit of the first answer where a manhole cover is missing."""
BEYOND = ("triage", "supervisors")


async def calls_in(talk: Talk, chat: int) -> list[JSON]:
    """What calls for somebody in a chat now."""
    await stands_still(talk.town)
    calls = [SAID[talk.language][how] for how in ("nobody", "beyond", "on_call")]
    return [each for each in await bot_messages(talk.town, chat) if any(call in words(each) for call in calls)]


async def calling(talk: Talk, *queues: str) -> list[int]:
    """How many messages call in the groups of these queues."""
    return [len(await calls_in(talk, talk.town.groups[queue])) for queue in queues]


def mentioned(message: JSON) -> list[int]:
    """Who is called by name."""
    return [each["user"]["id"] for each in message.get("entities", ()) if each["type"] == "text_mention"]


class Duty:
    """Two people who are on call for the queue."""

    people: tuple[Person, Person]

    def __init__(self, language: str) -> None:
        self._language = language

    async def furnish(self, world: Playground, people: People, district: District) -> Furnished:
        there = await a_group_each(world, people, district)
        self.people = (await people.join("赵值班", self._language), await people.join("钱值班", self._language))
        queues = dict(there.district.router.queues)
        queues[QUEUE] = replace(queues[QUEUE], on_call=tuple(person.id for person in self.people))
        return replace(there, district=replace(there.district, router=replace(there.district.router, queues=queues)))


@BOTH
async def test_it_climbs_with_sound_until_one_tap_takes_it(tmp_path: Path, language: str) -> None:
    said, duty = SAID[language], Duty(language)
    async with talking(tmp_path, language, problem="", furnish=duty.furnish) as talk:
        town, (began, never_began) = talk.town, duty.people
        go_to_hours(town, QUEUE, is_open=False)
        await began.text("/start")
        begin = await calls_so_far(town)
        await reported(talk, talk.rider)
        ((submitted_at,),) = rows(town, "select submitted_at from report")
        rungs = [
            (FIRST // 2, [1, 0, 0], False, 0),
            (FIRST, [1, 1, 1], False, 0),
            (FIRST * 3 // 2, [1, 1, 1], True, 1),
            (FIRST * 5 // 2, [1, 1, 1], True, 2),
        ]
        assert await calling(talk, QUEUE, *BEYOND) == [0, 0, 0]
        for after, heard, by_name, in_private in rungs:
            await goes_to(town, submitted_at + after)
            assert await calling(talk, QUEUE, *BEYOND) == heard, "one alive in each"
            (call,) = await calls_in(talk, talk.group)
            assert said["nobody"] in words(call)
            assert (said["find"] in words(call)) is by_name
            assert mentioned(call) == ([began.id, never_began.id] if by_name else [])
            assert len(await are_silent(town, began.id, said["on_call"])) == in_private
        assert await are_silent(town, talk.group, said["nobody"]) == [False] * 4, "no hour is too late"
        for queue in BEYOND:
            assert await are_silent(town, town.groups[queue], said["beyond"]) == [False] * 3
        assert len(await calls_in(talk, began.id)) == 1
        assert await sent_to(town, never_began.id, begin) == []
        taker = await member(town, "周科员", language, QUEUE)
        assert not (await tap(taker, call, said["take"])).show_alert
        assert await calling(talk, QUEUE, *BEYOND) == [0, 0, 0]
        assert await calls_in(talk, began.id) == []
        await goes_to(town, submitted_at + FIRST * 7 // 2 + MINUTE)
        assert await calling(talk, QUEUE, *BEYOND) == [0, 0, 0]
        assert rows(town, "select status, holder_id from report") == [("accepted", taker.id)]


async def without_its_group(world: Playground, people: People, district: District) -> Furnished:
    """The queue has no group."""
    there = await a_group_each(world, people, district)
    groups = {queue: chat for queue, chat in there.groups.items() if queue != QUEUE}
    return replace(there, district=with_groups(district, groups))


@BOTH
@pytest.mark.parametrize("why", ["without a group", "card refused"])
async def test_a_queue_that_does_not_see_it_counts_as_nobody(tmp_path: Path, why: str, language: str) -> None:
    furnish = without_its_group if why == "without a group" else a_group_each
    async with talking(tmp_path, language, problem="", furnish=furnish) as talk:
        town = talk.town
        for method in ("sendPhoto", "sendDocument", "sendMessage") if why == "card refused" else ():
            refused = {"chat_id": talk.group, "description": "Bad Request: BUTTON_DATA_INVALID", "times": 40}
            await town.people.fault(method, "refuse", **refused)
        await reported(talk, talk.rider)
        assert await calling(talk, *BEYOND) == [1, 1]
        if why == "card refused":
            assert {chat for chat, *_ in parked(town)} == {talk.group}
            return
        (card,) = [each for each in await bot_messages(town, town.groups["triage"]) if each.get("photo")]
        assert not (await tap(town.staff, card, key_of(card, Verb.ACT, Action.ACCEPT))).show_alert
        assert await calling(talk, *BEYOND) == [0, 0]
        assert labels(card)
