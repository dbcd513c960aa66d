"""What a service team's figures count: what happened to appeals and wishes, without who or what was said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.programme.appeals import Act, Appeal, AppealKind, Stage
from domain.programme.wishes import Wish, WishStage


class Happened(StrEnum):
    """What happened."""

    RECEIVED = "received"
    TAKEN = "taken"
    PLANNED = "planned"
    RAISED = "raised"
    SATISFIED = "satisfied"
    PARTLY = "partly"
    NOT = "not"
    UNANSWERED = "unanswered"
    STREET = "street"
    WISH_ASKED = "wish_asked"
    WISH_APPROVED = "wish_approved"
    WISH_DECLINED = "wish_declined"
    WISH_ADOPTED = "wish_adopted"
    WISH_FULFILLED = "wish_fulfilled"
    WISH_LAPSED = "wish_lapsed"


ANSWERS: Final = (Happened.SATISFIED, Happened.PARTLY, Happened.NOT)
CLOSED: Final = (*ANSWERS, Happened.UNANSWERED, Happened.STREET)
WISHES: Final = tuple(each for each in Happened if each.startswith("wish_"))

SPLIT_FROM: Final = 3
"""How many appeals of a kind are counted apart; fewer are counted together."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes:
        queue: The service queue that it counts for.
        at: ms UTC.
        kind: What the appeal is about; None for wishes.
        in_time: Whether it happened by when it was due; None where nothing was.
        took: How long after the appeal was sent, ms; None where that is not measured.
    """

    id: int
    queue: str
    what: Happened
    at: int
    kind: AppealKind | None = None
    in_time: bool | None = None
    took: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened within a span to appeals of a kind, and how often in time."""

    what: Happened
    kind: AppealKind | None
    events: int
    in_time: int


_ENDS: Final[Mapping[Act, Happened]] = {
    Act.SATISFIED: Happened.SATISFIED,
    Act.PARTLY: Happened.PARTLY,
    Act.NOT: Happened.NOT,
    Act.CLOSE: Happened.UNANSWERED,
    Act.STREET: Happened.STREET,
    Act.AGAIN: Happened.RAISED,
    Act.SEND: Happened.RECEIVED,
    Act.MOVE: Happened.RECEIVED,
}


def of_appeal(before: Appeal, after: Appeal, act: Act, at: int) -> Iterator[tuple[Happened, int | None]]:
    """Yield what a step counts as, each with when it was due (ms UTC), None where that is not measured.

    The first answer and the first plan count, not what follows after it has gone up.
    """
    if act in _ENDS:
        yield _ENDS[act], None
    is_first = before.stage is Stage.COLLECTED and not before.raised
    if is_first and before.holder_id is None and after.holder_id is not None:
        yield Happened.TAKEN, before.answer_by or at
    if is_first and act is Act.PLAN:
        yield Happened.PLANNED, before.plan_by or at


_OF_WISH: Final[Mapping[tuple[WishStage, WishStage], Happened]] = {
    (WishStage.DRAFT, WishStage.ASKED): Happened.WISH_ASKED,
    (WishStage.ASKED, WishStage.LISTED): Happened.WISH_APPROVED,
    (WishStage.ASKED, WishStage.DECLINED): Happened.WISH_DECLINED,
    (WishStage.LISTED, WishStage.DECLINED): Happened.WISH_DECLINED,
    (WishStage.ADOPTED, WishStage.DECLINED): Happened.WISH_DECLINED,
    (WishStage.LISTED, WishStage.ADOPTED): Happened.WISH_ADOPTED,
    (WishStage.ADOPTED, WishStage.FULFILLED): Happened.WISH_FULFILLED,
    (WishStage.ASKED, WishStage.LAPSED): Happened.WISH_LAPSED,
    (WishStage.LISTED, WishStage.LAPSED): Happened.WISH_LAPSED,
}


def of_wish(before: Wish, after: Wish) -> Happened | None:
    """Return what a wish's step counts as; None for what is not counted."""
    return _OF_WISH.get((before.stage, after.stage))
