"""Keys below messages: their label, what they carry, and how they stand in rows."""

from collections.abc import Sequence

from domain.reporting.reports import Status
from texts.base.callbacks import Press, Verb, encode
from texts.base.locale import Locale
from texts.base.screen import Button

KeyRow = tuple[Button, ...]


def key(locale: Locale, label: str, verb: Verb, about: int = 0, argument: str = "") -> Button:
    """A key with the wording `label`; `about` is the id of a draft, report or prompt."""
    return Button(locale.plain(label), encode(Press(verb, about, argument)))


def offered_key(locale: Locale, label: str, press: Press, status: Status) -> Button:
    """A key that says in which status it was offered."""
    return Button(locale.plain(label), encode(Press(press.verb, press.id, press.argument, status)))


def choice(label: str, verb: Verb, about: int, argument: str) -> Button:
    """A key that is named after what it chooses, not from the catalogue of words."""
    return Button(label, encode(Press(verb, about, argument)))


def in_rows(keys: Sequence[Button], width: int = 2) -> tuple[KeyRow, ...]:
    """The keys, so many a row."""
    return tuple(tuple(keys[at : at + width]) for at in range(0, len(keys), width))
