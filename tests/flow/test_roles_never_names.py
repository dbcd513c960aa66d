"""Riders and staff know each other by role alone, whatever they send: no name and no id of theirs passes."""

import json
import re
from pathlib import Path

import pytest

from playground.people import JSON, Person, labels, words
from tests import clips
from tests.talking_town import SAID, Talk, talking
from tests.town import CENTRE, picture, plain_picture
from tests.watching import bot_messages, parked, stands_still, tap

SAME = {"zh": "是同一个", "en": "Same problem"}
REPORTER = {"zh": "上报人", "en": "The reporter"}
WITNESS = {"zh": "见证人1", "en": "Witness 1"}


async def witness(talk: Talk) -> Person:
    """Another rider who has seen the same, and shows it."""
    person = await talk.town.rider("赵见证", talk.language)
    await person.photo(picture(1), SAID[talk.language]["hole"], as_document=True)
    card = await person.wait_for(lambda m: SAME[talk.language] in labels(m))
    await tap(person, card, SAME[talk.language])
    await stands_still(talk.town)
    return person


async def said_to(talk: Talk, chats: set[int]) -> list[str]:
    """All that the bot has ever sent or edited in these chats, as it called Telegram."""
    calls = await talk.town.people.calls("(send|edit|copy|forward).*")
    return [json.dumps(each["params"], ensure_ascii=False) for each in calls if int(each["params"]["chat_id"]) in chats]


def names(person: Person, called: str, said: str) -> bool:
    """Whether a person's name or id stands in what was said, but for the chat in which it was said."""
    return (
        called in said or re.search(rf"(?<!\d){person.id}(?!\d)", re.sub(r'"chat_id": "?-?\d+"?', "", said)) is not None
    )


async def replies(talk: Talk, person: Person) -> JSON:
    """Let staff send their reply to the riders; what this one got."""
    before = len(await bot_messages(talk.town, person.id))
    await talk.press(await talk.question(), "rider")
    await stands_still(talk.town)
    (told, *_) = (await bot_messages(talk.town, person.id))[before:]
    return told


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_no_name_passes_in_a_whole_conversation(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        town, rider, staff = talk.town, talk.rider, talk.town.staff
        other = await witness(talk)
        card = await talk.card()
        link = [{"type": "text_mention", "offset": 0, "length": 2, "user": {"id": rider.id, "first_name": "王骑手"}}]
        await staff.clip(clips.voice(1), "voice", "看到了", chat=talk.group, reply_to=card["message_id"])
        told = await replies(talk, rider)
        await rider.text("我在 tg://user?id=1 这里 @somebody", reply_to=told["message_id"], entities=link)
        await rider.clip(clips.video(1, size=(320, 240)), "video", "在这儿", reply_to=told["message_id"])
        town.skip(minutes=30)
        await stands_still(town)
        answered = (await bot_messages(town, other.id))[-1]
        await other.photo(plain_picture("green"), "我也看见", reply_to=answered["message_id"])
        await other.location(*CENTRE, reply_to=answered["message_id"])
        town.skip(minutes=30)
        await stands_still(town)
        await staff.album(
            [plain_picture("yellow"), plain_picture("white")], "谢谢", chat=talk.group, reply_to=card["message_id"]
        )
        await replies(talk, rider)
        await staff.photo(plain_picture("blue"), "好", chat=talk.group, reply_to=card["message_id"])
        await talk.press(await talk.question(), "resolve")
        await stands_still(town)
        groups = set(town.groups.values())
        in_groups = await said_to(talk, groups)
        to_riders = await said_to(talk, {rider.id, other.id})
        assert len(in_groups) > 10
        assert not [said for said in in_groups if names(rider, "王骑手", said) or names(other, "赵见证", said)]
        assert not [said for said in to_riders if names(staff, staff.first_name, said)]
        to_rider, to_other = await said_to(talk, {rider.id}), await said_to(talk, {other.id})
        assert not [said for said in to_rider if names(other, "赵见证", said)]
        assert not [said for said in to_other if names(rider, "王骑手", said)]
        everything = "\n".join(in_groups)
        assert REPORTER[language] in everything
        assert WITNESS[language] in everything
        assert parked(town) == []


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_riders_photo_comes_as_a_reply_to_the_card_and_can_be_replied_to(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        card = await talk.card()
        await talk.town.staff.text("哪一层？", chat=talk.group, reply_to=card["message_id"])
        told = await replies(talk, talk.rider)
        await talk.rider.photo(plain_picture("green"), "三层", reply_to=told["message_id"])
        await stands_still(talk.town)
        (nudge,) = [m for m in await bot_messages(talk.town, talk.group) if "三层" in words(m) and not labels(m)]
        assert nudge["reply_to_message"]["message_id"] == card["message_id"]
        assert nudge["photo"]
        assert REPORTER[language] in words(nudge)
        await talk.town.staff.text("好的，下午到", chat=talk.group, reply_to=nudge["message_id"])
        assert "好的，下午到" in words(await replies(talk, talk.rider))
