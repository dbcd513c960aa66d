"""The messages of wishes to riders."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import Notice


class WishNews(StrEnum):
    """What asker or adopter are told of a wish."""

    APPROVED = "approved"
    DECLINED = "declined"
    TAKEN_DOWN = "taken_down"
    TAKEN = "taken"
    RELEASED = "released"
    SILENT = "silent"
    FREED = "freed"
    """Who has taken it was silent, and has lost it."""
    REMINDED = "reminded"
    WITHDRAWN = "withdrawn"
    FULFILLED = "fulfilled"
    NOT_YET = "not_yet"
    THANKED = "thanked"
    LAPSED = "lapsed"
    CONTACT_OFFERED = "contact_offered"


class WishAsk(StrEnum):
    """What a rider is asked for; the word stands in the question's key."""

    WORDS = "words"
    PHOTO = "photo"
    WHEN = "when"
    SAID = "said"
    DONE = "done"
    THANKS = "thanks"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class WishesShown(Notice, name="wishes"):
    """A page of wishes to take, behind the one of this id; the first page, for 0, begins with the reader's own."""

    after_id: int = 0


@dataclass(frozen=True, slots=True)
class WishShown(Notice, name="wish"):
    """One wish as its reader may see it; `menu` is `withdraw` where that is asked once more, else ""."""

    wish_id: int
    menu: str = ""


@dataclass(frozen=True, slots=True)
class WishAsked(Notice, name="wish_asked"):
    """A question for words or a photo; `ask` is a `WishAsk`."""

    wish_id: int
    ask: str


@dataclass(frozen=True, slots=True)
class WishTold(Notice, name="wish_told"):
    """To asker or adopter: a piece of `WishNews`."""

    wish_id: int
    news: str


@dataclass(frozen=True, slots=True)
class WishSaid(Notice, name="wish_said"):
    """What the other side of a wish says; it can be answered by a reply."""

    wish_id: int
    words: str


@dataclass(frozen=True, slots=True)
class WishContact(Notice, name="wish_contact"):
    """How to find the other side of a wish: both have agreed."""

    wish_id: int
    words: str
