"""The web door: each link has a page that leads to the bot, says nothing of codes, and is as safe as it is plain."""

import re
from dataclasses import replace

import httpx
import pytest

from domain.programme.links import LinkKind, StartLink
from tests.usecases import Case
from web.door import door

ADDRESS = "https://qianshao.example.org"
PHONES = [
    ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
    ("en-GB,en;q=0.9", "en-GB"),
    ("de,en;q=0.5", "en-GB"),
    ("", "zh-Hans"),
]


async def asked(case: Case, path: str, language: str = "", method: str = "GET") -> httpx.Response:
    deps = replace(case.deps, username=lambda: "decheng_bot", public_url=ADDRESS)
    transport = httpx.ASGITransport(door(lambda: deps, case.database))
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        return await client.request(method, path, headers={"accept-language": language})


@pytest.mark.parametrize("kind", LinkKind)
async def test_a_link_has_a_page_that_opens_it_in_telegram(case: Case, kind: LinkKind) -> None:
    answer = await asked(case, f"/go/{kind}-ABCD2345")
    assert answer.status_code == 200
    assert f'href="tg://resolve?domain=decheng_bot&amp;start={kind}-ABCD2345"' in answer.text
    assert f'href="https://t.me/decheng_bot?start={kind}-ABCD2345"' in answer.text
    assert "<svg" in answer.text
    assert not re.search(r"<script|https?://(?!t\.me/|www\.w3\.org/)", answer.text)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_station_s_page_says_what_stands_at_its_door(case: Case) -> None:
    station = case.deps.district.stations["YH1"]
    page = (await asked(case, f"/go/s-{station.id}")).text
    assert f"<h1>{station.zh}</h1>" in page
    assert "开门：每天 06:30–22:00" in page
    assert station.address in page
    assert "<h1>骑手驿站</h1>" in (await asked(case, "/go/s-GONE")).text


@pytest.mark.parametrize(("asks", "told"), PHONES)
async def test_it_speaks_the_language_of_the_phone_or_the_district(case: Case, asks: str, told: str) -> None:
    assert f'<html lang="{told}">' in (await asked(case, "/go/i-ABCD2345", asks)).text


@pytest.mark.parametrize(
    "path",
    ["/", "/go/", "/go/x-1", "/go/v-", "/go/v-%3Cscript%3E", "/go/v-a/b", "/go/" + "v-" + "a" * 99, "/go/v-a%0a"],
)
async def test_what_is_no_link_has_no_page_and_is_not_repeated(case: Case, path: str) -> None:
    answer = await asked(case, path)
    assert answer.status_code == 404
    assert "<script" not in answer.text
    assert "tg://" not in answer.text


async def test_nothing_is_taken(case: Case) -> None:
    assert (await asked(case, "/go/v-ABCD2345", method="POST")).status_code == 405


async def test_codes_lead_to_the_door_where_there_is_one(case: Case) -> None:
    link = StartLink(LinkKind.STATION, "EAST")
    deps = replace(case.deps, username=lambda: "decheng_bot")
    assert deps.address_of(link) == "https://t.me/decheng_bot?start=s-EAST"
    assert replace(deps, public_url=ADDRESS).address_of(link) == f"{ADDRESS}/go/s-EAST"
