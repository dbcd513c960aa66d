"""Who may speak to the playground: programs and pages of this machine, no page that was opened from elsewhere."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOCAL: Final = "localhost"


class Doors:
    """Refuses requests by another name than an address, as after DNS rebinding, and those of other sites' pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403, or pass the request on."""
        if scope["type"] == "http" and not _may_enter(Headers(scope=scope)):
            await PlainTextResponse("Forbidden: this playground serves its own page only", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_this_machine(url: str) -> bool:
    """Return whether an address leads to this machine and to nowhere else, whatever a name server says."""
    host = _host(url)
    if host == _LOCAL:
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def _may_enter(headers: Headers) -> bool:
    host, origin = headers.get("host", ""), headers.get("origin")
    name = _host(f"//{host}")
    if name != _LOCAL and _address(name) is None:
        return False
    if origin is not None and origin != f"http://{host}":
        return False
    return headers.get("sec-fetch-site") != "cross-site"


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _address(host: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host or "")
    except ValueError:
        return None
