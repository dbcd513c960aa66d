"""Short links: known by their address, followed over HTTP to the sites of maps alone, and never for long."""

import asyncio

import httpx
import pytest

from domain.geo.positions import Position, distance_m
from places.written import short_links
from places.written.links import Link, read_link
from places.written.reading import PositionReader
from places.written.short_links import Resolve, ShortLinks, is_short
from tests.map_stub import map_stub

AMAP = "https://surl.amap.com/4mkKGuyJ2bz"
HERE = Position(37.4425, 116.3075, "wgs84", "link")
FINAL = "https://www.openstreetmap.org/?mlat=37.4425&mlon=116.3075"


def link_of(address: str) -> Link:
    link = read_link(address)
    assert link is not None
    return link


@pytest.mark.parametrize(
    "address",
    [AMAP, "http://surl.amap.com/abcdEF", "https://j.map.baidu.com/yXIiP", "https://j.map.baidu.com/0c/m6",
     "https://maps.app.goo.gl/cyNQwbENavZxQpRF8", "https://goo.gl/maps/abcd", "https://app.goo.gl/maps/abcd", "https://www.amap.com/s/4mkKGuyJ",
     "https://maps.apple/p/7E-Brjrk_THN14", "https://surl.amap.com/abcdEF?x=1"],
)  # fmt: skip
def test_short_links_are_known(address: str) -> None:
    assert is_short(link_of(address))


@pytest.mark.parametrize(
    "address",
    ["https://surl.amap.com/", "https://surl.amap.com.evil.io/abcdEF", "https://goo.gl/abcd", "https://bit.ly/abcdEF",
     "https://www.amap.com/place/B0", "https://evil.io/surl.amap.com/abcdEF"],
)  # fmt: skip
def test_other_links_are_none(address: str) -> None:
    assert not is_short(link_of(address))


@pytest.mark.parametrize(
    ("moves", "asked", "found"),
    [
        ({AMAP: FINAL}, [AMAP], True),
        ({AMAP: "https://wb.amap.com/?q=37.4432771,116.3132960,x"}, [AMAP], True),
        ({AMAP: "/marker?position=1,1"}, [AMAP, "https://surl.amap.com/marker?position=1,1"], False),
        (
            {AMAP: "http://goo.gl/maps/abcd", "https://goo.gl/maps/abcd": FINAL},
            [AMAP, "https://goo.gl/maps/abcd"],
            True,
        ),
        ({AMAP: "https://evil.io/x", "https://evil.io/x": FINAL}, [AMAP], False),
        ({AMAP: "http://127.0.0.1/x"}, [AMAP], False),
        ({AMAP: "http://169.254.169.254/latest"}, [AMAP], False),
        ({AMAP: "https://x@surl.amap.com/y"}, [AMAP], False),
        ({AMAP: "https://surl.amap.com:22/y"}, [AMAP], False),
        ({AMAP: "https://[/"}, [AMAP], False),
        ({AMAP: "file:///etc/passwd"}, [AMAP], False),
        ({AMAP: AMAP}, [AMAP] * 3, False),
        ({}, [AMAP], False),
    ],
)
async def test_they_are_followed_to_maps_alone(moves: dict[str, str], asked: list[str], *, found: bool) -> None:
    async with map_stub(moves) as stub:
        position = await ShortLinks(stub).follow(link_of(AMAP.replace("https", "http")))
        assert stub.asked == asked
    assert (position is not None) is found
    assert position is None or distance_m(position, HERE) < 0.1


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "224.0.0.1",
                "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1"]
)  # fmt: skip
async def test_no_private_address_is_asked(address: str) -> None:
    asked = Asked()
    assert await ShortLinks(asked, _resolving("203.0.114.5", address)).follow(link_of(AMAP)) is None
    assert await ShortLinks(asked, _resolving()).follow(link_of(AMAP)) is None
    assert asked.count == 0
    assert await ShortLinks(asked, _resolving("203.0.114.5", "2400:3200::1")).follow(link_of(AMAP)) is not None
    assert asked.count == 1


def _resolving(*addresses: str) -> Resolve:
    async def resolve(_: str) -> tuple[str, ...]:
        return addresses

    return resolve


class Asked(httpx.AsyncBaseTransport):
    """Answers with where the link leads, and counts."""

    count = 0

    async def handle_async_request(self, _: httpx.Request) -> httpx.Response:
        self.count += 1
        return httpx.Response(302, headers={"location": FINAL})


class Silent(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError(request)


async def test_nobody_waits_for_a_silent_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_links, "_SECONDS", 0.01)
    assert await ShortLinks(Silent()).follow(link_of(AMAP)) is None


class BrokenOnce(Asked):
    """Fails at first."""

    def __init__(self, first: httpx.Response | Exception) -> None:
        self.first = first

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.count:
            return await super().handle_async_request(request)
        self.count += 1
        if isinstance(self.first, Exception):
            raise self.first
        return self.first


@pytest.mark.parametrize("first", [httpx.ReadError("reset"), httpx.Response(503), httpx.Response(429)])
async def test_a_site_that_fails_once_is_asked_again(first: httpx.Response | Exception) -> None:
    assert await ShortLinks(BrokenOnce(first)).follow(link_of(AMAP)) is not None


class Broken(httpx.AsyncBaseTransport):
    def __init__(self, error: Exception) -> None:
        self.error = error

    async def handle_async_request(self, _: httpx.Request) -> httpx.Response:
        raise self.error


@pytest.mark.parametrize("error", [httpx.ConnectError("down"), httpx.RemoteProtocolError("what"), OSError("no route")])
async def test_a_broken_network_is_no_error(error: Exception) -> None:
    reading = await PositionReader(None, ShortLinks(Broken(error)).follow).read(f"井盖没了 {AMAP}")
    assert (reading.position, reading.lost_link) == (None, True)
    assert reading.rest == "井盖没了"


async def test_a_link_that_led_somewhere_leaves_the_note() -> None:
    async with map_stub({AMAP: FINAL}) as stub:
        reading = await PositionReader(None, ShortLinks(stub).follow).read(f"【高德地图】新湖菜市场 {AMAP} 井盖没了")
    assert reading.position is not None
    assert (reading.rest, reading.lost_link) == ("新湖菜市场 井盖没了", False)


async def test_a_text_that_says_where_asks_nobody() -> None:
    async with map_stub({}) as stub:
        reading = await PositionReader(None, ShortLinks(stub).follow).read(f"{AMAP} 37.4425, 116.3075")
        assert stub.asked == []
    assert reading.position is not None
    assert not reading.lost_link
