"""The messages of a call about a missing person: to the staff who make it, and to the riders who were near."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import Manner, Notice
from domain.tickets.lookups import LookedUp


class MissingField(StrEnum):
    """What staff say of a missing person, in the order in which the card names it."""

    DESCRIPTION = "description"
    PHOTO = "photo"
    WHERE = "where"
    WHEN = "when"
    RADIUS = "radius"
    HOURS = "hours"
    WHO = "who"


IN_WORDS = frozenset({MissingField.DESCRIPTION, MissingField.PHOTO, MissingField.WHERE, MissingField.WHEN})
"""What is asked for by a question; all else is chosen by keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingOfGroup(LookedUp, name="missing_group"):
    """What a group calls, or prepares to call, riders about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCard(LookedUp, name="missing_card"):
    """One missing person before the staff who call riders; `menu` is a `MissingField` or a `MissingState` to agree to.

    Supervisors hear of another queue's call by this card; it is then by the call's id, as nobody looked it up.
    """

    missing_id: int
    menu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCallAsked(LookedUp, name="missing_call"):
    """Before staff call riders as far as `radius_m` metres: how many that reaches now, and what they will read."""

    missing_id: int
    radius_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFieldAsked(Notice, name="missing_field_asked"):
    """The question for a `MissingField` to one of the staff."""

    missing_id: int
    field: str
    who: str
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFieldRefused(Notice, name="missing_field_refused", manner=Manner.FLEETING):
    """An answer was not taken: the name of a wording below `missing_unclear`."""

    unclear: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingEnded(Notice, name="missing_ended"):
    """To the groups that knew of a call: it is over, and what became of it."""

    missing_id: int


@dataclass(frozen=True, slots=True)
class MissingPersonCalled(Notice, name="missing_called", protected=True):
    """To a rider who was near: who is missing, where and when they were seen last."""

    missing_id: int


@dataclass(frozen=True, slots=True)
class MissingPersonOver(Notice, name="missing_over"):
    """To a rider who was told of a missing person: it is over, thanks, and what was said is taken back."""

    missing_id: int
