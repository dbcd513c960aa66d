"""A ticket is seen whatever Telegram says to its pictures: as a photo that fits, as a file, or in words that say so."""

import io

import pytest
from PIL import Image

from playground.people import JSON, words
from tests.faults.test_lost_chats import ACCEPT, QUEUE, accept
from tests.town import CENTRE, Town, number_in, picture, plain_picture


def slim(width: int, height: int) -> bytes:
    """A picture of this size, with the position that the sample pictures have."""
    out, exif = io.BytesIO(), Image.open(io.BytesIO(picture())).getexif()
    Image.new("RGB", (width, height), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def reported(town: Town, photo: bytes) -> JSON:
    """The ticket of a report whose picture came as a file."""
    _, number = await town.submitted(await town.rider(), photo)
    return await town.ticket(QUEUE, number, button=ACCEPT)


@pytest.mark.parametrize("size", [(540, 15120), (1200, 40), (30, 1280)])
async def test_a_picture_that_is_too_slim_is_shown_whole_with_margins(town: Town, size: tuple[int, int]) -> None:
    ticket = await reported(town, slim(*size))
    largest = ticket["photo"][-1]
    assert max(largest["width"], largest["height"]) <= 10 * min(largest["width"], largest["height"])


REFUSALS = ["PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED", "file is too big for a photo"]


@pytest.mark.parametrize("said", REFUSALS)
async def test_a_photo_that_is_refused_comes_as_a_file(town: Town, said: str) -> None:
    await town.people.fault(
        "sendPhoto", "refuse", chat_id=town.groups[QUEUE], description=f"Bad Request: {said}", times=9
    )
    _, number = await town.submitted(await town.rider())
    ticket = await town.ticket(QUEUE, number, button=ACCEPT)
    assert ticket["document"]["file_name"] == "photo.jpg"
    await accept(town, number)
    assert "document" in await town.ticket(QUEUE, number, button="已解决")


async def test_a_photo_that_is_refused_as_a_file_too_is_left_out_and_that_is_said(town: Town) -> None:
    for method in ("sendPhoto", "sendDocument"):
        await town.people.fault(
            method, "refuse", chat_id=town.groups[QUEUE], description="Bad Request: PHOTO_INVALID_DIMENSIONS", times=9
        )
    _, number = await town.submitted(await town.rider())
    assert "显示不了" in words(await town.ticket(QUEUE, number, button=ACCEPT))
    await accept(town, number)
    assert "显示不了" in words(await town.ticket(QUEUE, number, button="已解决"))


async def test_a_file_id_of_another_bot_is_uploaded_in_its_place(town: Town) -> None:
    rider = await town.rider()
    await rider.photo(plain_picture(), "井盖没了")
    await rider.location(*CENTRE)
    card = await town.card(rider)
    for method in ("sendPhoto", "editMessageMedia"):
        await town.people.fault(
            method, "refuse", chat_id=town.groups[QUEUE], description="Bad Request: wrong file_id specified"
        )
    await (await rider.press(card, "提交")).toast()
    number = number_in(await rider.wait_for(lambda m: "DC-" in words(m)))
    assert "photo" in await town.ticket(QUEUE, number)
