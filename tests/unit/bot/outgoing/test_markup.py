"""What stands below a message is what the library's own keyboards are."""

import pytest
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
)

from bot.outgoing.markup import inline_keys, markup_of
from texts.base.screen import Button, Screen, Style

KEYS = (
    (Button("提交", press="s:1:"), Button("地图", url="https://example.org/?a=1&b=2")),
    (Button("撤回", press="w:1:", style=Style.DANGER),),
)
THEIR_KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("提交", callback_data="s:1:"),
            InlineKeyboardButton("地图", url="https://example.org/?a=1&b=2"),
        ],
        [InlineKeyboardButton("撤回", callback_data="w:1:", style="danger")],
    ]
)


@pytest.mark.parametrize(
    ("screen", "theirs"),
    [
        (Screen("", KEYS), THEIR_KEYS),
        (
            Screen("", reply_key="发送位置"),
            ReplyKeyboardMarkup(
                [[KeyboardButton("发送位置", request_location=True)]], resize_keyboard=True, one_time_keyboard=True
            ),
        ),
        (Screen("", removes_key=True), ReplyKeyboardRemove()),
        (Screen("", asks="多少?"), ForceReply(selective=True, input_field_placeholder="多少?")),
    ],
)
def test_a_new_message_brings_what_its_screen_says(screen: Screen, theirs: TelegramObject) -> None:
    assert markup_of(screen) == theirs.to_dict()


def test_an_edit_brings_keys_alone() -> None:
    assert inline_keys(Screen("", KEYS, asks="?")) == THEIR_KEYS.to_dict()
    assert inline_keys(Screen("", asks="?")) is None
    assert markup_of(Screen("")) is None
