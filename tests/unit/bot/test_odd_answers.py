"""Records that can't be read, of another version of the Bot API or of something in between, end nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from telegram import Bot, User
from telegram.error import InvalidToken

from bot.bot_commands import offer_commands
from bot.group_checks import GroupChecks
from bot.incoming import receiving, reception
from bot.incoming.receiving import Poller, until_answered
from bot.incoming.reception import Reception
from domain.tickets.fitness import Lack
from files.config import Telegram
from services.ports.inbox import InboxItem
from tests.recording import JSON, Call, Recording, recorded_bot

ODD: list[Any] = [True, 7, "text", [], [7], {}, {"id": 7}, {"url": {}, "pending_update_count": "?"}]
"""Results that Telegram gives to no question that is asked here."""


@dataclass
class Odd(Recording):
    """Answers what it is told to each method, one after the other; the last answer is that it knows no such token."""

    results: dict[str, list[Any]] = field(default_factory=dict)

    def answer(self, call: Call) -> tuple[int, JSON]:
        if left := self.results.get(call.method):
            return 200, {"ok": True, "result": left.pop(0)}
        if call.method in {"getUpdates", "getMe"}:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        return super().answer(call)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, which takes no time here."""
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    for module in (receiving, reception):
        monkeypatch.setattr(module.asyncio, "sleep", wait)
    return waited


async def test_polling_goes_on_after_what_are_no_updates() -> None:
    odd = [True, 7, "text", [7], [{}], [{"update_id": None}], {"result": 1}]
    telegram = Odd(results={"getUpdates": [*odd, [{"update_id": 5}]]})
    kept: list[int] = []

    async def store(items: Sequence[InboxItem]) -> None:
        kept.extend(item.update_id for item in items)

    with pytest.raises(InvalidToken):
        await Poller(recorded_bot(telegram), store, "qianshao_bot").run()
    assert kept == [5]


@pytest.mark.parametrize("odd", ODD)
async def test_polling_begins_though_the_webhook_cannot_be_read(odd: Any) -> None:
    telegram = Odd(results={"getWebhookInfo": [odd]})
    with pytest.raises(InvalidToken):
        await polling(recorded_bot(telegram))
    assert [call.method for call in telegram.calls] == ["getWebhookInfo", "deleteWebhook", "getUpdates"]


@pytest.mark.parametrize("odd", ODD)
async def test_what_must_be_known_is_asked_again(odd: Any, waits: list[float]) -> None:
    telegram = Odd(results={"getMe": [odd, {"id": 7, "is_bot": True, "first_name": "x"}]})
    await until_answered(recorded_bot(telegram).get_me)
    assert len(telegram.calls) == 2
    assert waits == [1]


async def test_menus_that_are_refused_in_another_form_are_left() -> None:
    class Refusing(Odd):
        def answer(self, _: Call) -> tuple[int, JSON]:
            return 400, {"ok": False, "description": 7, "parameters": [1]}

    await offer_commands(recorded_bot(Refusing()))


@pytest.mark.parametrize(
    "error", [AttributeError("a"), KeyError("k"), TypeError("t"), ValueError("v"), IndexError("i")]
)
async def test_a_group_that_cannot_be_read_keeps_no_other_from_being_looked_at(error: Exception) -> None:
    looked: list[int] = []

    class Members:
        async def lacks(self, chat_id: int) -> tuple[Lack, ...]:
            looked.append(chat_id)
            raise error

    class Database:
        async def read(self, _: object) -> list[Any]:
            return [cast("Any", Chat(-1)), cast("Any", Chat(-2))]

    await GroupChecks(cast("Any", Members()), cast("Any", None), cast("Any", Database())).look()
    assert looked == [-1, -2]


@dataclass
class Chat:
    chat_id: int


async def polling(bot: Bot) -> None:
    """Receive by polling, as the process that has this role."""

    class Roles:
        async def in_role(self, _: str, work: Any) -> None:
            await work()

    async def store(_: Sequence[InboxItem]) -> None:
        await asyncio.Event().wait()

    bot._bot_user = User(9, "前哨", is_bot=True, username="qianshao_bot")
    await Reception(bot, cast("Any", Roles()), Telegram(token_file=None), store, store).run()
