"""What all pages behind the web door have: their heads, their templates, and the language of who asks."""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.requests import Request

from services.deps import Deps
from services.people.riders import language_of
from texts.base.locale import Locale

TEMPLATES: Final = Path(__file__).with_name("templates")
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action"
HEAD: Final = {
    "cache-control": "no-store",
    "content-security-policy": f"{POLICY} 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
AGAIN_S: Final = 5
"""After how many seconds to ask again where the database can't be reached."""

_LANGUAGES_AT_MOST: Final = 8


def locale_of(deps: Deps, request: Request) -> Locale:
    """Return the first language that the browser asks for and we have, else the district's."""
    asked = request.headers.get("accept-language", "").split(",")[:_LANGUAGES_AT_MOST]
    known = (language_of(each.partition(";")[0].strip()) for each in asked)
    return Locale.of(deps, next(filter(None, known), deps.district.default_language))


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def template(name: str) -> Template:
    """Return a template by its file's name."""
    return _environment().get_template(name)
