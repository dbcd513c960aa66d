"""Voice messages and videos as riders send them: in drafts and reports, to staff cleaned, gone with their rider."""

import io
import json
import zipfile

import pytest

from playground.people import JSON, Person, labels, words
from tests import clips
from tests.staff_work import asked_to_bounce, reply
from tests.town import CENTRE, Town, picture
from tests.watching import bot_messages, bytes_are_gone, parked, rows, stands_still, tap

WORDS = {"zh": "三单元门口井盖不见了", "en": "Manhole cover missing at the gate"}
SUBMIT = {"zh": "提交", "en": "Submit"}
SECRET = clips.SECRET.encode()


async def recordings(town: Town) -> list[JSON]:
    """What stands of recordings in all groups, each of them uploaded."""
    shown = [each for chat in town.groups.values() for each in await bot_messages(town, chat)]
    return [each for each in shown if {"audio", "video"} & each.keys()]


async def submitted(town: Town, kind: str = "video", language: str = "zh") -> tuple[JSON, Person]:
    """The receipt of a report with a recording, and its rider."""
    rider = await town.rider("阿强", language)
    sent = clips.voice(2) if kind == "voice" else clips.video(2, size=(320, 240))
    await rider.clip(sent, kind, WORDS[language])
    await rider.location(*CENTRE)
    await stands_still(town)
    (card,) = [each for each in await bot_messages(town, rider.id) if SUBMIT[language] in labels(each)]
    assert ("🎤 1" if kind == "voice" else "🎬 1") in words(card)
    await tap(rider, card, SUBMIT[language])
    receipt = await rider.wait_for(lambda m: "DC-" in words(m))
    await stands_still(town)
    return receipt, rider


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["voice", "video", "video_note"])
async def test_staff_get_it_cleaned_as_a_reply_to_the_card(town: Town, kind: str, language: str) -> None:
    await submitted(town, kind, language)
    (shown,) = await recordings(town)
    (card,) = [m for m in await bot_messages(town, shown["chat"]["id"]) if labels(m)]
    assert shown["reply_to_message"]["message_id"] == card["message_id"]
    assert ("photo" in card) == (kind != "voice"), "a video's still is the picture"
    file = shown["audio" if kind == "voice" else "video"]
    assert SECRET not in await town.people.file(file["file_id"])
    assert parked(town) == []


async def test_a_voice_alone_opens_a_draft_whose_category_is_chosen(town: Town) -> None:
    rider = await town.rider()
    await rider.clip(clips.voice())
    card = await rider.wait_for(lambda m: "🎤 1" in words(m))
    assert "类别" in words(card)


async def test_a_photo_takes_the_place_of_the_still(town: Town) -> None:
    rider = await town.rider()
    await rider.clip(clips.video(1, size=(320, 240)), "video", WORDS["zh"])
    await rider.photo(picture(), as_document=True)
    card = await rider.wait_for(lambda m: "🎬 1" in words(m) and "📷 1" in words(m))
    await tap(rider, card, "提交")
    await rider.wait_for(lambda m: "DC-" in words(m))
    assert len(rows(town, "select id from photo where report_id is not null")) == 2
    await stands_still(town)
    groups = [chat for queue, chat in town.groups.items() if queue != "supervisors"]
    (ticket,) = [m for chat in groups for m in await bot_messages(town, chat) if labels(m)]
    assert not any("照片（" in label for label in labels(ticket).splitlines()), "one photo is shown"


async def test_a_voice_in_reply_to_the_receipt_is_passed_on(town: Town) -> None:
    receipt, rider = await submitted(town)
    await rider.clip(clips.voice(), reply_to=receipt["message_id"])
    await stands_still(town)
    assert [sorted({"audio", "video"} & each.keys()) for each in await recordings(town)] == [["video"], ["audio"]]


async def test_it_follows_the_ticket_to_another_queue(town: Town) -> None:
    await submitted(town)
    ((queue,),) = rows(town, "select queue from report")
    await reply(town, await asked_to_bounce(town, queue), "不归我们管", queue)
    await stands_still(town)
    found = await recordings(town)
    if rows(town, "select queue from report") != [(queue,)]:
        assert len({each["chat"]["id"] for each in found}) == 2


@pytest.mark.parametrize(
    ("sent", "kind", "says"),
    [(b"junk", "voice", "收不了"), (clips.voice(), "video", "收不了")],
)
async def test_what_cannot_be_cleaned_is_refused_and_its_words_stay(
    town: Town, sent: bytes, kind: str, says: str
) -> None:
    rider = await town.rider()
    await rider.clip(sent, kind, WORDS["zh"])
    await rider.wait_for(lambda m: says in words(m))
    await rider.wait_for(lambda m: "井盖" in words(m) and "提交" in labels(m), after=0)
    assert rows(town, "select count(*) from clip") == [(0,)]


async def test_a_video_file_is_refused_with_what_to_send_instead(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(clips.video(), as_document=True, name="film.mp4")
    await rider.wait_for(lambda m: "视频文件" in words(m))


async def test_whoever_is_in_danger_is_answered_first_and_the_video_waits_with_the_words(town: Town) -> None:
    rider = await town.rider()
    await rider.clip(clips.video(1), "video", "有人掉井里了救命")
    await rider.wait_for(lambda m: "先打电话" in words(m))
    await stands_still(town)
    assert rows(town, "select d.stage from clip c join draft d on d.id = c.draft_id") == [("waiting",)]


async def test_the_rider_takes_it_out_and_it_goes_with_them(town: Town) -> None:
    _, rider = await submitted(town, "voice")
    await rider.text("/mydata")
    sent = await rider.wait_for(lambda m: "document" in m)
    packed = zipfile.ZipFile(io.BytesIO(await town.people.file(sent["document"]["file_id"])))
    (report,) = json.loads(packed.read("my_data.json"))["reports"]
    assert report["clips"] == [name for name in packed.namelist() if name.startswith("clips/")]
    assert len(report["clips"]) == 1
    town.skip(hours=49)  # Telegram deletes nothing of then, but what it is can be changed
    await rider.text("/forget")
    await tap(rider, await rider.wait_for(lambda m: "确认删除" in labels(m)), "确认删除")
    await bytes_are_gone(town)
    await stands_still(town)
    assert not await recordings(town)
    assert rows(town, "select count(*) from clip") == [(0,)]
    assert parked(town) == []
