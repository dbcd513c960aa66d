"""Groups in the playground: who sees what, who comes and goes, topics, migration, anonymous administrators."""

from typing import Any

import pytest

from playground.people import Person, words
from tests.live import Live, live

JSON = dict[str, Any]


async def set_status(here: Live, group: int, user_id: int, status: str) -> None:
    await here.people.call("POST", f"/chats/{group}/members", json={"user_id": user_id, "status": status})


async def seen(here: Live) -> list[str]:
    return [words(update["message"]) for update in await here.updates() if "message" in update]


async def test_with_privacy_mode_a_member_sees_commands_replies_and_service_messages() -> None:
    async with live() as here:
        staff = await here.people.join("李姐")
        group = await here.people.group("城管科", [staff], bot="member")
        sent = await here.result("sendMessage", chat_id=group, text="card")
        await here.updates()
        for text in ("talk", "/tickets", f"/link@{here.world.bot.username} 7", "/x@other_bot", "a /tickets"):
            await staff.text(text, chat=group)
        await staff.text("reply", chat=group, reply_to=sent["message_id"])
        aside = await staff.text("talk", chat=group)
        await staff.text("reply to talk", chat=group, reply_to=aside["message_id"])
        assert await seen(here) == ["/tickets", f"/link@{here.world.bot.username} 7", "reply"]
        newcomer = await here.people.join("小张")
        await set_status(here, group, newcomer.id, "member")
        (update,) = await here.updates()
        assert update["message"]["new_chat_members"][0]["id"] == newcomer.id


async def test_an_administrator_sees_everything() -> None:
    async with live() as here:
        staff = await here.people.join("李姐")
        group = await here.people.group("城管科", [staff])
        await here.updates()
        message = await staff.text("talk", chat=group)
        await staff.edit(message, text="talked")
        first, second = await here.updates()
        assert (words(first["message"]), words(second["edited_message"])) == ("talk", "talked")


async def test_the_bot_is_told_when_it_joins_and_refused_when_it_is_gone() -> None:
    async with live() as here:
        group = await here.people.group("城管科", [await here.people.join("李姐")])
        joined = next(update["my_chat_member"] for update in await here.updates() if "my_chat_member" in update)
        assert (joined["old_chat_member"]["status"], joined["new_chat_member"]["status"]) == (
            "left",
            "administrator",
        )
        assert joined["new_chat_member"]["can_pin_messages"]
        say = {"chat_id": group, "text": "x"}
        for status, words_of_it in (
            ("kicked", "bot was kicked from the supergroup chat"),
            ("left", "bot is not a member of the supergroup chat"),
        ):
            await set_status(here, group, here.world.bot.id, status)
            assert await here.refusal("sendMessage", **say) == f"Forbidden: {words_of_it}"
            (update,) = await here.updates()
            assert update["my_chat_member"]["new_chat_member"]["status"] == status


async def test_only_an_administrator_is_told_who_comes_and_goes() -> None:
    async with live() as here:
        await here.result("getUpdates", allowed_updates=["chat_member"])
        staff = await here.people.join("李姐")
        group = await here.people.group("城管科", bot="member")
        await set_status(here, group, staff.id, "member")
        assert await here.updates() == []
        await set_status(here, group, here.world.bot.id, "administrator")
        await set_status(here, group, staff.id, "left")
        (update,) = await here.updates()
        assert update["chat_member"]["new_chat_member"] == {"user": staff_of(staff), "status": "left"}


def staff_of(person: Person) -> JSON:
    return {"id": person.id, "is_bot": False, "first_name": person.first_name, "language_code": "zh"}


async def test_a_basic_group_words_it_otherwise() -> None:
    async with live() as here:
        group = await here.people.group("居委会", [await here.people.join("李姐")], supergroup=False)
        await set_status(here, group, here.world.bot.id, "kicked")
        assert await here.refusal("sendMessage", chat_id=group, text="x") == (
            "Forbidden: bot was kicked from the group chat"
        )


async def test_the_bot_leaves_by_itself() -> None:
    async with live() as here:
        group = await here.people.group("城管科", [await here.people.join("李姐")])
        await here.result("leaveChat", chat_id=group)
        assert "not a member" in await here.refusal("getChatMemberCount", chat_id=group)


async def test_members_are_known_by_their_status() -> None:
    async with live() as here:
        boss, staff, stranger = [await here.people.join(name) for name in ("王科", "李姐", "小王")]
        group = await here.people.group("城管科", [boss, staff], administrators=[boss.id])

        async def status(user_id: int) -> str:
            return str((await here.result("getChatMember", chat_id=group, user_id=user_id))["status"])

        people = (boss.id, staff.id, stranger.id, here.world.bot.id)
        assert [await status(user_id) for user_id in people] == [
            "administrator",
            "member",
            "left",
            "administrator",
        ]
        ranks = await here.result("getChatAdministrators", chat_id=group)
        assert {member["user"]["id"] for member in ranks} == {boss.id, here.world.bot.id}
        assert await here.result("getChatMemberCount", chat_id=group) == 3
        assert await here.refusal("getChatMember", chat_id=group, user_id=5) == ("Bad Request: PARTICIPANT_ID_INVALID")


async def test_a_group_becomes_a_supergroup() -> None:
    async with live() as here:
        staff = await here.people.join("李姐")
        group = await here.people.group("居委会", [staff], supergroup=False)
        card = await here.result("sendMessage", chat_id=group, text="card")
        await here.updates()
        successor = (await here.people.call("POST", f"/chats/{group}/migrate"))["id"]
        first, second = await here.updates()
        assert first["message"]["migrate_to_chat_id"] == successor
        assert second["message"]["migrate_from_chat_id"] == group
        answer = await here.api("sendMessage", chat_id=group, text="x")
        assert answer == {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": successor},
        }
        await here.result("sendMessage", chat_id=successor, text="x")
        old = {"chat_id": group, "message_id": card["message_id"]}
        await here.result("editMessageText", **old, text="old messages keep their chat")


async def test_topics_of_a_forum_can_be_missing() -> None:
    async with live() as here:
        staff = await here.people.join("李姐")
        forum = await here.people.group("城管科", [staff], is_forum=True)
        topic = (await here.people.call("POST", f"/chats/{forum}/topics", json={"name": "路灯"}))["thread_id"]
        sent = await here.result("sendMessage", chat_id=forum, text="x", message_thread_id=topic)
        assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
        answer = await staff.text("y", chat=forum, reply_to=sent["message_id"])
        assert answer["message_thread_id"] == topic
        gone = {"thread_id": topic, "deleted": True}
        await here.people.call("POST", f"/chats/{forum}/topics", json=gone)
        assert await here.refusal("sendMessage", chat_id=forum, text="x", message_thread_id=topic) == (
            "Bad Request: message thread not found"
        )
        assert all(words(message) != "x" for message in await here.people.messages(forum))


async def test_an_anonymous_administrator_writes_as_the_group() -> None:
    async with live() as here:
        staff = await here.people.join("李姐")
        group = await here.people.group("城管科", [staff], administrators=[staff.id])
        await staff.text("/tickets", chat=group, anonymous=True)
        message = (await here.updates())[-1]["message"]
        assert (message["from"]["id"], message["sender_chat"]["id"]) == (1087968824, group)


async def test_numbers_run_by_account_and_by_supergroup() -> None:
    async with live() as here:
        first, second = await here.people.join("小王"), await here.people.join("小李")
        group = await here.people.group("城管科", [first])
        ids = [(await person.text("x"))["message_id"] for person in (first, second, first)]
        assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
        before = len(await here.people.messages(group))
        assert (await first.text("x", chat=group))["message_id"] == before + 1


async def test_only_members_write() -> None:
    async with live() as here:
        group = await here.people.group("城管科", [await here.people.join("李姐")])
        stranger = await here.people.join("小王")
        with pytest.raises(Exception, match="is not in this chat"):
            await stranger.text("x", chat=group)


@pytest.mark.parametrize("case", ["deleted", "old", "never"])
async def test_a_press_on_a_lost_message_carries_none(case: str) -> None:
    now = [1_700_000_000.0]
    async with live(clock=lambda: now[0]) as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        keys = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
        card = await here.result("sendMessage", chat_id=rider.id, text="card", reply_markup=keys)
        await here.updates()
        if case == "deleted":
            await here.result("deleteMessage", chat_id=rider.id, message_id=card["message_id"])
        if case == "old":
            now[0] += 48 * 3600 + 1
        if case == "never":
            card["message_id"] = 999
        await rider.press(card, "forged data")
        (update,) = await here.updates()
        query = update["callback_query"]
        assert query["data"] == "forged data"
        assert query["message"]["date"] == 0
        assert "text" not in query["message"]


async def test_a_press_must_be_answered_soon() -> None:
    now = [1_700_000_000.0]
    async with live(clock=lambda: now[0]) as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        card = await here.result("sendMessage", chat_id=rider.id, text="card")
        press = await rider.press(card, "d")
        long = {"callback_query_id": press.id, "text": "x" * 201}
        assert await here.refusal("answerCallbackQuery", **long) == "Bad Request: MESSAGE_TOO_LONG"
        now[0] += 16
        assert "query is too old" in await here.refusal("answerCallbackQuery", callback_query_id=press.id)
        with pytest.raises(TimeoutError):
            await press.toast(timeout=0.01)
