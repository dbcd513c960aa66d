"""The web door: a page for each link to the bot, for phones that can't open Telegram's own, and for paper.

Beside it stands the page at the door of an activity, the only one that asks the database.
"""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from domain.errors import QianshaoError
from domain.programme.links import parse_link
from services.deps import Deps
from services.people.riders import language_of
from services.ports.transaction import Database
from services.programme import door_codes
from texts.base.locale import Locale
from texts.programme.activity_doors import activity_door_page
from texts.programme.pages import DoorPage, link_page, no_page

_TEMPLATES: Final = Path(__file__).with_name("templates")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_HEAD: Final = {
    "cache-control": "no-store",
    "content-security-policy": _POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
_LANGUAGES_AT_MOST: Final = 8
_AGAIN_S: Final = 5
"""After how many seconds a browser without scripts asks for the page at a door again."""


def door(deps: Callable[[], Deps], database: Database) -> Starlette:
    """Build the web application; `deps` returns those of now, as a district's files may change while it runs."""

    async def go(request: Request) -> Response:
        link = parse_link(request.path_params["payload"])
        if link is None:
            return await none(request, LookupError())
        now = deps()
        return _page(link_page(link, now.bot, _locale(now, request)), now.address_of(link))

    async def at(request: Request) -> Response:
        now = deps()
        try:
            seen = await door_codes.look(database, now, request.path_params["door"])
        except (QianshaoError, OSError):
            return Response(status_code=503, headers={"retry-after": str(_AGAIN_S)})
        if seen is None:
            return await none(request, LookupError())
        page, script = activity_door_page(seen, Locale.of(now, now.district.default_language)), _script()
        head = _HEAD | {"content-security-policy": f"{_POLICY}; connect-src 'self'; script-src '{_hash(script)}'"}
        body = _template("activity_door.html").render(
            page=page, code=_code(page.address), script=script, again_s=_AGAIN_S
        )
        return HTMLResponse(body, headers=head)

    async def none(request: Request, _: Exception) -> Response:
        return _page(no_page(_locale(deps(), request)), "", status=404)

    return Starlette(routes=[Route("/go/{payload}", go), Route("/at/{door}", at)], exception_handlers={404: none})


def _locale(deps: Deps, request: Request) -> Locale:
    """Return the first language that the browser asks for and we have, else the district's."""
    asked = request.headers.get("accept-language", "").split(",")[:_LANGUAGES_AT_MOST]
    known = (language_of(each.partition(";")[0].strip()) for each in asked)
    return Locale.of(deps, next(filter(None, known), deps.district.default_language))


def _page(page: DoorPage, address: str, *, status: int = 200) -> Response:
    return HTMLResponse(_template("door.html").render(page=page, code=_code(address)), status, _HEAD)


def _code(address: str) -> str:
    return segno.make_qr(address, error="m").svg_inline(omitsize=True) if address else ""


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _script() -> str:
    """Return what keeps the page at a door as of now."""
    return (_TEMPLATES / "activity_door.js").read_text()


def _hash(script: str) -> str:
    """Return by what the browser knows this script and runs no other; see https://www.w3.org/TR/CSP3/#hash-source."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
