"""Who may speak to the demo's server: this machine's programs and its own page."""

from collections.abc import AsyncIterator

import httpx
import pytest

from demo.town import open_town
from playground.running import serve
from playground.world import Playground, Setting

FOREIGN = [
    {"host": "evil.example"},
    {"host": "evil.example:8088"},
    {"host": "127.0.0.1.evil.example"},
    {"host": "["},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},
    {"sec-fetch-site": "cross-site"},
]
OWN: list[dict[str, str]] = [{}, {"host": "localhost:8088", "origin": "http://localhost:8088"}, {"host": "[::1]:8088"}]


@pytest.fixture
async def server() -> AsyncIterator[tuple[str, Playground]]:
    world = Playground(Setting())
    async with serve(world) as address:
        yield address, world


@pytest.mark.parametrize("headers", FOREIGN)
async def test_no_page_of_another_site_gets_in(server: tuple[str, Playground], headers: dict[str, str]) -> None:
    address, world = server
    async with httpx.AsyncClient(base_url=address) as client:
        joined = await client.post("/play/people", json={"first_name": "x"}, headers=headers)
        asked = await client.get(f"/bot{world.bot.token}/getMe", headers=headers)
        page = await client.get("/play/state", headers=headers)
    assert {joined.status_code, asked.status_code, page.status_code} <= {400, 403}


@pytest.mark.parametrize("headers", OWN)
async def test_the_servers_own_page_and_programs_do(server: tuple[str, Playground], headers: dict[str, str]) -> None:
    address, _ = server
    async with httpx.AsyncClient(base_url=address) as client:
        assert (await client.get("/play/state", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "url", ["https://evil.example/hook", "http://10.0.0.1/", "http://127.0.0.1.evil.cn/", "http://[x/"]
)
async def test_a_webhook_elsewhere_is_refused(server: tuple[str, Playground], url: str) -> None:
    address, world = server
    async with httpx.AsyncClient(base_url=address) as client:
        answer = await client.post(f"/bot{world.bot.token}/setWebhook", json={"url": url})
    assert answer.status_code == 400
    assert "own machine" in answer.json()["description"]


async def test_each_demo_has_a_token_of_its_own() -> None:
    tokens = set()
    for _ in range(2):
        async with open_town(0) as town:
            tokens.add(town.token)
    assert len(tokens) == 2
