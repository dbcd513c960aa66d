"""Over HTTP: a rider makes a delay slip, a clerk verifies it in the chat and on the page, until it is found false."""

import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from files.config import Http
from playground.people import JSON, Person, labels, words
from tests.staff_work import act
from tests.town import Town, open_town
from tests.watching import parked, rows, stands_still, tap


@pytest.fixture
async def town(tmp_path: Path, sqlite_address: str) -> AsyncIterator[Town]:
    """A running town with a web door."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    async with open_town(tmp_path, sqlite_address, start=False) as opened:
        opened.config = replace(opened.config, http=Http(listen, f"http://{listen}"))
        await opened.start()
        yield opened


async def page(town: Town, code: str) -> str:
    address = f"{town.config.http.public_url}/verify"
    async with httpx.AsyncClient(trust_env=False, headers={"accept-language": "zh"}) as browser:
        return (await browser.get(address, params={"code": code})).text


async def makes(town: Town, rider: Person) -> tuple[JSON, str]:
    """Let a rider make the slip for what they did last: ten minutes more, with a name; the picture, and its code."""
    await rider.text("/slip")
    listed = await rider.wait_for(lambda m: "延误证明" in words(m) and bool(labels(m)))
    await tap(rider, listed, labels(listed)[0])
    asked = await rider.wait_for(lambda m: "🧾 开证明" in labels(m))
    await tap(rider, asked, "+10 分钟")
    await rider.wait_for(lambda m: "又停留了 10 分钟" in words(m), after=0)
    await tap(rider, asked, "👤 写上名字")
    question = await rider.wait_for(lambda m: "证明上写什么名字" in words(m))
    await rider.text("小李", reply_to=question["message_id"])
    named = await rider.wait_for(lambda m: "小李" in words(m) and "🧾 开证明" in labels(m))
    for _ in range(2):
        await tap(rider, named, "🧾 开证明")
    made = await rider.wait_for(lambda m: "开好了" in words(m) and bool(m.get("photo")))
    await stands_still(town)
    ((code,),) = rows(town, "select code from slip where made_at is not null")
    assert f"{code[:4]}-{code[4:]}" in words(made)
    return made, code


async def test_a_slip_is_verified_by_anybody_until_it_is_found_false(town: Town) -> None:
    rider, clerk = await town.rider("小李"), await town.people.join("客服", "zh")
    _, number = await town.submitted(rider)
    town.skip(minutes=12)
    _, code = await makes(town, rider)

    await clerk.text(f"/verify {code.lower()}")
    said = words(await clerk.wait_for(lambda m: "有效" in words(m)))
    assert number in said
    assert "小李" in said
    assert 'class="good"' in await page(town, code)
    assert number in await page(town, code)
    await clerk.text("/verify ABCD-2345")
    await clerk.wait_for(lambda m: "没有这个核验码" in words(m))

    await act(town, "不予受理")
    await act(town, "不属实")
    town.skip(minutes=3)
    await rider.wait_for(lambda m: "延误证明也作废" in words(m))
    await clerk.text(f"/verify {code}")
    await clerk.wait_for(lambda m: "已作废" in words(m))
    assert 'class="bad"' in await page(town, code)
    assert number not in await page(town, code)
    await stands_still(town)
    assert not parked(town)
