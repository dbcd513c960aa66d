"""The wording of one language, read from its `.po` file, and functions that make people's text safe to show."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Final

from texts.base.inert import one_line

_LOCALES: Final = Path(__file__).parents[1] / "locales"
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_QUOTE: Final = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.DOTALL)
_BAR: Final = "▏"


class Html(str):
    """Text in the HTML of the Bot API; text that people wrote is escaped in it."""

    __slots__ = ()


class Words:
    """The wording of one language by key, such as `draft.submit`."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def say(self, key: str, /, **fields: object) -> Html:
        """Return a wording as HTML; a field that is no HTML is escaped, inert and in one line.

        Raises:
            KeyError: The key is unknown or a field is missing.
        """
        return Html(self._texts[key].format_map({name: _escaped(value) for name, value in fields.items()}))

    def plain(self, key: str, /, **fields: object) -> str:
        """Return a wording as plain text, for buttons, alerts, placeholders and the terminal.

        Raises:
            KeyError: The key is unknown or a field is missing.
        """
        return self._texts[key].format_map(fields)


@cache
def words_of(language: str) -> Words:
    """Return the wording of `zh` or `en`; the file is read once."""
    return Words(language, read_texts(language))


def read_texts(language: str) -> Mapping[str, str]:
    """Read the `.po` file of a language: wording by key."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  slow to import; --help and --json need no wording

    with (_LOCALES / f"{language}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def html(text: str) -> Html:
    """Escape text that people wrote."""
    return Html(escape(text, quote=False))


def visible(text: str) -> str:
    """Escape control characters and those that change text direction, so that text is safe in a terminal."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def without_markup(text: str) -> str:
    """Return the text of HTML as Telegram shows it; each line of a quote begins with a bar."""
    barred = _QUOTE.sub(lambda found: _BAR + found[1].replace("\n", f"\n{_BAR}"), text)
    return unescape(re.sub(r"<[^<>]*>", "", barred))


def lines(*parts: Html | None) -> Html:
    """Join the parts that are not empty, one on each line."""
    return Html("\n".join(part for part in parts if part))


def paragraphs(*parts: Html | None) -> Html:
    """Join the parts that are not empty, with an empty line between them."""
    return Html("\n\n".join(part for part in parts if part))


def _escaped(value: object) -> str:
    return value if isinstance(value, Html) else html(one_line(str(value)))
