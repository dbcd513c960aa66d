"""Staff and riders talk about a ticket: photos, voice and video both ways, each where it belongs, nothing lost."""

from pathlib import Path

import pytest

from playground.people import JSON, labels, words
from tests import clips
from tests.talking_town import Talk, talking
from tests.town import plain_picture
from tests.watching import bot_messages, parked, rows, stands_still

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
THUMB = "👍"
SECRET = clips.SECRET.encode()


async def heard(talk: Talk) -> list[JSON]:
    """What the rider got from staff: words, pictures and clips, in order."""
    await stands_still(talk.town)
    return [each for each in await bot_messages(talk.town, talk.rider.id) if words(each).startswith("💬")]


@BOTH
@pytest.mark.parametrize("kind", ["voice", "video"])
async def test_a_recording_of_staffs_reaches_the_rider_cleaned_and_without_a_name(
    tmp_path: Path, kind: str, language: str
) -> None:
    async with talking(tmp_path, language) as talk:
        card = await talk.card()
        sent = clips.voice(2) if kind == "voice" else clips.video(2, size=(320, 240))
        own = await talk.town.staff.clip(sent, kind, "明天来修", chat=talk.group, reply_to=card["message_id"])
        await talk.press(await talk.question(), "rider")
        (told,) = await heard(talk)
        assert "明天来修" in words(told)
        assert talk.town.staff.first_name not in words(told)
        file = told["audio" if kind == "voice" else "video"]
        assert SECRET not in await talk.town.people.file(file["file_id"])
        assert await talk.reacted(own) == THUMB
        answer = await talk.rider.clip(clips.voice(1), reply_to=told["message_id"])
        await stands_still(talk.town)
        shown = [each for each in await bot_messages(talk.town, talk.group) if "audio" in each]
        assert [each["reply_to_message"]["message_id"] for each in shown] == [card["message_id"]]
        assert await talk.reacted(answer) == THUMB
        assert parked(talk.town) == []


@BOTH
async def test_a_voice_alone_resolves_nothing_and_waits_for_a_word(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        await talk.press(await talk.card(), "resolve")
        asking = await talk.read(talk.says("resolving"))
        await talk.town.staff.clip(clips.voice(1), chat=talk.group, reply_to=asking["message_id"])
        await talk.read(talk.says("kept"))
        assert rows(talk.town, "select status from report") == [("accepted",)]
        await talk.town.staff.text("换好了", chat=talk.group, reply_to=asking["message_id"])
        await talk.press(await talk.read(talk.says("why")), "unseen")
        await talk.read(talk.says("resolved"))
        assert rows(talk.town, "select status from report") == [("resolved",)]
        (told,) = await heard(talk)
        assert "audio" in told
        own = await talk.town.staff.clip(clips.voice(1), chat=talk.group, reply_to=(await talk.card())["message_id"])
        assert talk.says("resolve") not in labels(await talk.question())
        assert own


@BOTH
async def test_a_question_for_words_says_that_a_recording_is_no_answer(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        await talk.press(await talk.card(), "hold")
        await stands_still(talk.town)
        asking = (await bot_messages(talk.town, talk.group))[-1]
        await talk.town.staff.clip(clips.voice(1), chat=talk.group, reply_to=asking["message_id"])
        await talk.read(talk.says("words_only"))
        assert rows(talk.town, "select count(*) from clip") == [(0,)]


@BOTH
async def test_a_whole_album_reaches_the_rider(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        album = [plain_picture(colour) for colour in ("green", "yellow", "white", "red", "blue")]
        card = await talk.card()
        await talk.town.staff.album(album, "就是这里", chat=talk.group, reply_to=card["message_id"])
        await stands_still(talk.town)
        await talk.press(await talk.question(), "rider")
        told = await heard(talk)
        assert [bool(each.get("photo")) for each in told] == [True, True], "four on a sheet, and the fifth"
        assert ["就是这里" in words(each) for each in told] == [True, False]


@BOTH
@pytest.mark.parametrize("parts", [1, 3])
async def test_a_photo_without_a_reply_counts_for_who_was_asked(tmp_path: Path, parts: int, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        await talk.press(await talk.card(), "resolve")
        await talk.read(talk.says("resolving"))
        colleague = await talk.town.people.join("小张")
        wish = {"user_id": colleague.id, "status": "member"}
        await talk.town.people.call("POST", f"/chats/{talk.group}/members", json=wish)
        await colleague.photo(plain_picture("red"), "看看这个", chat=talk.group)
        await talk.town.staff.text("我去拍一张", chat=talk.group)
        await stands_still(talk.town)
        assert rows(talk.town, "select status from report") == [("accepted",)]
        album = [plain_picture(colour) for colour in ("green", "yellow", "white")[:parts]]
        sent = await talk.town.staff.album(album, chat=talk.group)
        await talk.read(talk.says("resolved"))
        await stands_still(talk.town)
        found = rows(talk.town, "select count(*) from photo where role = 'after' and report_id is not null")
        assert found == [(parts,)]
        assert await talk.reacted(sent[0]) == THUMB
        before = len(await bot_messages(talk.town, talk.group))
        await talk.town.staff.photo(plain_picture("blue"), chat=talk.group)
        await stands_still(talk.town)
        assert len(await bot_messages(talk.town, talk.group)) == before, "nobody asks any more"


async def test_a_photo_after_two_minutes_is_the_colleagues_own_business(tmp_path: Path) -> None:
    async with talking(tmp_path, "zh") as talk:
        await talk.press(await talk.card(), "resolve")
        asking = await talk.read(talk.says("resolving"))
        talk.town.skip(seconds=122)
        await talk.town.staff.photo(plain_picture("green"), chat=talk.group)
        await stands_still(talk.town)
        assert rows(talk.town, "select status from report") == [("accepted",)]
        await talk.town.staff.photo(plain_picture("green"), chat=talk.group, reply_to=asking["message_id"])
        await talk.read(talk.says("resolved"))


async def test_a_photo_joins_the_reply_whose_purpose_is_asked(tmp_path: Path) -> None:
    async with talking(tmp_path, "zh") as talk:
        card = await talk.card()
        await talk.town.staff.text("换好了", chat=talk.group, reply_to=card["message_id"])
        question = await talk.question()
        await talk.town.staff.photo(plain_picture("green"), chat=talk.group)
        await stands_still(talk.town)
        await talk.press(question, "resolve")
        await stands_still(talk.town)
        assert rows(talk.town, "select count(*) from photo where role = 'after'") == [(1,)]


@BOTH
async def test_after_thirty_days_both_sides_hear_that_nothing_is_passed_on(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        card = await talk.card()
        await talk.town.staff.photo(plain_picture("green"), "好", chat=talk.group, reply_to=card["message_id"])
        await talk.press(await talk.question(), "resolve")
        talk.town.skip(days=8)
        card = await talk.closed_card()
        await talk.town.staff.text("还想说一句", chat=talk.group, reply_to=card["message_id"])
        question = await talk.question()
        assert talk.says("rider") in labels(question)
        assert talk.says("resolve") not in labels(question)
        await talk.press(question, "note")
        talk.town.skip(days=31)
        await stands_still(talk.town)
        await talk.town.staff.text("又想说一句", chat=talk.group, reply_to=card["message_id"])
        question = await talk.question()
        assert talk.says("over") in words(question)
        assert talk.says("rider") not in labels(question)
        assert await heard(talk) == []


@BOTH
async def test_an_answer_after_ten_minutes_can_still_be_what_it_was_meant_for(tmp_path: Path, language: str) -> None:
    async with talking(tmp_path, language) as talk:
        await talk.press(await talk.card(), "hold")
        await stands_still(talk.town)
        asking = (await bot_messages(talk.town, talk.group))[-1]
        await talk.town.people.fault("deleteMessage", "refuse")
        talk.town.skip(minutes=11)
        await stands_still(talk.town)
        await talk.town.staff.text("等配件，3 天", chat=talk.group, reply_to=asking["message_id"])
        question = await talk.read(talk.says("late"))
        assert rows(talk.town, "select status from report") == [("accepted",)]
        await talk.press(question, "hold")
        assert rows(talk.town, "select status, outcome from report") == [("on_hold", "等配件，3 天")]
