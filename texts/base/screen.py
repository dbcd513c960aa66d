"""Screens: text, buttons and pictures of one message, independent of the Telegram API."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from domain.geo.positions import Position
from domain.people.riders import Rider
from domain.programme.calendar_entries import CalendarEntry
from domain.reporting.clips import Clip
from domain.reporting.photos import Photo
from domain.week.exports import Extract
from domain.week.posters import Poster

SHEET = 4
"""The most photos on a contact sheet."""


class Style(StrEnum):
    """The colour of a key, as https://core.telegram.org/bots/api#inlinekeyboardbutton names it; plain sends none.

    What sends something off is a success, what gives up or refuses a danger; primary is the likeliest next step,
    one key of a screen at most.
    """

    PLAIN = ""
    SUCCESS = "success"
    DANGER = "danger"
    PRIMARY = "primary"


@dataclass(frozen=True, slots=True)
class Button:
    """A key below a message; either `press` (callback data) or `url` (a link) is set."""

    text: str
    press: str = ""
    url: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands that Telegram offers in a scope of the Bot API, each with what it does; none takes them away."""

    scope: str
    commands: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP file with a rider's photos and clips, and with the record of what else is theirs if it `has_record`."""

    name: str
    rider: Rider
    files: tuple[Photo | Clip, ...]
    has_record: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """A message as people see it.

    Attributes:
        text: HTML for the Bot API; a caption if there are photos (at most 1024 UTF-16 units), else a text (at most
            4096).
        buttons: Rows of keys.
        photos: Photos sent with it: one as it is, up to four as a contact sheet.
        apart: Whether the photos are a message of their own above, as the text is too long for a caption.
        album: Whether the photos are sent as an album, without keys.
        compared: Whether the two photos are one of before and one of after, sent as one picture with an arrow.
        poster: A picture drawn for it; the photos are those that stand on it.
        reply_key: Label of a reply key that asks the phone for its location.
        removes_key: Whether the message takes the reply key away.
        asks: Placeholder of a selective question that is answered in words.
        clip: A voice message or video; `text` is its caption.
        archive: A file; `text` is its caption.
        pin: A position; the message is a location and nothing else.
        menus: The commands that a chat offers; there is no message then.
        below: Message id of the newest message that a card must come after, such as the rider's.
        dated: A last line that says when it was drawn, HTML; another one alone is no reason for an edit.
        ages: Whether it is to be drawn again after a while, though nothing has happened.
        replies_to: Id of the message to which a question replies.
        report_id: The report that a reply to this message concerns, if the meaning does not tell.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    photos: tuple[Photo, ...] = ()
    apart: bool = False
    album: bool = False
    compared: bool = False
    poster: Poster | None = None
    reply_key: str = ""
    removes_key: bool = False
    asks: str = ""
    clip: Clip | None = None
    archive: Archive | Extract | CalendarEntry | None = None
    pin: Position | None = None
    menus: tuple[Menu, ...] = ()
    below: int = 0
    dated: str = ""
    ages: bool = False
    replies_to: int = 0
    report_id: int | None = None

    @property
    def pictured(self) -> bool:
        """Whether it has a picture: photos, or one that is drawn."""
        return bool(self.photos) or self.poster is not None

    @property
    def shows(self) -> bool:
        """Whether it has a picture or a clip, without which it can be sent as words."""
        return self.pictured or self.clip is not None

    @property
    def content_hash(self) -> str:
        """Hashes of text with buttons and of the photos; screens with equal hashes need no edit."""
        words = (self.text, self.buttons)
        photos = tuple(photo.object_key for photo in self.photos)
        pictures = photos if self.poster is None else (self.poster, *photos)
        return ":".join(hashlib.sha256(repr(part).encode()).hexdigest()[:16] for part in (words, pictures))
