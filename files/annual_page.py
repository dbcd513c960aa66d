"""A page of words, tables and pictures as one HTML file that needs nothing else: to be printed, mailed or put up."""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from domain.week.pages import Figure, Page

_TEMPLATES: Final = Path(__file__).with_name("templates")
_JPEG: Final = b"\xff\xd8"
_SHORT: Final = 16
"""Tables of so many rows at most stand on one page of paper."""


def page_html(page: Page, draw: Callable[[Figure], bytes]) -> str:
    """Return the HTML of a page; `draw` gives the PNG or JPEG of a figure."""
    return _template().render(page=page, short=_SHORT, picture=lambda figure: _address(draw(figure)))


@cache
def _template() -> Template:
    loader = FileSystemLoader(_TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("annual_page.html")


def _address(data: bytes) -> str:
    kind = "jpeg" if data.startswith(_JPEG) else "png"
    return f"data:image/{kind};base64,{b64encode(data).decode()}"
