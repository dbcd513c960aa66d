"""What stands on a screen: words, buttons, pictures; nothing of how Telegram is told."""

import hashlib
from dataclasses import dataclass

from domain.geo.positions import Position
from domain.reporting.photos import Photo

SHEET = 4
"""Photos on a contact sheet at most."""


@dataclass(frozen=True, slots=True)
class Button:
    """One key below a message: `press` is callback data of at most 40 bytes, `url` a link; one of them is set."""

    text: str
    press: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One message as people see it.

    Attributes:
        text: HTML as the Bot API takes it; a caption where there are photos (at most 1024 UTF-16 units), else
            a text (at most 4096).
        buttons: rows of keys.
        photos: shown with it; one as it is, up to four as a contact sheet.
        album: the photos are sent as an album instead, without keys.
        reply_key: wording of a reply key that asks the phone for its location.
        removes_key: takes the reply key away.
        asks: placeholder of a selective question for words.
        pin: a location message with nothing else.
        below: message id of the rider's newest message, below which a draft's card must stand.
        replies_to: message id that a question is a reply to.
        report_id: the report that a reply to this message is about, where its meaning does not say.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    photos: tuple[Photo, ...] = ()
    album: bool = False
    reply_key: str = ""
    removes_key: bool = False
    asks: str = ""
    pin: Position | None = None
    below: int = 0
    replies_to: int = 0
    report_id: int | None = None

    @property
    def content_hash(self) -> str:
        """Hashes of words and of pictures: two screens with the same face need no edit between them."""
        words, pictures = (self.text, self.buttons), tuple(photo.object_key for photo in self.photos)
        return ":".join(hashlib.sha256(repr(part).encode()).hexdigest()[:16] for part in (words, pictures))
