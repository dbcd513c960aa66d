"""What the playground lets a bot do with messages, and what the rules around it are."""

import asyncio
from typing import Any

from tests.live import furnish, live, picture

JSON = dict[str, Any]


def button(**fields: Any) -> JSON:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


async def test_the_longest_text_caption_and_data_pass() -> None:
    async with live() as here:
        names = (await furnish(here)).names
        where = {"chat_id": names["rider"]}
        await here.result("sendMessage", **where, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
        await here.result("sendMessage", **where, text="😀" * 2048)
        await here.result("sendMessage", **where, text="x", reply_markup=button(callback_data="x" * 64))
        edit = {**where, "message_id": names["photo"]}
        await here.result("editMessageCaption", **edit, caption="<i>" + "😀" * 512 + "</i>", parse_mode="HTML")


async def test_a_reply_may_do_without_its_message() -> None:
    async with live() as here:
        names = (await furnish(here)).names
        reply = {"message_id": 999, "allow_sending_without_reply": True}
        sent = await here.result("sendMessage", chat_id=names["rider"], text="x", reply_parameters=reply)
        assert "reply_to_message" not in sent
        reply = {"message_id": names["theirs"]}
        sent = await here.result("sendMessage", chat_id=names["rider"], text="x", reply_parameters=reply)
        assert sent["reply_to_message"]["text"] == "/start"


async def test_an_edit_without_a_keyboard_takes_it_away() -> None:
    async with live() as here:
        names = (await furnish(here)).names
        where = {"chat_id": names["rider"]}
        keys = button(callback_data="a")
        sent = await here.result("sendMessage", **where, text="a", reply_markup=keys)
        edit = {**where, "message_id": sent["message_id"]}
        assert "not modified" in await here.refusal("editMessageText", **edit, text=" a ", reply_markup=keys)
        edited = await here.result("editMessageText", **edit, text="a")
        assert "reply_markup" not in edited
        assert edited["edit_date"] >= edited["date"]


async def test_messages_older_than_48_hours_stay_but_can_be_edited() -> None:
    now = [1_700_000_000.0]
    async with live(clock=lambda: now[0]) as here:
        names = (await furnish(here)).names
        ours = {"chat_id": names["rider"], "message_id": names["ours"]}
        now[0] += 48 * 3600 + 1
        assert await here.refusal("deleteMessage", **ours) == "Bad Request: message can't be deleted"
        await here.result("editMessageText", **ours, text="new")


async def test_only_an_administrator_deletes_others_messages_and_pins() -> None:
    async with live() as here:
        staff = await here.people.join("李姐")
        group = await here.people.group("城管科", [staff], bot="member")
        theirs = await staff.text("/x", chat=group)
        their = {"chat_id": group, "message_id": theirs["message_id"]}
        assert await here.refusal("deleteMessage", **their) == ("Bad Request: message can't be deleted for everyone")
        assert await here.refusal("pinChatMessage", **their) == (
            "Bad Request: not enough rights to manage pinned messages in the chat"
        )
        promote = {"user_id": here.world.bot.id, "status": "administrator"}
        await here.people.call("POST", f"/chats/{group}/members", json=promote)
        await here.result("pinChatMessage", **their)
        assert (await here.result("getChat", chat_id=group))["pinned_message"]["text"] == "/x"
        await here.result("deleteMessages", chat_id=group, message_ids=[theirs["message_id"], 999])
        assert "pinned_message" not in await here.result("getChat", chat_id=group)


async def test_copies_carry_the_content_without_its_author() -> None:
    async with live() as here:
        names = (await furnish(here)).names
        copied = await here.result(
            "copyMessage",
            chat_id=names["group"],
            from_chat_id=names["rider"],
            message_id=names["photo"],
            caption="<b>copy</b>",
            parse_mode="HTML",
        )
        message = (await here.people.messages(names["group"]))[-1]
        assert message["message_id"] == copied["message_id"]
        assert (message["caption"], "photo" in message) == ("copy", True)


async def test_calls_at_the_same_time_keep_apart() -> None:
    async with live() as here:
        names = (await furnish(here)).names
        keys = button(callback_data="a")

        async def one(number: int) -> int:
            sent = await here.bot.send_photo(names["group"], picture(100 + number, 100), caption=f"{number}")
            edit = {"chat_id": names["group"], "message_id": sent.message_id, "reply_markup": keys}
            edited = await here.result("editMessageCaption", **edit, caption=f"{number} edited")
            assert edited["caption"] == f"{number} edited"
            assert edited["photo"][-1]["width"] == 100 + number
            return sent.message_id

        ids = await asyncio.gather(*(one(number) for number in range(30)))
        assert len(set(ids)) == 30
        shown = [m["message_id"] for m in await here.people.messages(names["group"]) if "photo" in m]
        assert sorted(ids) == shown


async def test_commands_are_offered_by_scope_and_language() -> None:
    async with live() as here:
        rider = await here.people.join("小王", "zh")
        group = await here.people.group("城管科", [rider])

        async def offer(name: str, scope: str | None = None, language: str = "") -> None:
            params: JSON = {"commands": [{"command": name, "description": "x"}], "language_code": language}
            if scope:
                params["scope"] = {"type": scope}
            await here.result("setMyCommands", **params)

        async def offered(chat: int) -> str:
            page = await here.people.call("GET", f"/chats/{chat}/messages", params={"viewer": rider.id})
            return "".join(command["command"] for command in page["commands"])

        await offer("a")
        assert await offered(rider.id) == "a"
        await offer("b", "all_private_chats")
        await offer("c", "all_private_chats", "zh")
        await offer("d", "all_group_chats")
        assert (await offered(rider.id), await offered(group)) == ("c", "d")
        assert await here.result("getMyCommands") == [{"command": "a", "description": "x"}]
        await here.result("deleteMyCommands", scope={"type": "all_group_chats"})
        assert await offered(group) == "a"
