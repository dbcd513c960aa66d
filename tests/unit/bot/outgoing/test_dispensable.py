"""A reaction is one call and no message; a fleeting answer goes by itself; neither is missed where it is refused."""

from typing import Any

import pytest

from domain.messages import FLEETING_MS, Outgoing, Precedence
from domain.tickets.messages import StrayCommand
from services.outgoing import reaction
from services.ports.transaction import Transaction
from tests.recording import Call
from tests.usecases import Case

GROUP = -1009
ANSWER = Outgoing("answer:1", GROUP, None, Precedence.ANSWER, StrayCommand("my", reply_to=40), language="zh")


async def put(case: Case, outgoing: Outgoing) -> None:
    async def work(tx: Transaction) -> None:
        await tx.outbox.put(outgoing)

    await case.database.write(work)


def refuses(case: Case, monkeypatch: pytest.MonkeyPatch, method: str, description: str) -> None:
    """Let Telegram refuse a method, and nothing else."""
    answers = case.telegram.answer

    def answer(call: Call) -> tuple[int, dict[str, Any]]:
        refused = {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"}
        return (400, refused) if call.method == method else answers(call)

    monkeypatch.setattr(case.telegram, "answer", answer)


async def test_a_reaction_is_one_call_and_is_put_once(case: Case) -> None:
    rider = await case.rider()
    for _ in range(2):
        await put(case, reaction(case.deps, rider, 31))
        (*calls,) = await case.told(rider.chat_id)
        assert [call.method for call in calls] in (["setMessageReaction"], [])
    (told,) = [call for call in case.telegram.calls if call.chat == rider.chat_id]
    assert told.params["message_id"] == 31
    assert told.params["reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert not await case.database.read(lambda tx: tx.messages.at(rider.chat_id, 31))


@pytest.mark.parametrize("said", ["REACTION_INVALID", "message to react not found", "not enough rights to react"])
async def test_a_reaction_that_is_refused_is_tried_once_and_keeps_nothing_waiting(
    case: Case, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    rider = await case.rider()
    refuses(case, monkeypatch, "setMessageReaction", said)
    await put(case, reaction(case.deps, rider, 31))
    assert [call.method for call in await case.told()] == ["setMessageReaction"]
    await case.sends(rider, "路灯不亮")
    assert "sendMessage" in [call.method for call in await case.told(rider.chat_id)]


async def test_a_fleeting_answer_is_deleted_a_minute_after_it_was_sent(case: Case) -> None:
    await put(case, ANSWER)
    await case.passes(minutes=10)
    (sent,) = await case.told(GROUP)
    assert (sent.method, sent.is_silent) == ("sendMessage", False)
    case.clock.at += FLEETING_MS - 1
    assert await case.told(GROUP) == []
    case.clock.at += 1
    (gone,) = await case.told(GROUP)
    assert (gone.method, gone.params["message_id"]) == ("deleteMessage", sent.message)


@pytest.mark.parametrize("said", ["not enough rights to send text messages to the chat", "TOPIC_CLOSED", "anything"])
async def test_a_fleeting_answer_that_is_refused_is_given_up(
    case: Case, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    refuses(case, monkeypatch, "sendMessage", said)
    await put(case, ANSWER)
    assert [call.method for call in await case.told()] == ["sendMessage"]
    case.clock.at += 2 * FLEETING_MS
    assert await case.told() == []
    assert await case.left() == 0
