"""The web door: a page for each link to the bot, for phones that can't open Telegram's own, and for paper.

Beside it stand the page at the door of an activity and that which verifies delay slips: these two ask the database.
"""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256

import segno
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from domain.errors import QianshaoError
from domain.programme.links import parse_link
from services.deps import Deps
from services.ports.transaction import Database
from services.programme import door_codes
from texts.base.locale import Locale
from texts.programme.activity_doors import activity_door_page
from texts.programme.pages import DoorPage, link_page, no_page
from web.pages import AGAIN_S, HEAD, POLICY, TEMPLATES, locale_of, template
from web.verifying import Verifying


def door(deps: Callable[[], Deps], database: Database) -> Starlette:
    """Build the web application; `deps` returns those of now, as a district's files may change while it runs."""

    async def go(request: Request) -> Response:
        link = parse_link(request.path_params["payload"])
        if link is None:
            return await none(request, LookupError())
        now = deps()
        return _page(link_page(link, now.bot, locale_of(now, request)), now.address_of(link))

    async def at(request: Request) -> Response:
        now = deps()
        try:
            seen = await door_codes.look(database, now, request.path_params["door"])
        except (QianshaoError, OSError):
            return Response(status_code=503, headers={"retry-after": str(AGAIN_S)})
        if seen is None:
            return await none(request, LookupError())
        page, script = activity_door_page(seen, Locale.of(now, now.district.default_language)), _script()
        head = HEAD | {"content-security-policy": f"{POLICY} 'none'; connect-src 'self'; script-src '{_hash(script)}'"}
        body = template("activity_door.html").render(
            page=page, code=_code(page.address), script=script, again_s=AGAIN_S
        )
        return HTMLResponse(body, headers=head)

    async def none(request: Request, _: Exception) -> Response:
        return _page(no_page(locale_of(deps(), request)), "", status=404)

    verify = Verifying(deps, database)
    routes = [Route("/go/{payload}", go), Route("/at/{door}", at)]
    routes += [Route(path, verify.answer) for path in ("/verify", "/verify/{code}")]
    return Starlette(routes=routes, exception_handlers={404: none})


def _page(page: DoorPage, address: str, *, status: int = 200) -> Response:
    return HTMLResponse(template("door.html").render(page=page, code=_code(address)), status, HEAD)


def _code(address: str) -> str:
    return segno.make_qr(address, error="m").svg_inline(omitsize=True) if address else ""


@cache
def _script() -> str:
    """Return what keeps the page at a door as of now."""
    return (TEMPLATES / "activity_door.js").read_text()


def _hash(script: str) -> str:
    """Return by what the browser knows this script and runs no other; see https://www.w3.org/TR/CSP3/#hash-source."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
