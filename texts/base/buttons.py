"""Builders for inline keys and rows of keys."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.language.widths import columns, room
from domain.reporting.reports import Status
from texts.base.callbacks import Press, Verb, encode
from texts.base.lengths import cut_columns
from texts.base.locale import Locale
from texts.base.screen import Button, Style

KeyRow = tuple[Button, ...]


def key(
    locale: Locale, label: str, verb: Verb, about: int = 0, argument: str = "", *, style: Style = Style.PLAIN
) -> Button:
    """Return a key labelled by the wording `label`; `about` is the id of a draft, report or prompt."""
    return Button(locale.plain(label), encode(Press(verb, about, argument)), style=style)


def offered_key(locale: Locale, label: str, press: Press, status: Status, *, style: Style = Style.PLAIN) -> Button:
    """Return a key whose callback data includes the status in which it was offered."""
    return Button(locale.plain(label), encode(Press(press.verb, press.id, press.argument, status)), style=style)


def choice(label: str, verb: Verb, about: int, argument: str, *, style: Style = Style.PLAIN) -> Button:
    """Return a key with a ready label, such as the name of a category."""
    return Button(label, encode(Press(verb, about, argument)), style=style)


def in_rows(keys: Sequence[Button], width: int = 2) -> tuple[KeyRow, ...]:
    """Lay keys out in their order, up to `width` in a row; one too wide for its share of a row gets its own."""
    rows: list[KeyRow] = []
    for each in keys:
        last = rows[-1] if rows else ()
        if last and len(last) < width and _fit((*last, each)):
            rows[-1] = (*last, each)
        else:
            rows.append((each,))
    return tuple(rows)


def fitted(rows: Iterable[KeyRow]) -> tuple[KeyRow, ...]:
    """Return rows of which a phone cuts no label: a row too narrow for its keys is broken, a longer label ends in ….

    A phone shows a label in one line; what its share of the row does not hold is lost in the middle of a word.
    """
    laid = (part for row in rows for part in ((row,) if _fit(row) else in_rows(row)))
    return tuple(tuple(_cut(each, room(len(row))) for each in row) for row in laid)


def _cut(button: Button, at_most: int) -> Button:
    return replace(button, text=cut_columns(button.text, at_most))


def _fit(row: KeyRow) -> bool:
    """Return whether each label fits its share of the row."""
    return all(columns(each.text) <= room(len(row)) for each in row)
