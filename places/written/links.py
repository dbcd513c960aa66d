"""Links in a text and their parts, parsed as a browser does, without following them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

# Full-width letters, digits and signs of a URL, one for one, so that offsets stay the same.
_PLAIN: Final = str.maketrans(
    {code + 0xFEE0: chr(code) for code in (*range(0x23, 0x28), 0x2B, *range(0x2D, 0x3A), 0x3D, *range(0x3F, 0x7F))}
    | {0x3000: " ", 0xA0: " "}
)
# A full-width comma between numbers, and a colon before //; any other ends the URL.
_SIGN: Final = re.compile(r"(?<=\d)，(?=[-\d])|：(?=//)", re.ASCII)
_SIGNS: Final = {"，": ",", "：": ":"}
_SCHEME: Final = r"(?:https?://|geo:)"
_BARE_HOST: Final = r"(?:[a-z0-9-]{1,30}\.){1,4}(?:com|cn|org|gl)/"
_LETTERS: Final = r"[\u00c0-\u024f\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af·（）]"
# In a URL, Chinese follows a sign, as in name=德州站, or leads to one, as in 7-11便利店/@; after a word, it is text
# again. Browsers write the apostrophe of a pin (37°26'33"N) and of a name as it is, some of them ° and " as well. In
# [address](address) the first one ends at the bracket.
_LINK: Final = re.compile(
    rf"""(?<![\w.@/-])(?:{_SCHEME}|(?={_BARE_HOST}))
    (?: [!#-&(-;=?-\[_a-z|~] | \](?!\() | (?<=[=/,:;|(])[\u4e00-\u9fff]+ | {_LETTERS}++(?=[/&@=?\#])
      | '(?=[\w%+]) | [°"′″](?=[\dNSEW%+]) )+""",
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
_TAIL: Final = ".,;:!?)]'\""
_AMPERSAND: Final = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
_PORTS: Final = (None, 80, 443)
_FIELDS_AT_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Link:
    """A link's decoded parts: `host` is "geo" for a geo: URI; `query` has the first value of each name."""

    address: str
    host: str
    path: str
    query: Mapping[str, str]
    fragment: str


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link in a text, at text[start:end]."""

    link: Link
    start: int
    end: int


def find_links(text: str) -> Iterator[PlacedLink]:
    """Yield every link of `text` in order, with http, https, geo or no scheme; linear in the text's length."""
    for match in _LINK.finditer(_SIGN.sub(lambda sign: _SIGNS[sign[0]], text.translate(_PLAIN))):
        written = _ended(match[0])
        link = read_link(written)
        if link is not None:
            yield PlacedLink(link, match.start(), match.start() + len(written))


def _ended(written: str) -> str:
    """Return the URL without trailing punctuation; a closing bracket stays if one was opened in it."""
    ended = written.rstrip(_TAIL)
    return ended + ")" if written[len(ended) :].startswith(")") and "(" in ended else ended


def read_link(written: str) -> Link | None:
    """Parse a URL; None if it has a user, an unusual port or a mistake."""
    address = _AMPERSAND.sub("&", written)
    if address[:4].lower() == "geo:":
        return Link(address, "geo", *_opaque(address[4:]), fragment="")
    try:
        parts = urlsplit(address if "://" in address[:8] else f"https://{address}")
        if parts.username is not None or parts.port not in _PORTS or not parts.hostname:
            return None
        query = _fields(parts.query)
    except ValueError:
        return None
    return Link(parts.geturl(), parts.hostname, unquote(parts.path), query, unquote(parts.fragment))


def _opaque(rest: str) -> tuple[str, Mapping[str, str]]:
    path, _, query = rest.partition("?")
    try:
        return unquote(path), _fields(query)
    except ValueError:
        return unquote(path), {}


def _fields(query: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=_FIELDS_AT_MOST):
        fields.setdefault(name.lower(), value)
    return fields
