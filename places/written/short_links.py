"""Short links of map apps: recognised by their URL, and followed to the URL with the position."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping
from ipaddress import ip_address
from typing import Final
from urllib.request import getproxies

import httpx
import structlog

from domain.geo.positions import Position
from places.written.links import Link, read_link
from places.written.map_sites import is_map_host, place_of

log = structlog.get_logger()

_SHORT: Final[Mapping[str, re.Pattern[str]]] = {
    "surl.amap.com": re.compile(r"/\w{4,40}", re.ASCII),
    "www.amap.com": re.compile(r"/s/?\w{4,40}", re.ASCII),
    "amap.com": re.compile(r"/s/?\w{4,40}", re.ASCII),
    "j.map.baidu.com": re.compile(r"/[\w/]{3,40}", re.ASCII),
    "map.qq.com": re.compile(r"/[sl]/[\w-]{4,40}", re.ASCII),
    "maps.app.goo.gl": re.compile(r"/[\w-]{4,40}", re.ASCII),
    "goo.gl": re.compile(r"/maps/[\w-]{4,40}", re.ASCII),
    "app.goo.gl": re.compile(r"/maps/[\w-]{4,40}", re.ASCII),
    "g.co": re.compile(r"/maps/[\w-]{4,40}", re.ASCII),
    "maps.apple": re.compile(r"/p/[\w.~-]{4,60}", re.ASCII),
}
"""Exact hosts, and the paths that are short links there."""

_HOPS: Final = 3
_SECONDS: Final = 3.0
_BUSY: Final = frozenset({429, 500, 502, 503, 504})
_MOVED: Final = frozenset({301, 302, 303, 307, 308})


def is_short(link: Link) -> bool:
    """Return whether a link is a map app's short link, which contains no position itself."""
    path = _SHORT.get(link.host)
    return path is not None and path.match(link.path) is not None


Resolve = Callable[[str], Awaitable[Iterable[str]]]
"""Returns the addresses of a host name. Raises OSError."""


class ShortLinks:
    """Follows short links over HTTPS through the environment's proxies.

    `transport` replaces the network, `resolve` the look-up of names; behind a proxy, which has its own, and with a
    transport there is none by default.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport | None = None, resolve: Resolve | None = None) -> None:
        self._transport = transport
        self._client: httpx.AsyncClient | None = None
        self._resolve = resolve or (None if transport is not None or getproxies() else _addresses)

    async def follow(self, link: Link) -> Position | None:
        """Return the position of a short link, or None, within three seconds. Never raises.

        At most three hosts are asked, each of them exactly one of the map sites' and with public addresses alone, so
        that no link can lead into a private network. Only the Location header of an answer is read.
        """
        try:
            async with asyncio.timeout(_SECONDS):
                try:
                    return await self._follow(link)
                except (httpx.TransportError, httpx.HTTPStatusError):  # which may pass, if there is time
                    return await self._follow(link)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            log.info("short_link_not_followed", host=link.host, reason=type(error).__name__)
            return None

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _follow(self, link: Link) -> Position | None:
        for _ in range(_HOPS):
            if not (link.host in _SHORT or is_map_host(link.host)):
                break
            target = await self._target(link)
            if target is None:
                break
            if position := place_of(target):
                return position
            link = target
        log.info("short_link_not_understood", host=link.host)
        return None

    async def _target(self, link: Link) -> Link | None:
        """Return where a link redirects to, or None; the answer's body is not read.

        Raises:
            OSError: The host has no address, or one that is not public.
        """
        if self._resolve is not None:
            _check_public(await self._resolve(link.host))
        if self._client is None:
            self._client = httpx.AsyncClient(transport=self._transport, timeout=_SECONDS, follow_redirects=False)
        address = httpx.URL(link.address)
        async with self._client.stream("GET", address.copy_with(scheme="https", port=None, fragment=None)) as answer:
            if answer.status_code in _BUSY:
                answer.raise_for_status()
            if answer.status_code not in _MOVED:
                return None
            return read_link(str(address.join(answer.headers.get("location", ""))))


async def _addresses(host: str) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _check_public(addresses: Iterable[str]) -> None:
    """Refuse a host with an address in a private network, on this machine or on its link."""
    found = [ip_address(address.partition("%")[0]) for address in addresses]
    if not found or not all(address.is_global and not address.is_multicast for address in found):
        raise OSError("not a public address")
