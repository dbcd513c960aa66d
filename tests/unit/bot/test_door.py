"""The web door of the running bot: where its address is taken it waits, and the bot goes on."""

import asyncio
from contextlib import suppress

import httpx
import pytest

from bot import door as web_door
from bot.door import Door
from bot.serving import open_listener
from tests.usecases import Case

PATIENCE_S = 10


async def test_a_door_whose_address_is_taken_opens_once_that_is_free(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_door, "_AGAIN_S", 0.01)
    other = open_listener("127.0.0.1:0")
    other.listen()
    listen = f"127.0.0.1:{other.getsockname()[1]}"
    door = Door(case.deps, case.database, listen)
    running = asyncio.create_task(door.run())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(door.listening.wait(), 0.1)
    assert not running.done()
    other.close()
    await asyncio.wait_for(door.listening.wait(), PATIENCE_S)
    async with httpx.AsyncClient(trust_env=False) as browser:
        page = await browser.get(f"http://{listen}/go/s-YH1")
    assert page.status_code == 200
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
