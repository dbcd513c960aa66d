"""The wording of one language, read from its `.po` file, and what people wrote made safe to be shown."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Final

_LOCALES: Final = Path(__file__).parents[1] / "locales"
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Html(str):
    """Text in the HTML of the Bot API: its markup is ours, whatever people wrote in it is escaped."""

    __slots__ = ()


class Words:
    """What is said in one language, by symbolic key such as `draft.submit`."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def say(self, key: str, /, **fields: object) -> Html:
        """The wording as HTML, fields escaped. Raises KeyError for an unknown key or a missing field."""
        return Html(self._texts[key].format_map({name: _escaped(value) for name, value in fields.items()}))

    def plain(self, key: str, /, **fields: object) -> str:
        """The wording where Telegram takes no markup: buttons, alerts, placeholders. Raises as `say` does."""
        return self._texts[key].format_map(fields)


@cache
def words_of(language: str) -> Words:
    """The words of `zh` or `en`; read once."""
    return Words(language, read_texts(language))


def read_texts(language: str) -> Mapping[str, str]:
    """Every wording of a language by its key."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  slow to import; --help and --json need no wording

    with (_LOCALES / f"{language}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def html(text: str) -> Html:
    """What people wrote, as HTML that shows it."""
    return Html(escape(text, quote=False))


def visible(text: str) -> str:
    """The text with its control characters, and those that turn its direction, written as escapes; for a terminal."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def without_markup(text: str) -> str:
    """The words of HTML that Telegram would show."""
    return unescape(re.sub(r"<[^>]*>", "", text))


def lines(*parts: Html | None) -> Html:
    """The parts that there are, a line each."""
    return Html("\n".join(part for part in parts if part))


def _escaped(value: object) -> str:
    return value if isinstance(value, Html) else html(str(value))
