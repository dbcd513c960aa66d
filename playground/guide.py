"""The steps through which the page leads a visitor, and by what in the world each is known to be done."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sign:
    """A key that the bot shows below a message in a chat of a kind, or no longer shows (`gone`).

    Attributes:
        key: A pattern for the key's callback data. A group in it is the case that the key is about; the first step's
            last sign opens cases, and later signs count only for a case that is open.
        gone: The key was there, and the message was edited or deleted so that it is not any more.
    """

    chat: Literal["private", "group"]
    key: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to do, in both languages, in words for a wide screen and for one that shows a single pane.

    Attributes:
        pane: Where it is done.
        done: What shows that it has been done.
        tray: It asks for a picture: the tray is opened for who replies.
    """

    pane: Literal["rider", "staff"]
    done: Sign
    zh: str
    en: str
    narrow_zh: str
    narrow_en: str
    tray: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered step; `parts` follow each other."""

    parts: tuple[Part, ...]

    def document(self) -> JSON:
        """Return what the page shows."""
        return asdict(self)
