"""The web door: a page for each link to the bot, for phones that can't open Telegram's own, and for paper."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from domain.programme.links import parse_link
from services.deps import Deps
from services.people.riders import language_of
from texts.base.locale import Locale
from texts.programme.pages import DoorPage, link_page, no_page

_TEMPLATES: Final = Path(__file__).with_name("templates")
_HEAD: Final = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
_LANGUAGES_AT_MOST: Final = 8


def door(deps: Callable[[], Deps]) -> Starlette:
    """Build the web application; `deps` returns those of now, as a district's files may change while it runs."""

    async def go(request: Request) -> Response:
        link = parse_link(request.path_params["payload"])
        if link is None:
            return await none(request, LookupError())
        now = deps()
        return _page(link_page(link, now.bot, _locale(now, request)), now.address_of(link))

    async def none(request: Request, _: Exception) -> Response:
        return _page(no_page(_locale(deps(), request)), "", status=404)

    return Starlette(routes=[Route("/go/{payload}", go)], exception_handlers={404: none})


def _locale(deps: Deps, request: Request) -> Locale:
    """Return the first language that the browser asks for and we have, else the district's."""
    asked = request.headers.get("accept-language", "").split(",")[:_LANGUAGES_AT_MOST]
    known = (language_of(each.partition(";")[0].strip()) for each in asked)
    return Locale.of(deps, next(filter(None, known), deps.district.default_language))


def _page(page: DoorPage, address: str, *, status: int = 200) -> Response:
    code = segno.make_qr(address, error="m").svg_inline(omitsize=True) if address else ""
    return HTMLResponse(_template().render(page=page, code=code), status, _HEAD)


@cache
def _template() -> Template:
    loader = FileSystemLoader(_TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("door.html")
