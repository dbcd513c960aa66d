"""A person and a bot talk through the playground, the bot as python-telegram-bot's own client."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest

from playground.people import words
from tests.live import live, picture

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("提交 / Submit", callback_data="s|1")]])


async def test_a_report_from_photo_to_toast() -> None:
    async with live() as here:
        rider = await here.people.join("小王", "zh")
        await rider.photo(picture(), caption="井盖坏了")
        (update,) = await here.bot.get_updates(timeout=5)
        assert update.message is not None
        assert update.message.caption == "井盖坏了"

        await here.bot.send_message(rider.id, "<b>草稿</b>", parse_mode="HTML", reply_markup=KEYBOARD)
        card = await rider.wait_for(lambda m: "草稿" in words(m))
        assert card["entities"] == [{"type": "bold", "offset": 0, "length": 2}]

        press = await rider.press(card, "提交")
        (pressed,) = await here.bot.get_updates(offset=update.update_id + 1, timeout=5)
        assert pressed.callback_query is not None
        assert pressed.callback_query.data == "s|1"
        await pressed.callback_query.answer("谢谢", show_alert=True)
        assert (await press.toast()).text == "谢谢"
        with pytest.raises(BadRequest, match="Query is too old"):
            await pressed.callback_query.answer("谢谢")


async def test_a_card_in_a_group_is_edited_in_place() -> None:
    async with live() as here:
        group = await here.people.group("城管科", [await here.people.join("李姐")])
        sent = await here.bot.send_message(group, "工单", reply_markup=KEYBOARD)
        edited = await here.bot.edit_message_media(
            InputMediaPhoto(picture(), caption="工单一"), group, sent.message_id, reply_markup=KEYBOARD
        )
        assert not isinstance(edited, bool)
        assert (edited.caption, edited.photo[-1].width, edited.text) == ("工单一", 640, None)
        with pytest.raises(BadRequest, match="There is no text in the message to edit"):
            await here.bot.edit_message_text("x", group, sent.message_id)
        with pytest.raises(BadRequest, match="not modified"):
            await here.bot.edit_message_reply_markup(group, sent.message_id, reply_markup=KEYBOARD)
        await here.bot.delete_message(group, sent.message_id)
        assert [words(m) for m in await here.people.messages(group) if words(m)] == []


async def test_albums_come_apart_and_go_together() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.album([picture(), picture(300, 200)], caption="两张")
        first, second = await here.bot.get_updates(timeout=5)
        assert first.message is not None
        assert second.message is not None
        assert first.message.media_group_id == second.message.media_group_id is not None
        assert (first.message.caption, second.message.caption) == ("两张", None)
        sent = await here.bot.send_media_group(
            rider.id, [InputMediaPhoto(picture()), InputMediaPhoto(second.message.photo[-1].file_id)]
        )
        assert len({message.media_group_id for message in sent}) == 1


async def test_who_blocked_the_bot_or_never_wrote_is_not_written_to() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        say = {"chat_id": rider.id, "text": "x"}
        assert await here.refusal("sendMessage", **say) == ("Forbidden: bot can't initiate conversation with a user")
        await rider.text("/start")
        assert (await here.api("sendMessage", **say))["ok"]
        await rider.block()
        assert await here.refusal("sendMessage", **say) == "Forbidden: bot was blocked by the user"
        await rider.block(blocked=False)
        assert (await here.api("sendMessage", **say))["ok"]
        statuses = [
            update["my_chat_member"]["new_chat_member"]["status"]
            for update in await here.updates()
            if "my_chat_member" in update
        ]
        assert statuses == ["kicked", "member"]


async def test_what_the_bot_shows_is_told_to_those_who_wait() -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("hello")
        await here.result("sendChatAction", chat_id=rider.id, action="typing")
        typing = await here.people.event(lambda _: True, chat=rider.id, kind="typing")
        assert typing["action"] == "typing"
        keys = {"keyboard": [[{"text": "📍", "request_location": True}]], "resize_keyboard": True}
        await here.result("sendMessage", chat_id=rider.id, text="where?", reply_markup=keys)
        shown = await here.people.event(lambda _: True, chat=rider.id, kind="reply_keyboard")
        assert shown["reply_keyboard"] == keys
        page = await here.people.call("GET", f"/chats/{rider.id}/messages")
        assert page["reply_keyboard"] == keys
        await here.result("sendMessage", chat_id=rider.id, text="thanks", reply_markup={"remove_keyboard": True})
        page = await here.people.call("GET", f"/chats/{rider.id}/messages")
        assert page["reply_keyboard"] is None
        with pytest.raises(TimeoutError):
            await rider.wait_for(lambda m: words(m) == "never", timeout=0.05)
