"""What the webhook is sent that is no update: refused in a word, stored nowhere."""

import httpx
import pytest

from web.webhook import webhook


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"update_id": 1, "message": ' + b'{"a":' * 100_000,
        b'{"update_id": 1' + b"0" * 5_000 + b"}",
        b'{"update_id": NaN}',
        b'{"update_id": "1"}',
        b"\xff\xfe\xff",
    ],
)
async def test_what_is_no_update_is_refused(body: bytes) -> None:
    stored: list[object] = []

    async def receive(update: dict[str, object]) -> None:
        stored.append(update)

    transport = httpx.ASGITransport(webhook("/hook", "s", receive))
    async with httpx.AsyncClient(transport=transport, base_url="https://bot.example.org") as client:
        answer = await client.post("/hook", content=body, headers={"x-telegram-bot-api-secret-token": "s"})
    assert (answer.status_code, stored) == (400, [])
