"""A rider who was told of a missing person sees them: what they send reaches the group that searches, over HTTP."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.programme.missing_persons import MissingState
from playground.people import JSON, Person, labels, words
from services.ports.transaction import Transaction
from services.programme import missing_calling, missing_ending
from tests.missing import GRANDMA
from tests.staff_work import QUEUE
from tests.talking_town import Talk, talking
from tests.town import CENTRE, plain_picture
from tests.watching import bot_messages, stands_still, tap

SAID = {
    "zh": {
        "page": "两小时", "on": "打开，我帮忙找", "is_on": "开着", "called": "老太太", "seen": "我看到了",
        "mute": "不再收", "where": "在哪儿看到的", "lacks": "还差位置", "thanks": "已经转给找人的了", "told": "骑手1",
        "reply": "再看看左手", "answer": "回话", "hole": "井盖没了，路上有个大坑", "draft": "井盖",
    },
    "en": {
        "page": "two hours", "on": "Turn on", "is_on": "Now: on", "called": "老太太", "seen": "Seen here",
        "mute": "No more of these", "where": "Where do you see them", "lacks": "place is still missing",
        "thanks": "have it", "told": "Rider 1", "reply": "look at the left hand", "answer": "Those who search",
        "hole": "The manhole cover is missing", "draft": "anhole",
    },
}  # fmt: skip


async def on_the_lookout(talk: Talk, person: Person) -> None:
    said = SAID[talk.language]
    await person.text("/missing")
    await tap(person, await person.wait_for(lambda m: said["page"] in words(m)), said["on"])
    await person.wait_for(lambda m: said["is_on"] in words(m))
    await person.location(*CENTRE)
    await stands_still(talk.town)


async def write(talk: Talk, work: object) -> None:
    assert talk.town.app
    await talk.town.app.database.write(work)  # type: ignore[arg-type]
    await stands_still(talk.town)


async def called(talk: Talk) -> None:
    """Staff of the queue call who is near."""
    assert talk.town.app
    deps, now = talk.town.app.deps, talk.town.clock.now()
    place = replace(GRANDMA.position, lat=CENTRE[0], lng=CENTRE[1]) if GRANDMA.position else None
    missing = replace(GRANDMA, queue=QUEUE, position=place, seen_at=now - 3_600_000, until=now + 3_600_000)

    async def call(tx: Transaction) -> None:
        await tx.missing_persons.save(missing)
        await missing_calling.tell_near(tx, deps, missing)

    await write(talk, call)


async def told(talk: Talk, has: str) -> list[JSON]:
    await stands_still(talk.town)
    return [each for each in await bot_messages(talk.town, talk.group) if has in words(each)]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_who_sees_the_person_sends_it_to_the_group_alone(tmp_path: Path, language: str) -> None:
    said = SAID[language]
    async with talking(tmp_path, language) as talk:
        finder, other = await talk.town.rider("小望", language), await talk.town.rider("小远", language)
        for person in (finder, other):
            await on_the_lookout(talk, person)
        await called(talk)
        call = await finder.wait_for(lambda m: said["called"] in words(m))
        assert said["seen"] in labels(call)
        await tap(finder, call, said["seen"])
        await finder.wait_for(lambda m: said["where"] in words(m))
        await finder.photo(plain_picture())
        await finder.wait_for(lambda m: said["lacks"] in words(m))
        assert await told(talk, said["told"]) == []
        await finder.location(*CENTRE)
        await finder.wait_for(lambda m: said["thanks"] in words(m))
        (sighting,) = await told(talk, said["told"])
        assert sighting["photo"]
        await finder.text(said["hole"])
        await finder.wait_for(lambda m: said["draft"] in words(m) and bool(labels(m)))

        await talk.town.staff.text(said["reply"], chat=talk.group, reply_to=sighting["message_id"])
        await finder.wait_for(lambda m: said["reply"] in words(m) and said["answer"] in words(m))
        assert not [each for each in await bot_messages(talk.town, other.id) if said["told"] in words(each)]

        assert talk.town.app
        deps = talk.town.app.deps

        async def found(tx: Transaction) -> None:
            missing = await tx.missing_persons.get(GRANDMA.id)
            assert missing
            await missing_ending.end(tx, deps, missing, MissingState.FOUND)

        await write(talk, found)
        assert await told(talk, said["told"]) == []


async def test_who_wants_no_more_loses_the_keys_and_is_kept_no_more(tmp_path: Path) -> None:
    said = SAID["zh"]
    async with talking(tmp_path, "zh") as talk:
        rider = await talk.town.rider("小望")
        await on_the_lookout(talk, rider)
        await called(talk)
        call = await rider.wait_for(lambda m: said["called"] in words(m))
        await tap(rider, call, said["mute"])
        await stands_still(talk.town)
        (left,) = [each for each in await bot_messages(talk.town, rider.id) if said["called"] in words(each)]
        assert not labels(left)
        await rider.location(*CENTRE)

        async def look(tx: Transaction) -> None:
            known = await tx.riders.by_chat(rider.id)
            assert known
            assert not known.lookout
            assert await tx.whereabouts.of_rider(known.id) is None

        await write(talk, look)
