"""The messages of wishes to the staff who look after them."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import Manner, Meaning, Notice
from domain.tickets.lookups import LookedUp


class WishMenu(StrEnum):
    """What is open below a wish's card."""

    CARD = ""
    DECLINE = "decline"
    TAKE_DOWN = "take_down"
    ADOPT = "adopt"


class StaffAsk(StrEnum):
    """What staff are asked for; the word stands in the question's key."""

    SAID = "said"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class WishCard(Meaning, name="wish_card", manner=Manner.CARD):
    """A wish before the staff who look after it; `menu` is a `WishMenu`."""

    wish_id: int
    menu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishesOfGroup(LookedUp, name="wishes_group"):
    """A page, from 0, of the wishes that run and which the group looks after."""

    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WishSheet(LookedUp, name="wish_sheet"):
    """The card of a wish once more, as somebody looked it up."""

    wish_id: int
    menu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishStaffAsked(Notice, name="wish_staff_asked"):
    """The question to one of the staff; `ask` is a `StaffAsk`."""

    wish_id: int
    ask: str
    who: str
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishSaidToStaff(Notice, name="wish_said_to_staff"):
    """What the asker says to the staff who have taken their wish; a reply goes back."""

    wish_id: int
    words: str
