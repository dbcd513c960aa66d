"""Who replies in a group and with what: as the group, as a channel, without a name, with neither words nor photos."""

from typing import Any

import pytest

from playground.people import JSON, labels, words
from tests.staff_work import QUEUE, act, asked, card_of, question, reply
from tests.town import Town
from tests.watching import bot_messages, kept, parked, rows, stands_still, tap
from texts.base.callbacks import Press, Verb, encode

NOT_TAKEN = "这里收不了"
NAMELESS = "看不出是谁答的"
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
FILE = {"file_id": "x", "file_unique_id": "y", "duration": 3, "width": 240, "height": 240, "length": 240}
MEDIA: dict[str, Any] = {
    "audio": FILE,
    "sticker": FILE | {"type": "regular", "is_animated": False, "is_video": False},
    "location": {"latitude": 37.44, "longitude": 116.3},
    "venue": {"location": {"latitude": 37.44, "longitude": 116.3}, "title": "东门", "address": "解放路"},
    "contact": {"phone_number": "12345", "first_name": "师傅"},
    "dice": {"emoji": "🎲", "value": 3},
}


async def accepted(town: Town) -> JSON:
    """The card of a ticket that staff have accepted."""
    await town.submitted(await town.rider())
    await act(town, "受理")
    return await card_of(town)


async def sends(town: Town, to: JSON, **content: Any) -> None:
    """Let a message reach the bot as a reply, of staff unless told otherwise."""
    group = {"id": town.groups[QUEUE], "type": "supergroup", "title": "城管科"}
    staff = {"id": town.staff.id, "is_bot": False, "first_name": town.staff.first_name}
    ours = {"message_id": to["message_id"], "date": 1, "chat": group, "from": {"id": town.world.bot.id, "is_bot": True}}
    message = {"message_id": 90_000, "date": 1, "chat": group, "from": staff, "reply_to_message": ours, **content}
    await town.people.call("POST", "/updates", json={"message": message})


async def administrator(town: Town) -> None:
    """Let the staff member be an administrator, as who writes in the name of a group is."""
    wish = {"user_id": town.staff.id, "status": "administrator", "rights": {"is_anonymous": True}}
    await town.people.call("POST", f"/chats/{town.groups[QUEUE]}/members", json=wish)


async def hears(town: Town, said: str) -> None:
    """Wait until the group is told this."""
    await town.staff.wait_for(lambda m: said in words(m), chat=town.groups[QUEUE], after=0)


@pytest.mark.parametrize("kind", MEDIA)
async def test_what_can_not_be_taken_is_answered_in_a_sentence(town: Town, kind: str) -> None:
    card = await accepted(town)
    await stands_still(town)
    before = kept(town)
    caption = {"caption": "换好了"} if kind == "audio" else {}
    await sends(town, card, **{kind: MEDIA[kind]}, **caption)
    await hears(town, NOT_TAKEN)
    await stands_still(town)
    assert kept(town) == before
    assert not parked(town)


async def test_an_anonymous_reply_counts_for_whoever_presses_what_it_is_for(town: Town) -> None:
    card = await accepted(town)
    await administrator(town)
    await town.staff.text("已换新井盖", chat=town.groups[QUEUE], reply_to=card["message_id"], anonymous=True)
    asking = await question(town)
    assert "请经手的同事点一下" in words(asking)
    assert not (await tap(town.staff, asking, "已解决")).show_alert
    why = await town.ticket(QUEUE, "没有照片，为什么", after=0)
    assert not (await tap(town.staff, why, "拍了也看不出")).show_alert
    await town.ticket(QUEUE, "已处置，待确认", after=0)
    found = rows(town, "select actor_id, actor_name from event where action = 'resolve'")
    assert found == [(town.staff.id, town.staff.first_name)]
    assert rows(town, "select user_id, stage from prompt") == 2 * [(town.staff.id, "answered")]


async def test_who_reported_a_ticket_can_not_act_on_it_in_the_name_of_the_group(town: Town) -> None:
    await town.staff.text("/start")
    await tap(town.staff, await town.staff.wait_for(lambda m: "同意" in labels(m)), "同意")
    await town.submitted(town.staff)
    await administrator(town)
    card = await card_of(town)
    await town.staff.text("已换新井盖", chat=town.groups[QUEUE], reply_to=card["message_id"], anonymous=True)
    answer = await tap(town.staff, await question(town), "内部备注")
    assert (answer.show_alert, "让同事来处置" in answer.text) == (True, True)
    assert rows(town, "select 1 from event where action = 'noted'") == []


async def test_an_administrator_answers_their_own_question_in_the_name_of_the_group(town: Town) -> None:
    await accepted(town)
    await administrator(town)
    await tap(town.staff, await card_of(town), "挂账")
    asking = await asked(town, "原因＋到哪天")
    await town.staff.text("等配件，3 天", chat=town.groups[QUEUE], reply_to=asking["message_id"], anonymous=True)
    await town.ticket(QUEUE, "挂账中", after=0)
    assert rows(town, "select actor_id from event where action = 'hold'") == [(town.staff.id,)]


@pytest.mark.parametrize(
    "sender",
    [{"from": ANONYMOUS, "sender_chat": None}, {"from": CHANNEL_BOT, "sender_chat": -100_777}],
    ids=["a group whose question is no administrator's", "a channel"],
)
async def test_nobodys_words_answer_no_question(town: Town, sender: JSON) -> None:
    await accepted(town)
    await tap(town.staff, await card_of(town), "挂账")
    asking = await asked(town, "原因＋到哪天")
    sender_chat = {"id": sender["sender_chat"] or town.groups[QUEUE], "type": "channel", "title": "某频道"}
    await sends(town, asking, text="等配件", **{**sender, "sender_chat": sender_chat})
    await hears(town, NAMELESS)
    assert rows(town, "select status from report") == [("accepted",)]
    await reply(town, asking, "等配件，3 天")
    await town.ticket(QUEUE, "挂账中", after=0)


async def test_the_words_of_a_channel_count_for_whoever_presses(town: Town) -> None:
    card = await accepted(town)
    channel = {"id": -100_777, "type": "channel", "title": "某频道"}
    await sends(town, card, text="看过了", **{"from": CHANNEL_BOT, "sender_chat": channel})
    assert not (await tap(town.staff, await question(town), "内部备注")).show_alert
    assert rows(town, "select actor_id from event where action = 'noted'") == [(town.staff.id,)]


PEOPLE: dict[str, JSON] = {
    "no first name at all": {},
    "null": {"first_name": None, "username": None},
    "empty": {"first_name": "", "last_name": ""},
    "nothing that shows": {"first_name": "\u202e\u2066", "last_name": "\u200f"},
    "long, of two lines, written from right to left": {"first_name": "\u202e" + "א\n" * 31, "last_name": "王" * 64},
}


@pytest.mark.parametrize("user", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("username", [None, "li_zhuren"])
async def test_a_press_of_somebody_without_a_usable_name_is_answered(
    town: Town, user: JSON, username: str | None
) -> None:
    await town.submitted(await town.rider())
    card = await card_of(town)
    press = town.world.callbacks.add(town.groups[QUEUE])
    pressed_by = {"id": town.staff.id, "is_bot": False, **user} | ({"username": username} if username else {})
    data = encode(Press(Verb.BOUNCE_REASON, rows(town, "select id from report")[0][0]))
    query = {"id": press.id, "from": pressed_by, "message": card, "chat_instance": "1", "data": data}
    await town.people.call("POST", "/updates", json={"callback_query": query})
    answer = await town.people.call("GET", f"/callbacks/{press.id}", params={"wait": 30})
    assert answer["answered"]
    assert not answer["show_alert"]
    asking = await town.staff.wait_for(lambda m: "退回原因" in words(m), chat=town.groups[QUEUE], after=0)
    await reply(town, asking, "不是我们的")
    moved = await town.ticket("triage", "不是我们的")
    has_name = bool(user.get("last_name")) and "王" in user["last_name"]
    assert has_name or ("li_zhuren" in words(moved) if username else "同事" in words(moved))
    assert not parked(town)


async def test_a_key_pressed_twice_asks_twice_and_the_first_answer_does_it(town: Town) -> None:
    await accepted(town)
    card = await card_of(town)
    await tap(town.staff, card, "挂账")
    first = await asked(town, "原因＋到哪天")
    await tap(town.staff, card, "挂账")
    await stands_still(town)
    await reply(town, first, "等配件，3 天")
    await town.ticket(QUEUE, "挂账中", after=0)
    await stands_still(town)
    shown = [words(m) for m in await bot_messages(town, town.groups[QUEUE])]
    assert not [said for said in shown if "原因＋到哪天" in said or "办过" in said]
