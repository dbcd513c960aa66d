"""What the receive loop makes of an update before it is stored."""

import json

import pytest

from bot.incoming.receiving import as_item


def text_of(payload: str) -> str:
    return str(json.loads(payload)["message"]["text"])


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("井盖丢了", "井盖丢了"),
        ("a\0b", "ab"),
        ("\0", ""),
        ("\\u0000", "\\u0000"),
        ("\\\0x", "\\x"),
        ("\0\0", ""),
        ("half \ud83d pair", "half ? pair"),
    ],
)
def test_what_no_database_takes_is_left_out(sent: str, kept: str) -> None:
    item = as_item({"update_id": 1, "message": {"chat": {"id": 7}, "text": sent}})
    assert text_of(item.payload) == kept


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 7}, "from": {"id": 8}}}, 7),
        ({"callback_query": {"from": {"id": 8}, "message": {"chat": {"id": -5}}}}, -5),
        ({"callback_query": {"from": {"id": 8}, "message": None}}, 8),
        ({"my_chat_member": {"chat": {"id": -5}, "from": {"id": 8}}}, -5),
        ({"poll_answer": {"user": {"id": 9}}}, 9),
        ({"poll": {"id": "3"}}, 0),
    ],
)
def test_an_update_keeps_its_order_within_its_chat(update: dict[str, object], chat: int) -> None:
    assert as_item({"update_id": 1, **update}).chat_id == chat
