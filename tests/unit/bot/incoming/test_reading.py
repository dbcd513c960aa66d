"""An update of another version of the Bot API: what can't be read is left out, the rest is kept."""

import json
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import User

from bot.incoming.reading import read_update
from tests.recording import Recording, recorded_bot

MESSAGE = {
    "message_id": 5,
    "date": 1_795_000_000,
    "chat": {"id": 7, "type": "private"},
    "from": {"id": 7, "is_bot": False, "first_name": "王"},
    "text": "井盖丢了",
}
UNREADABLE = {"id": "1"}
"""A poll without what the library requires of one."""


def read(**parts: Any) -> Any:
    bot = recorded_bot(Recording())
    bot._bot_user = User(9, "前哨", is_bot=True, username="qianshao_bot")
    return read_update(json.dumps({"update_id": 9, **parts}), bot)


def test_words_beside_a_part_that_cannot_be_read_are_read() -> None:
    with capture_logs() as log:
        update = read(message=MESSAGE | {"poll": UNREADABLE})
    assert update.update_id == 9
    assert update.message.text == "井盖丢了"
    assert update.message.poll is None
    assert (update.message.message_id, update.message.chat.id, update.message.from_user.id) == (5, 7, 7)
    assert [line["event"] for line in log] == ["update_read_in_part"]


def test_an_edited_message_is_read_in_the_same_way() -> None:
    assert read(edited_message=MESSAGE | {"edit_date": 1_795_000_100, "poll": UNREADABLE}).edited_message.text


def test_a_part_of_the_update_that_cannot_be_read_is_left_out() -> None:
    update = read(poll=UNREADABLE, message=MESSAGE)
    assert update.poll is None
    assert update.message.text == "井盖丢了"


def test_what_can_be_read_whole_is_told_to_nobody() -> None:
    with capture_logs() as log:
        assert read(message=MESSAGE).message.text == "井盖丢了"
    assert not log


GROUP = {"chat": {"id": -1001, "type": "supergroup", "title": "工作群"}}


@pytest.mark.parametrize(
    "text", ["／tickets 超期", "、tickets　超期", "/tickets超期", "/ TICKETS  超期", "／tickets＠qianshao_bot 超期"]
)
def test_a_groups_command_is_read_however_a_phone_wrote_it(text: str) -> None:
    message = read(message=MESSAGE | GROUP | {"text": text}).message
    assert message.text == "/tickets 超期"
    assert [(each.type, each.offset, each.length) for each in message.entities] == [("bot_command", 0, 8)]


def test_a_number_may_stand_at_once_behind_its_command() -> None:
    marked = [{"type": "bot_command", "offset": 0, "length": 11}]
    message = read(message=MESSAGE | GROUP | {"text": "/ticket0042", "entities": marked}).message
    assert (message.text, message.entities[0].length) == ("/ticket 0042", 7)
    named = [{"type": "bot_command", "offset": 0, "length": 20}]
    text = "/ticket@qianshao_bot 0042"
    assert read(message=MESSAGE | GROUP | {"text": text, "entities": named}).message.text == text


def test_words_are_left_as_they_are_where_no_command_is_meant() -> None:
    assert read(message=MESSAGE | {"text": "、tickets"}).message.text == "、tickets", "a private chat"
    assert read(message=MESSAGE | GROUP | {"text": "、那件办了吗"}).message.text == "、那件办了吗"
    marked = [{"type": "bot_command", "offset": 0, "length": 8}, {"type": "bold", "offset": 9, "length": 2}]
    assert len(read(message=MESSAGE | GROUP | {"text": "/tickets 超期", "entities": marked}).message.entities) == 2


@pytest.mark.parametrize("payload", ["", "{", "井盖"])
def test_what_is_no_json_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_update(payload, recorded_bot(Recording()))


def test_an_update_without_an_id_is_refused() -> None:
    with pytest.raises(KeyError, match="update_id"):
        read_update(json.dumps({"message": MESSAGE}), recorded_bot(Recording()))


def test_messages_nested_without_end_are_left_out() -> None:
    nested: dict[str, Any] = MESSAGE
    for _ in range(700):
        nested = MESSAGE | {"reply_to_message": nested}
    with capture_logs():
        assert read(message=nested).message.text == "井盖丢了"


def test_of_a_pressed_message_all_is_read_but_its_keys_and_marks() -> None:
    unread = {
        "reply_markup": {"inline_keyboard": [[{"text": "提交", "callback_data": "s:1:"}]]},
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "caption_entities": [{"type": "bold", "offset": 0, "length": 2}],
    }
    replied = MESSAGE | {"message_id": 4, "text": "路灯", "reply_markup": unread["reply_markup"]}
    pressed = MESSAGE | {"reply_to_message": replied, "caption": "井盖"}
    query = {"id": "1", "from": MESSAGE["from"], "chat_instance": "1", "data": "s:1:"}
    update = read(callback_query=query | {"message": pressed | unread})
    assert update == read(callback_query=query | {"message": pressed})
    assert update.callback_query.message.to_dict() == read(message=pressed).message.to_dict()
    assert update.callback_query.message.reply_to_message.reply_markup is not None


@pytest.mark.parametrize("query", [None, 7, [], {"message": 7}, {"message": []}])
def test_a_press_in_another_form_leaves_the_rest_to_be_read(query: Any) -> None:
    assert read(message=MESSAGE, callback_query=query).message.text == "井盖丢了"
