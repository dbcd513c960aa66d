"""Whatever a bot sends, the playground answers in the Bot API's form and stays alive."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.methods import METHODS
from tests.live import furnish, live

VALUES = [
    "null", "0", "-1", "9" * 30, "é", "[]", "{}", "[[]]", "[1]", '["a"]', "[null]", '{"type": 1}',
    '[{"type": [], "offset": "a"}]', '{"inline_keyboard": [[1]]}', '{"keyboard": [[{}]]}',
    '{"message_id": "a"}', '[{"type": "photo", "media": 1}, {"type": {}}]', '{"chat_id": []}',
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
async def test_any_value_for_any_parameter_is_answered(value: str) -> None:
    async with live() as here:
        furnished = await furnish(here)
        for method, parameters in METHODS.items():
            if method in {"setWebhook", "leaveChat"}:
                continue
            params = dict.fromkeys(parameters, value) | {"timeout": "0"}
            for real in ({}, {"chat_id": furnished.names["rider"], "message_id": furnished.names["ours"]}):
                known = {name: entry for name, entry in real.items() if name in parameters}
                answer = await here.http.post(f"/bot{here.world.bot.token}/{method}", data={**params, **known})
                assert answer.status_code != 500, (method, value)
                assert "ok" in answer.json(), (method, value)


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b"null", b'{"chat_id": {"a": 1}}'])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "x"])
async def test_any_body_is_answered(body: bytes, kind: str) -> None:
    async with live() as here:
        address = f"/bot{here.world.bot.token}/sendMessage"
        answer = await here.http.post(address, content=body, headers={"content-type": kind})
        assert answer.status_code == 400
        assert answer.json()["ok"] is False


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(METHODS)), st.sampled_from(VALUES)), max_size=20))
async def test_the_playground_still_works_afterwards(calls: list[tuple[str, str]]) -> None:
    async with live() as here:
        rider = await here.people.join("小王")
        await rider.text("/start")
        for method, value in calls:
            if method not in {"setWebhook", "leaveChat", "getUpdates"}:
                await here.http.post(f"/bot{here.world.bot.token}/{method}", data=dict.fromkeys(METHODS[method], value))
        assert (await here.bot.send_message(rider.id, "still here")).text == "still here"
