"""What staff send as a file in reply to a ticket: an image is taken, anything else is answered and changes nothing."""

import pytest

from playground.people import JSON, labels, words
from tests.staff_work import QUEUE, act, asked, card_of, question
from tests.town import Town, plain_picture
from tests.watching import bot_messages, kept, stands_still, tap

REFUSAL = "这种文件收不了"
PAPER = b"%PDF-1.7 nothing to see"


async def accepted(town: Town) -> JSON:
    """The card of a ticket that staff have accepted."""
    await town.submitted(await town.rider())
    await act(town, "受理")
    return await card_of(town)


async def send(town: Town, to: JSON, data: bytes, name: str, caption: str = "") -> JSON:
    """Let staff reply with a file."""
    return await town.staff.photo(
        data, caption, as_document=True, name=name, chat=town.groups[QUEUE], reply_to=to["message_id"]
    )


@pytest.mark.parametrize("caption", ["", "换好了"])
async def test_a_file_that_is_no_image_is_answered_and_changes_nothing(town: Town, caption: str) -> None:
    card = await accepted(town)
    await stands_still(town)
    before = kept(town)
    sent = await send(town, card, PAPER, "验收单.pdf", caption)
    answer = await town.staff.wait_for(lambda m: REFUSAL in words(m), chat=town.groups[QUEUE])
    assert answer["reply_to_message"]["message_id"] == sent["message_id"]
    await stands_still(town)
    assert kept(town) == before


async def test_a_question_hears_that_a_file_is_no_answer_and_stays_open(town: Town) -> None:
    await tap(town.staff, await accepted(town), "已解决")
    prompt = await asked(town, "修好后的照片")
    await send(town, prompt, PAPER, "验收单.pdf")
    await town.staff.wait_for(lambda m: REFUSAL in words(m), chat=town.groups[QUEUE])
    await send(town, prompt, plain_picture("green"), "after.jpg")
    await town.ticket(QUEUE, "已处置，待确认")


async def test_an_image_is_known_by_its_name_where_its_kind_is_not_told(town: Town) -> None:
    card = await accepted(town)
    await send(town, card, plain_picture("green"), "IMG_0001.HEIC")
    assert "已解决" in labels(await question(town))


async def test_a_file_beside_the_tickets_is_nobodys_business(town: Town) -> None:
    await accepted(town)
    other = await town.staff.text("大家看一下", chat=town.groups[QUEUE])
    await send(town, other, PAPER, "通知.pdf")
    await stands_still(town)
    assert not [m for m in await bot_messages(town, town.groups[QUEUE]) if REFUSAL in words(m)]
