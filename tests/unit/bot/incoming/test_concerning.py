"""The talk of a group is not even stored, and nothing that a handler takes is taken for talk."""

import json
import os
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update, User

from bot.incoming import concerning
from bot.incoming.reading import read_update
from domain.language.danger import DangerReader
from handlers.staff import boards, edits, replies
from handlers.table import handlers
from tests.recording import Recording, recorded_bot
from tests.usecases import DANGER

JSON = dict[str, Any]
GROUP = {"id": -1001, "type": "supergroup", "title": "工作群"}
BOT = {"id": 7000000001, "is_bot": True, "first_name": "前哨", "username": "qianshao_bot"}
LI = {"id": 9, "is_bot": False, "first_name": "李"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
concerns = partial(concerning.concerns, bot="qianshao_bot")
PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 640, "height": 480}]

CONTENTS: dict[str, JSON] = {
    "talk": {"text": "中午吃什么"},
    "mention": {"text": "@qianshao_bot 在吗", "entities": [{"type": "mention", "offset": 0, "length": 13}]},
    "command": {"text": "/tickets 超期", "entities": [{"type": "bot_command", "offset": 0, "length": 8}]},
    "other bot's": {"text": "/tickets@other_bot 密", "entities": [{"type": "bot_command", "offset": 0, "length": 18}]},
    "unknown": {"text": "/weather 德州", "entities": [{"type": "bot_command", "offset": 0, "length": 8}]},
    "other's number": {
        "text": "/ticket_2611_0042@other_bot",
        "entities": [{"type": "bot_command", "offset": 0, "length": 27}],
    },
    "mistyped": {"text": "／tickets超期"},
    "named": {"text": "/ticket_2611_0042", "entities": [{"type": "bot_command", "offset": 0, "length": 17}]},
    "stray": {"text": "/my@qianshao_bot", "entities": [{"type": "bot_command", "offset": 0, "length": 16}]},
    "number": {"text": "ＤＣ－２６１１－００４２"},
    "photo": {"photo": PHOTO, "caption": "看"},
    "picture": {"document": {"file_id": "d", "file_unique_id": "d", "mime_type": "image/png", "file_name": "a.png"}},
    "file": {"document": {"file_id": "d", "file_unique_id": "d", "mime_type": "application/pdf"}},
    "voice": {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    "sticker": {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                            "is_animated": False, "is_video": False}},
    "location": {"location": {"latitude": 37.4, "longitude": 116.3, "live_period": 900}},
    "joined": {"new_chat_members": [LI]},
    "left": {"left_chat_member": LI},
    "moved": {"migrate_to_chat_id": -1002},
    "came": {"migrate_from_chat_id": -7},
    "reopened": {"forum_topic_reopened": {}},
    "shown": {"general_forum_topic_unhidden": {}},
    "titled": {"new_chat_title": "新名字"},
}  # fmt: skip
REPLIED: dict[str, JSON | None] = {
    "nothing": None,
    "bot": {"from": BOT, "text": "📌"},
    "former token": {"from": BOT | {"id": 5}, "text": "📌"},
    "colleague": {"from": LI, "text": "谁去"},
    "as the group": {"from": ANONYMOUS, "sender_chat": GROUP, "text": "谁去"},
    "topic": {"from": LI, "forum_topic_created": {"name": "路灯", "icon_color": 1}},
}
SENT: dict[str, JSON] = {
    "user": {"from": LI},
    "group": {"from": ANONYMOUS, "sender_chat": GROUP},
    "forward": {"from": LI, "forward_origin": {"type": "hidden_user", "sender_user_name": "某", "date": 1}},
}


def message(content: str, replied: str = "nothing", sent: str = "user") -> JSON:
    """A message in a group."""
    base = {"message_id": 5, "date": 1_760_000_000, "chat": GROUP, **SENT[sent], **CONTENTS[content]}
    answered = REPLIED[replied]
    about = {"message_id": 4, "date": 1_760_000_000, "chat": GROUP}
    return base if answered is None else base | {"reply_to_message": about | answered}


def everything() -> Iterator[JSON]:
    for content, replied, sent in product(CONTENTS, REPLIED, SENT):
        for kind in ("message", "edited_message"):
            yield {"update_id": 1, kind: message(content, replied, sent)}


def takers(update: JSON, bot: Bot) -> list[Any]:
    """The handlers that would be asked about an update; the first one is."""
    read = read_update(json.dumps(update), bot)
    assert isinstance(read, Update)
    reader: DangerReader = DANGER
    return [
        each.callback
        for each in handlers(reader)
        if (checked := each.check_update(read)) is not None and checked is not False
    ]


@pytest.fixture
def bot() -> Bot:
    """A bot that knows its name."""
    made = recorded_bot(Recording())
    made._bot_user = User.de_json(BOT, None)
    return made


def comes_to_nothing(update: JSON, taker: Any) -> bool:
    """Whether the handler itself passes an update over: a pin of a person's, no reply to a bot, no photo."""
    said = update.get("message") or update["edited_message"]
    if taker is boards.pinned:
        return said["from"]["is_bot"] is False
    replied = said.get("reply_to_message", {})
    is_reply = bool(replied) and "forum_topic_created" not in replied
    to_person = is_reply and (not replied["from"]["is_bot"] or replied["from"] == ANONYMOUS)
    shows = "photo" in said or said.get("document", {}).get("mime_type", "").startswith("image/")
    others = "sender_chat" in said or "forward_origin" in said
    return taker in {replies.reply, edits.take_edit} and (to_person or (not is_reply and (not shows or others)))


def test_nothing_that_a_handler_takes_is_passed_over(bot: Bot) -> None:
    passed = [update for update in everything() if not concerns(update)]
    assert len(passed) > 100
    for update in passed:
        taken = takers(update, bot)
        assert not taken or comes_to_nothing(update, taken[0]), update


@pytest.mark.parametrize(
    "content",
    ["talk", "mention", "other bot's", "unknown", "other's number", "file", "voice", "sticker", "location", "titled"],
)
@pytest.mark.parametrize("replied", ["nothing", "colleague", "as the group", "topic"])
def test_talk_is_passed_over(content: str, replied: str) -> None:
    assert not concerns({"update_id": 1, "message": message(content, replied)})
    assert not concerns({"update_id": 1, "edited_message": message(content, replied)})


@pytest.mark.parametrize(
    "content", ["command", "mistyped", "named", "stray", "number", "photo", "picture", "joined", "moved"]
)
def test_what_concerns_the_bot_is_not(content: str) -> None:
    assert concerns({"update_id": 1, "message": message(content)})


@pytest.mark.parametrize("replied", ["bot", "former token"])
@pytest.mark.parametrize("content", CONTENTS)
def test_whatever_replies_to_the_bot_is_not(content: str, replied: str) -> None:
    assert concerns({"update_id": 1, "message": message(content, replied)})


def test_a_pin_of_the_bots_own_is_heard_of_and_a_colleagues_is_not() -> None:
    pinned = {"pinned_message": {"message_id": 3, "date": 1, "chat": GROUP, "from": LI, "text": "通知"}}
    assert concerns({"message": message("titled") | pinned | {"from": BOT}})
    assert not concerns({"message": message("titled") | pinned})


@pytest.mark.parametrize(
    "update",
    [{}, {"message": None}, {"message": {"chat": {"id": 7, "type": "private"}, "text": "中午"}}, {"callback_query": {}},
     {"my_chat_member": {"chat": GROUP}}, {"message": {"text": "?"}}, {"poll": {"id": "3"}}],
)  # fmt: skip
def test_all_else_is_kept_for_whoever_can_read_it(update: JSON) -> None:
    assert concerns(update)


DATA = os.environ.get("QIANSHAO_TEST_DATA")


@pytest.mark.realdata
@pytest.mark.skipif(DATA is None, reason="QIANSHAO_TEST_DATA names no folder of real inputs")
def test_every_sort_of_update_that_is_passed_over_in_a_group_is_nobodys(bot: Bot) -> None:
    passed = 0
    for path in sorted((Path(str(DATA)) / "telegram" / "updates").glob("*.json")):
        update = json.loads(path.read_text())
        for kind in {"message", "edited_message"} & set(update):
            update[kind] = update[kind] | {"chat": GROUP}
        if not concerns(update):
            passed += 1
            taken = takers(update, bot)
            assert not taken or comes_to_nothing(update, taken[0]), path.stem
    assert passed > 30
