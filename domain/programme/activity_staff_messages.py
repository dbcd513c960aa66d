"""The messages of activities to the staff who hold them."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import Manner, Notice
from domain.tickets.lookups import LookedUp


class Field(StrEnum):
    """What staff say of an activity, in the order in which its card names it."""

    KIND = "kind"
    TITLE = "title"
    WHEN = "when"
    WHERE = "where"
    SEATS = "seats"
    LANGUAGES = "languages"
    BADGE = "badge"
    CALLS = "calls"
    POINTS = "points"
    NOTE = "note"
    OFF = "off"
    """Why it is called off; the card names it only once it was."""


ON_CARD = tuple(each for each in Field if each is not Field.OFF)
"""What the card names, and what its keys change."""

IN_WORDS = frozenset({Field.TITLE, Field.WHEN, Field.WHERE, Field.NOTE, Field.OFF})
"""What is asked for by a question; all else is chosen by keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitiesOfGroup(LookedUp, name="activities_group"):
    """A page, from 0, of what the queues of a group hold and prepare."""

    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCard(LookedUp, name="activity_card"):
    """One activity before the staff who hold it.

    `menu` is a `Field`, `cancel`, `door.N` with a page of numbers, or `move.START.MINUTES` with a time to agree to.
    """

    activity_id: int
    menu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFieldAsked(Notice, name="activity_field_asked"):
    """The question for words to one of the staff; `field` is a `Field`."""

    activity_id: int
    field: str
    who: str
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityEnded(Notice, name="activity_ended"):
    """An activity is over: how many came, and how many did not."""

    activity_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPosterMade(Notice, name="activity_poster"):
    """A poster to print, by which riders sign up."""

    activity_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFieldUnclear(Notice, name="activity_field_unclear", manner=Manner.FLEETING):
    """An answer was not taken: the name of a wording below `activity_unclear`."""

    unclear: str
