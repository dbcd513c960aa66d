"""Which updates are answered as they come in, and that what fails there is left to their handler."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.incoming.first_answers import FirstAnswers
from handlers.riders import dangers
from services.ports.inbox import InboxItem
from tests.recording import Recording, recorded_bot
from tests.usecases import DANGER

HURT = "我被车撞了"


def item(chat: int = 7, kind: str = "message", **content: Any) -> InboxItem:
    people = {"chat": {"id": chat, "type": "private"}, "from": {"id": 7, "is_bot": False, "first_name": "x"}}
    payload = {"update_id": 1, kind: {"message_id": 5, "date": 1, **people, **content}}
    return InboxItem(0, 1, chat, json.dumps(payload))


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []

    async def answer(_: object, message: Any) -> None:
        said.append(message.text or message.caption)
        if "坏" in said[-1]:
            raise OSError("no database")

    monkeypatch.setattr(dangers, "answer_first", answer)
    return said


async def begun(*items: InboxItem) -> None:
    tools = SimpleNamespace(deps=SimpleNamespace(danger=DANGER))
    first = FirstAnswers(recorded_bot(Recording()), cast("Any", tools))
    first.begin(items)
    await asyncio.gather(*first.tasks)
    await asyncio.sleep(0)
    assert not first.tasks


async def test_words_of_danger_in_a_private_chat_are_answered(answered: list[str]) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    await begun(item(text=HURT), item(kind="edited_message", text=f"{HURT}！"), item(photo=photo, caption=f"{HURT}。"))
    assert answered == [HURT, f"{HURT}！", f"{HURT}。"]


async def test_all_else_waits_for_its_turn(answered: list[str]) -> None:
    await begun(item(text="楼道灯不亮"), item(-7, text=HURT), item(sticker={}), item(kind="callback_query", data=HURT))
    assert answered == []


async def test_what_fails_is_left_to_its_handler(answered: list[str]) -> None:
    await begun(item(text=f"坏了 {HURT}"), item(text=HURT))
    assert len(answered) == 2
