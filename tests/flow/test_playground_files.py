"""Pictures and files in the playground: what Telegram strips, keeps, measures and refuses."""

import io
from typing import Any

import pytest
from httpx import HTTPStatusError
from PIL import Image
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, NetworkError

from tests.live import Live, live, picture

JSON = dict[str, Any]


async def download(here: Live, file_id: str) -> bytes:
    file = await here.bot.get_file(file_id)
    return bytes(await file.download_as_bytearray())


async def test_a_photo_loses_its_exif_and_stands_upright() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        sent = await rider.photo(picture(1600, 1200, orientation=6))
        assert [(size["width"], size["height"]) for size in sent["photo"]] == [
            (68, 90),
            (240, 320),
            (600, 800),
            (960, 1280),
        ]
        data = await download(here, sent["photo"][-1]["file_id"])
        assert b"SECRET" not in data
        image = Image.open(io.BytesIO(data))
        assert image.size == (960, 1280)
        assert not image.getexif()
        red, _, blue = image.getpixel((900, 640))  # type: ignore[misc]  # RGB
        assert red > blue, "turned by 90° clockwise, the upper half is on the right"
        assert len(data) == sent["photo"][-1]["file_size"]


async def test_a_file_keeps_its_bytes() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        sent = await rider.photo(picture(), as_document=True, name="井盖.jpg")
        document = sent["document"]
        assert (document["file_name"], document["mime_type"]) == ("井盖.jpg", "image/jpeg")
        assert await download(here, document["file_id"]) == picture()
        assert b"SECRET" not in await download(here, document["thumbnail"]["file_id"])


async def test_a_broken_image_goes_as_a_file_only() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        sent = await rider.photo(b"no image", as_document=True, name="x.jpg")
        assert "thumbnail" not in sent["document"]
        with pytest.raises(Exception, match="IMAGE_PROCESS_FAILED"):
            await rider.photo(b"no image")


async def test_what_the_bot_sent_can_be_looked_at_as_it_was_sent() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        photo = (await here.bot.send_photo(rider.id, picture())).photo[-1].file_id
        assert await here.people.file(photo) == picture()
        assert b"SECRET" not in await download(here, photo)
        (call,) = await here.people.calls("sendPhoto")
        assert [file["size"] for file in call["files"].values()] == [len(picture())]


async def test_a_file_is_sent_again_by_its_id_and_only_as_what_it_is() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        photo = (await rider.photo(picture()))["photo"][-1]["file_id"]
        document = (await rider.photo(picture(), as_document=True))["document"]["file_id"]
        again = await here.bot.send_photo(rider.id, photo)
        assert again.photo[-1].file_id == photo
        with pytest.raises(BadRequest, match="Type of file mismatch"):
            await here.bot.send_photo(rider.id, document)
        assert (await here.bot.send_document(rider.id, document)).document is not None
        items: list[Any] = [InputMediaPhoto(photo), InputMediaDocument(document)]
        with pytest.raises(BadRequest, match="can't be mixed"):
            await here.bot.send_media_group(rider.id, items)
        with pytest.raises(BadRequest, match="Too many messages to send as an album"):
            await here.bot.send_media_group(rider.id, [InputMediaPhoto(photo)] * 11)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"no image", "IMAGE_PROCESS_FAILED|Image_process_failed"),
        (picture()[:200], "IMAGE_PROCESS_FAILED|Image_process_failed"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS|Photo_invalid_dimensions"),
        (picture(6000, 4001), "PHOTO_INVALID_DIMENSIONS|Photo_invalid_dimensions"),
        (picture() + b"\0" * (10 << 20), "too big for a photo"),
        (b"", "must be non-empty"),
    ],
    ids=["text", "cut", "narrow", "large", "heavy", "empty"],
)
async def test_photos_that_telegram_refuses(data: bytes, expected: str) -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        with pytest.raises(BadRequest, match=expected):
            await here.bot.send_photo(rider.id, data)
        assert len(await rider.messages()) == 1


async def test_files_over_20_mb_are_not_handed_out_and_over_50_not_taken() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        large = await rider.photo(b"\0" * ((20 << 20) + 1), as_document=True, name="x.bin")
        with pytest.raises(BadRequest, match="File is too big"):
            await here.bot.get_file(large["document"]["file_id"])
        with pytest.raises(NetworkError, match="Request Entity Too Large"):
            await here.bot.send_document(rider.id, b"\0" * ((50 << 20) + 1), write_timeout=60, read_timeout=60)


async def test_places_are_sent_and_live_ones_move() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        moving = await rider.location(37.45, 116.31, live_period=900, horizontal_accuracy=12.5)
        await rider.edit(moving, latitude=37.46, longitude=116.32)
        await rider.venue(37.45, 116.31, "新湖公园", "湖滨路")
        first, second, third = await here.updates()
        assert first["message"]["location"]["horizontal_accuracy"] == 12.5
        assert second["edited_message"]["location"] == {
            "latitude": 37.46,
            "longitude": 116.32,
            "live_period": 900,
            "horizontal_accuracy": 12.5,
        }
        assert third["message"]["venue"]["title"] == "新湖公园"
        pin = await here.bot.send_location(rider.id, 37.45, 116.31)
        assert pin.location is not None
        place = await here.bot.send_venue(rider.id, 37.45, 116.31, "新湖公园", "湖滨路")
        assert place.venue is not None


async def test_a_live_location_carries_its_period_until_it_is_stopped() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        moving = await rider.location(37.45, 116.31, live_period=0x7FFFFFFF, heading=90)
        await rider.move(moving, 37.46, 116.32, heading=180, horizontal_accuracy=8)
        await rider.stop_sharing(moving)
        _, moved, stopped = await here.updates()
        assert moved["edited_message"]["location"] == {
            "latitude": 37.46,
            "longitude": 116.32,
            "live_period": 0x7FFFFFFF,
            "heading": 180,
            "horizontal_accuracy": 8,
        }
        assert stopped["edited_message"]["location"] == {
            "latitude": 37.46,
            "longitude": 116.32,
            "horizontal_accuracy": 8,
        }
        with pytest.raises(HTTPStatusError, match="no live location"):
            await rider.move(moving, 37.47, 116.33)


@pytest.mark.parametrize(
    "more", [{"live_period": 59}, {"live_period": 86401}, {"heading": 90}, {"horizontal_accuracy": 1501}]
)
async def test_places_that_no_phone_sends(more: dict[str, int]) -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        with pytest.raises(HTTPStatusError, match="400"):
            await rider.location(37.45, 116.31, **more)


async def test_a_live_location_s_time_runs_out() -> None:
    now = [1_800_000_000.0]
    async with live(clock=lambda: now[0]) as here:
        rider = await here.people.join("小王")
        moving = await rider.location(37.45, 116.31, live_period=60)
        now[0] += 60
        await rider.move(moving, 37.46, 116.32)
        now[0] += 1
        with pytest.raises(HTTPStatusError, match="time of this live location is over"):
            await rider.move(moving, 37.47, 116.33)
