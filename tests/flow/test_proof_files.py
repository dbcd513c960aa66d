"""A repair's photo as phones send it: large, HEIC, PNG, broken, tiny; each has its answer, and nothing is lost."""

from io import BytesIO

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from playground.people import JSON, labels, words
from tests.staff_work import QUEUE, act, asked, card_of
from tests.town import Town, plain_picture
from tests.watching import bot_messages, stands_still, tap

register_heif_opener()
REFUSED = {
    "large.jpg": (plain_picture("green") + bytes(20 * 1024 * 1024), "20 MB"),
    "broken.jpg": (plain_picture("green")[:200], "打不开"),
    "empty.jpg": (b"\xff\xd8\xff", "打不开"),
}


def encoded(kind: str, size: tuple[int, int] = (320, 240)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, kind)
    return out.getvalue()


async def asked_to_resolve(town: Town) -> tuple[int, JSON]:
    """The rider whose ticket staff are about to resolve, and the question for a photo."""
    rider = await town.rider()
    await town.submitted(rider)
    await act(town, "受理")
    await tap(town.staff, await card_of(town), "已解决")
    return rider.id, await asked(town, "修好后的照片")


async def send(town: Town, to: JSON, data: bytes, name: str) -> None:
    wish = {"chat": town.groups[QUEUE], "reply_to": to["message_id"]}
    await town.staff.photo(data, "换好了", as_document=True, name=name, **wish)
    await stands_still(town)


async def told(town: Town, rider: int) -> list[JSON]:
    """What asks the rider whether it is fixed."""
    await stands_still(town)
    return [each for each in await bot_messages(town, rider) if "没修好" in labels(each)]


@pytest.mark.parametrize("kind", ["PNG", "HEIF", "WEBP"])
async def test_any_format_is_shown_beside_the_photo_before(town: Town, kind: str) -> None:
    rider, prompt = await asked_to_resolve(town)
    await send(town, prompt, encoded(kind), f"after.{kind.lower()}")
    (asks,) = await told(town, rider)
    assert "左修前，右修后" in words(asks)


@pytest.mark.parametrize("name", REFUSED)
async def test_what_can_t_be_taken_is_answered_and_the_question_stays_open(town: Town, name: str) -> None:
    rider, prompt = await asked_to_resolve(town)
    data, why = REFUSED[name]
    await send(town, prompt, data, name)
    assert any(why in words(each) for each in await bot_messages(town, town.groups[QUEUE]))
    assert not await told(town, rider)
    await send(town, prompt, encoded("JPEG"), "after.jpg")
    (asks,) = await told(town, rider)
    assert "换好了" in words(asks)


async def test_a_single_pixel_is_asked_about(town: Town) -> None:
    rider, prompt = await asked_to_resolve(town)
    await send(town, prompt, encoded("PNG", (1, 1)), "dot.png")
    ask = await town.staff.wait_for(lambda m: "就用它" in labels(m), chat=town.groups[QUEUE], after=0)
    assert "太小" in words(ask)
    assert not await told(town, rider)
    await tap(town.staff, ask, "就用它")
    assert await told(town, rider)
