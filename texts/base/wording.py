"""The words of one language, read from its catalogue under `locales`, and how fields are put into them."""

from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from re import sub

from babel.messages.pofile import read_po

_LOCALES = Path(__file__).parents[1] / "locales"


class Html(str):
    """Text in the HTML of the Bot API: its markup is ours, whatever people wrote in it is escaped."""

    __slots__ = ()


class Words:
    """What is said in one language, by symbolic key such as `draft.submit`."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def say(self, key: str, **fields: object) -> Html:
        """The wording as HTML, fields escaped. Raises KeyError for an unknown key or a missing field."""
        return Html(self._texts[key].format_map({name: _escaped(value) for name, value in fields.items()}))

    def plain(self, key: str, **fields: object) -> str:
        """The wording where Telegram takes no markup: buttons, alerts, placeholders. Raises as `say` does."""
        return self._texts[key].format_map(fields)


@cache
def words_of(language: str) -> Words:
    """The words of `zh` or `en`; read once."""
    return Words(language, read_texts(language))


def read_texts(language: str) -> Mapping[str, str]:
    """Every wording of a language by its key."""
    with (_LOCALES / f"{language}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def html(text: str) -> Html:
    """What people wrote, as HTML that shows it."""
    return Html(escape(text, quote=False))


def without_markup(text: str) -> str:
    """The words of HTML that Telegram would show."""
    return unescape(sub(r"<[^>]*>", "", text))


def lines(*parts: Html | None) -> Html:
    """The parts that there are, a line each."""
    return Html("\n".join(part for part in parts if part))


def _escaped(value: object) -> str:
    return value if isinstance(value, Html) else html(str(value))
