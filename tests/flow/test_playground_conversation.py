"""A person and a bot talk through the playground, the bot as python-telegram-bot's own client."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest

from playground.people import People, words
from playground.running import serve
from playground.world import Playground, Setting


def picture(width: int = 640, height: int = 480) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    Image.new("RGB", (width, height), (200, 120, 40)).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
async def world() -> AsyncIterator[tuple[str, Playground]]:
    playground = Playground(Setting(flood=False, seed=1))
    async with serve(playground) as base_url:
        yield base_url, playground


@pytest.fixture
async def people(world: tuple[str, Playground]) -> AsyncIterator[People]:
    async with People(world[0]) as people:
        yield people


@pytest.fixture
async def bot(world: tuple[str, Playground]) -> AsyncIterator[Bot]:
    base_url, playground = world
    async with Bot(playground.bot.token, base_url=f"{base_url}/bot", base_file_url=f"{base_url}/file/bot") as bot:
        yield bot


KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("提交 / Submit", callback_data="s|1")]])


async def test_a_report_from_photo_to_toast(people: People, bot: Bot) -> None:
    rider = await people.join("小王", "zh")
    await rider.photo(picture(), caption="井盖坏了")
    updates = await bot.get_updates(timeout=5)
    message = updates[0].message
    assert message is not None
    assert message.caption == "井盖坏了"
    file = await bot.get_file(message.photo[-1].file_id)
    assert b"SECRET" not in await file.download_as_bytearray()

    await bot.send_message(rider.id, "<b>草稿</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    card = await rider.wait_for(lambda m: "草稿" in words(m))
    assert card["entities"] == [{"type": "bold", "offset": 0, "length": 2}]

    press = await rider.press(card, "提交")
    query = (await bot.get_updates(offset=updates[0].update_id + 1, timeout=5))[0].callback_query
    assert query is not None
    assert query.data == "s|1"
    await query.answer("谢谢")
    assert (await press.toast()).text == "谢谢"
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer("谢谢")


async def test_a_card_in_a_group_is_edited_in_place(people: People, bot: Bot) -> None:
    staff = await people.join("李姐", "zh")
    group = await people.group("城管科", members=[staff])
    sent = await bot.send_message(group, "工单", reply_markup=KEYBOARD)
    edited = await bot.edit_message_media(
        InputMediaPhoto(picture(), caption="工单一"), group, sent.message_id, reply_markup=KEYBOARD
    )
    assert not isinstance(edited, bool)
    assert edited.photo[-1].width == 640
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", group, sent.message_id)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(group, sent.message_id, reply_markup=KEYBOARD)
    await bot.delete_message(group, sent.message_id)
    assert [words(m) for m in await people.messages(group) if words(m)] == []


async def test_albums_come_apart_and_go_together(people: People, bot: Bot) -> None:
    rider = await people.join("小王", "zh")
    await rider.album([picture(), picture(300, 200)], caption="两张")
    updates = await bot.get_updates(timeout=5)
    groups = {update.message.media_group_id for update in updates if update.message}
    assert len(updates) == 2
    assert len(groups) == 1
    sent = await bot.send_media_group(
        rider.id,
        [InputMediaPhoto(picture()), InputMediaPhoto(updates[1].message.photo[-1].file_id)],  # type: ignore[union-attr]
    )
    assert len({message.media_group_id for message in sent}) == 1
