"""Quotes: what people wrote, in a frame of its own, so that it is never taken for the bot's words."""

from texts.base.inert import inert
from texts.base.lengths import cut
from texts.base.wording import Html, html

_OPEN_LINES = 6
"""A quote of more lines is folded until somebody opens it."""


def quoted(words: str, at_most: int) -> Html | None:
    """Return words of a person as a quote of at most `at_most` UTF-16 units; None if nothing of them can be seen."""
    shown = cut(inert(words), at_most)
    if not shown:
        return None
    if shown.count("\n") >= _OPEN_LINES:
        return folded(html(shown))
    return Html(f"<blockquote>{html(shown)}</blockquote>")


def folded(text: Html) -> Html:
    """Return a quote of which clients show three lines until somebody opens it."""
    return Html(f"<blockquote expandable>{text}</blockquote>")
