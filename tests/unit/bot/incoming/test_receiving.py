"""The receive loop: what it makes of an update before it is stored, and when it tells Telegram that it came."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.incoming.receiving import Poller, _wait_after, as_item
from services.ports.inbox import InboxItem
from storage.errors import Unreachable
from tests.recording import Call, Recording, recorded_bot


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


@dataclass
class Telegram(Recording):
    """Keeps updates until an offset acknowledges them and what is older, as Telegram does.

    `arriving` are those that come while each poll stands open; after the last poll it knows the token no more.
    """

    arriving: list[list[int]] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    def answer(self, call: Call) -> tuple[int, dict[str, Any]]:
        if not self.arriving:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        self.waiting += self.arriving.pop(0)
        self.waiting = [number for number in self.waiting if number >= int(call.params.get("offset", 0))]
        return 200, {"ok": True, "result": [{"update_id": number} for number in self.waiting]}

    @property
    def offsets(self) -> list[int | None]:
        """What each poll has acknowledged."""
        return [int(call.params["offset"]) if "offset" in call.params else None for call in self.calls]


async def stored(telegram: Telegram) -> list[int]:
    """The ids of what is stored, in order, until the token is unknown."""
    kept: list[int] = []

    async def store(items: Sequence[InboxItem]) -> None:
        kept.extend(item.update_id for item in items)

    with pytest.raises(InvalidToken):
        await Poller(recorded_bot(telegram), store, "qianshao_bot").run()
    return kept


async def test_a_batch_is_acknowledged_once_and_left_out_afterwards() -> None:
    telegram = Telegram(arriving=[[], [900, 901], [], [], [902], []])
    assert await stored(telegram) == [900, 901, 902]
    assert telegram.offsets == [None, None, 902, None, None, 903, None]
    assert telegram.waiting == []


async def test_ids_that_begin_anew_after_a_quiet_week_are_not_skipped() -> None:
    telegram = Telegram(arriving=[[900], [], [], [20, 21], [], [3], []])
    assert await stored(telegram) == [900, 20, 21, 3]


async def test_batch_follows_batch_each_stored_before_it_is_acknowledged() -> None:
    telegram = Telegram(arriving=[[1, 2], [3], [4], [], []])
    acknowledged: list[int] = []

    async def store(items: Sequence[InboxItem]) -> None:
        acknowledged.append(max(offset or 0 for offset in telegram.offsets))
        assert acknowledged[-1] <= items[0].update_id

    with pytest.raises(InvalidToken):
        await Poller(recorded_bot(telegram), store, "qianshao_bot").run()
    assert acknowledged == [0, 3, 4]


async def test_what_could_not_be_stored_is_never_acknowledged() -> None:
    telegram = Telegram(arriving=[[900], []])

    async def store(_: Sequence[InboxItem]) -> None:
        raise Unreachable("disk full")

    with pytest.raises(Unreachable):
        await Poller(recorded_bot(telegram), store, "qianshao_bot").run()
    assert telegram.waiting == [900]
    assert telegram.offsets == [None]


@pytest.mark.parametrize(("failures", "wait"), [(0, 1), (1, 2), (2, 5), (3, 10), (4, 30), (5, 30), (1000, 30)])
def test_polling_waits_longer_after_each_failure_and_never_more_than_half_a_minute(failures: int, wait: int) -> None:
    assert _wait_after(NetworkError("reset"), failures) == wait


def test_polling_waits_as_long_as_telegram_says() -> None:
    assert _wait_after(RetryAfter(7), 0) == 7
