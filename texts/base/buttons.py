"""Builders for inline keys and rows of keys."""

from collections.abc import Sequence

from domain.reporting.reports import Status
from texts.base.callbacks import Press, Verb, encode
from texts.base.locale import Locale
from texts.base.screen import Button

KeyRow = tuple[Button, ...]


def key(locale: Locale, label: str, verb: Verb, about: int = 0, argument: str = "") -> Button:
    """Return a key labelled by the wording `label`; `about` is the id of a draft, report or prompt."""
    return Button(locale.plain(label), encode(Press(verb, about, argument)))


def offered_key(locale: Locale, label: str, press: Press, status: Status) -> Button:
    """Return a key whose callback data includes the status in which it was offered."""
    return Button(locale.plain(label), encode(Press(press.verb, press.id, press.argument, status)))


def choice(label: str, verb: Verb, about: int, argument: str) -> Button:
    """Return a key with a ready label, such as the name of a category."""
    return Button(label, encode(Press(verb, about, argument)))


def in_rows(keys: Sequence[Button], width: int = 2) -> tuple[KeyRow, ...]:
    """Split keys into rows of `width`."""
    return tuple(tuple(keys[at : at + width]) for at in range(0, len(keys), width))
