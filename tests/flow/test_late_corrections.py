"""What people change after they sent it, over HTTP: places put right, photos replaced, words put right."""

from playground.people import JSON, words
from tests import clips
from tests.staff_work import card_of, question, reply
from tests.town import Town, picture
from tests.watching import rows, stands_still, tap


async def test_a_location_in_reply_to_the_receipt_moves_the_ticket(town: Town) -> None:
    rider = await town.rider()
    receipt, number = await town.submitted(rider)
    await card_of(town)
    await rider.location(37.42, 116.31, reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: "位置改成" in words(m) and "转给" in words(m))
    await town.ticket("triage", number)
    await stands_still(town)
    assert rows(town, "select queue, community from report") == [("triage", None)]
    assert rows(town, "select count(*) from draft") == [(1,)]


async def test_what_came_to_nothing_is_taken_as_if_sent_now(town: Town) -> None:
    rider = await town.rider()
    said = await rider.text("今天天气不错")
    await rider.wait_for(lambda m: "要报问题" in words(m))
    await rider.edit(said, text="井盖不见了")
    assert "井盖" in words(await town.card(rider))


async def test_words_that_were_reported_by_the_key_are_put_right_by_an_edit(town: Town) -> None:
    rider = await town.rider()
    said = await rider.text("今天天气不错")
    await tap(rider, await rider.wait_for(lambda m: "要报问题" in words(m)), "就报这个")
    await town.card(rider)
    await rider.edit(said, text="今天天气很不错")
    card = await rider.wait_for(lambda m: "天气很不错" in words(m), after=0)
    assert "今天天气不错" not in words(card)


async def becomes(town: Town, sent: JSON, video: JSON) -> None:
    """Let a photo that was sent be edited into a video."""
    edited = {key: value for key, value in sent.items() if key != "photo"} | {"edit_date": sent["date"], "video": video}
    await town.people.call("POST", "/updates", json={"edited_message": edited})


async def test_a_photo_that_becomes_a_video_is_that_video(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(picture(), "井盖不见了")
    await town.card(rider, has="📷 1 张")
    other = await town.rider("老李")
    video = (await other.clip(clips.video(1, size=(320, 240)), "video"))["video"]
    await becomes(town, sent, video)
    await town.card(rider, has="🎬 1")
    await stands_still(town)
    assert rows(town, "select count(*) from clip where draft_id is not null and rider_id is not null") == [(2,)]
    assert rows(town, "select count(*) from photo where draft_id is not null and clip_id is null") == [(0,)]


async def test_a_photo_that_becomes_a_video_nobody_has_is_taken_out_of_the_draft(town: Town) -> None:
    rider = await town.rider()
    sent = await rider.photo(picture())
    await town.card(rider)
    await becomes(town, sent, {"file_id": "x", "file_unique_id": "y", "duration": 3, "width": 240, "height": 240})
    await rider.wait_for(lambda m: "录音或视频打不开" in words(m), after=0)
    await stands_still(town)
    assert rows(town, "select count(*) from photo where draft_id is not null") == [(0,)]


async def test_an_edited_addition_reaches_staff(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    said = await rider.text("在路北", reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: "👌 补充到" in words(m))
    await rider.edit(said, text="在路南")
    await town.ticket("city-management", "在路南")


async def test_a_staff_reply_is_sent_on_as_it_was_put_right(town: Town) -> None:
    rider = await town.rider()
    _, number = await town.submitted(rider)
    said = await reply(town, await card_of(town), "明天来")
    asking = await question(town)
    await town.staff.edit(said, text="后天来")
    await stands_still(town)
    await tap(town.staff, asking, "转给上报人")
    assert "后天来" in words(await rider.wait_for(lambda m: f"（{number}，" in words(m), after=0))
    await town.staff.edit(said, text="大后天来")
    await town.staff.wait_for(lambda m: "没有用上" in words(m), chat=town.groups["city-management"])


async def test_words_beside_a_photo_that_can_not_be_taken_reach_the_report_that_they_reply_to(town: Town) -> None:
    rider = await town.rider()
    receipt, _ = await town.submitted(rider)
    await rider.photo(picture()[:300], "在路北", as_document=True, reply_to=receipt["message_id"])
    await rider.wait_for(lambda m: "👌 补充到" in words(m), after=0)
    await stands_still(town)
    assert rows(town, "select count(*) from draft") == [(1,)]
