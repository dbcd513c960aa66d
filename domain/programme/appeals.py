"""Appeals of riders: what troubles them, what is planned about it, what came of it, and which step leads where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.district.catalogue import Clock, Span
from domain.geo.positions import Position

NAME: Final = "SQ"
"""What an appeal's number begins with."""

SENT_A_DAY: Final = 3
WORDS_LONGEST: Final = 4000
"""Characters of one message that are kept."""

CONTACT_LONGEST: Final = 100
PLACE_LONGEST: Final = 60
PHOTOS_AT_MOST: Final = 10
CLIPS_AT_MOST: Final = 5
HEARS_MS: Final = 10 * 60_000
"""How long after the last thing what its rider sends still joins an open card."""

ALIKE_FROM: Final = 3
"""From how many different riders on a kind and a place are shown together."""

ALIKE_DAYS: Final = 90


class AppealKind(StrEnum):
    """What an appeal is about, in the order of the keys."""

    PAY = "pay"
    INJURY = "injury"
    DISPUTE = "dispute"
    GATE = "gate"
    HOUSING = "housing"
    POLICY = "policy"
    ELSE = "else"


WITH_PLACE: Final = frozenset({AppealKind.DISPUTE, AppealKind.GATE})
"""Kinds of which the rider is asked where it is."""


class Stage(StrEnum):
    """How far an appeal is."""

    DRAFT = "draft"
    COLLECTED = "collected"
    PLANNED = "planned"
    FOLLOWED = "followed"
    """The result was told; the rider says whether it helped."""
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN: Final = frozenset({Stage.COLLECTED, Stage.PLANNED, Stage.FOLLOWED})
ENDED: Final = frozenset({Stage.CLOSED, Stage.WITHDRAWN})


class Act(StrEnum):
    """A step of an appeal."""

    SEND = "send"
    DROP = "drop"
    WITHDRAW = "withdraw"
    TAKE = "take"
    PLAN = "plan"
    RESULT = "result"
    MOVE = "move"
    STREET = "street"
    SATISFIED = "satisfied"
    PARTLY = "partly"
    AGAIN = "again"
    NOT = "not"
    CLOSE = "close"


class By(StrEnum):
    """Who takes a step."""

    RIDER = "rider"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: who leads from which stages to which by what; None for the stage that it has."""

    sources: frozenset[Stage]
    act: Act
    target: Stage | None
    who: By


_PENDING: Final = frozenset({Stage.COLLECTED, Stage.PLANNED})

STEPS: Final = (
    Step(frozenset({Stage.DRAFT}), Act.SEND, Stage.COLLECTED, By.RIDER),
    Step(frozenset({Stage.DRAFT}), Act.DROP, Stage.WITHDRAWN, By.RIDER),
    Step(frozenset({Stage.COLLECTED}), Act.WITHDRAW, Stage.WITHDRAWN, By.RIDER),
    Step(OPEN, Act.TAKE, None, By.STAFF),
    Step(_PENDING, Act.PLAN, Stage.PLANNED, By.STAFF),
    Step(_PENDING, Act.RESULT, Stage.FOLLOWED, By.STAFF),
    Step(_PENDING, Act.MOVE, Stage.COLLECTED, By.STAFF),
    Step(_PENDING, Act.STREET, Stage.CLOSED, By.STAFF),
    Step(frozenset({Stage.FOLLOWED}), Act.SATISFIED, Stage.CLOSED, By.RIDER),
    Step(frozenset({Stage.FOLLOWED}), Act.PARTLY, Stage.CLOSED, By.RIDER),
    Step(frozenset({Stage.FOLLOWED}), Act.AGAIN, Stage.COLLECTED, By.RIDER),
    Step(frozenset({Stage.FOLLOWED}), Act.NOT, Stage.CLOSED, By.RIDER),
    Step(frozenset({Stage.FOLLOWED}), Act.CLOSE, Stage.CLOSED, By.SYSTEM),
)
"""*Not* goes up once: it is `AGAIN` the first time and `NOT` the second."""


def step(act: Act, source: Stage, who: By) -> Step | None:
    """Return the row of an act from a stage; None if there is none for these."""
    return next((each for each in STEPS if each.act is act and source in each.sources and each.who is who), None)


def acts_of(stage: Stage, who: By) -> tuple[Act, ...]:
    """Return what somebody may do in a stage, in table order."""
    return tuple(each.act for each in STEPS if stage in each.sources and each.who is who)


class Asks(StrEnum):
    """What the next message of its rider is for."""

    NOTHING = ""
    CONTACT = "contact"
    WHERE = "where"
    MISSING = "missing"
    """What is missing to be satisfied."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal; what was said is in its lines.

    Attributes:
        queue: The service queue that has it.
        kind: What it is about; None while the rider has not chosen.
        month, serial: Its number, counted by the month of the district; "" and 0 before it is sent.
        position, place: Where it is, if the rider says; `place` is how it is called, "" for nowhere in particular.
        contact: How to reach the rider, in their own words; "" for not at all but by the bot.
        asks: What the next message of its rider is for.
        opened_at, touched_at, sent_at, followed_at, closed_at: ms UTC; `touched_at` is when its rider was heard last.
        answer_by, plan_by: When staff must have taken it and planned something, ms UTC.
        until: The day of the plan as its end of work, ms UTC.
        due_at: Which of the three counts now, ms UTC; None while the rider is to act.
        holder_id, holder: Who of the staff has it, by Telegram id and name; None and "" for nobody.
        raised: Whether it has gone up.
        answer: The act by which it ended, "" while it goes on.
    """

    id: int
    rider_id: int
    queue: str
    kind: AppealKind | None
    stage: Stage
    opened_at: int
    touched_at: int
    month: str = ""
    serial: int = 0
    position: Position | None = None
    place: str = ""
    contact: str = ""
    asks: Asks = Asks.NOTHING
    sent_at: int | None = None
    answer_by: int | None = None
    plan_by: int | None = None
    until: int | None = None
    due_at: int | None = None
    followed_at: int | None = None
    closed_at: int | None = None
    holder_id: int | None = None
    holder: str = ""
    raised: bool = False
    answer: str = ""

    @property
    def number(self) -> str:
        """Its number, `SQ-2612-0007`."""
        return f"{NAME}-{self.month}-{self.serial:04d}"


class Said(StrEnum):
    """What a line of an appeal is."""

    OPENED = "opened"
    """Of the rider, before it was sent."""
    ADDED = "added"
    """Of the rider, later."""
    WAITS = "waits"
    """Of staff, until they say what it is for."""
    TO_RIDER = "to_rider"
    NOTE = "note"
    PLAN = "plan"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said.

    Attributes:
        words: What it says, "" for a photo or a clip alone.
        photo_id, clip_id: What it brings.
        message_id: The Telegram message that it came in.
        by_id, by: Who of the staff said it; 0 and "" for the rider.
    """

    id: int
    appeal_id: int
    at: int
    said: Said
    words: str
    message_id: int
    photo_id: int | None = None
    clip_id: int | None = None
    by_id: int = 0
    by: str = ""


def words_of(lines: Iterable[Line], *said: Said) -> str:
    """Return the words of the lines of these kinds, one below another."""
    return "\n".join(each.words for each in lines if each.said in said and each.words)


def brings(lines: Iterable[Line]) -> tuple[int, int]:
    """Return how many photos and how many clips its rider sent."""
    own = [each for each in lines if each.said in {Said.OPENED, Said.ADDED}]
    return sum(each.photo_id is not None for each in own), sum(each.clip_id is not None for each in own)


class Due(StrEnum):
    """What staff owe next."""

    ANSWER = "answer"
    PLAN = "plan"
    RESULT = "result"


PLAN_WITHIN: Final = (Span(3, "d"), Clock.WORK_DAYS)
LATE_AFTER: Final = (Span(1, "d"), Clock.WORK_DAYS)
"""How long after it was due supervisors hear of it."""

_ANSWER_WITHIN: Final[Mapping[AppealKind, tuple[Span, Clock]]] = {AppealKind.INJURY: (Span(4, "h"), Clock.WORK_HOURS)}


def answer_within(kind: AppealKind | None) -> tuple[Span, Clock]:
    """Return how soon somebody of the staff must take an appeal of this kind."""
    return (
        (Span(1, "d"), Clock.WORK_DAYS) if kind is None else _ANSWER_WITHIN.get(kind, (Span(1, "d"), Clock.WORK_DAYS))
    )


def due(appeal: Appeal) -> tuple[Due, int] | None:
    """Return what staff owe and by when (ms UTC); None where they owe nothing."""
    what = {
        Stage.COLLECTED: (Due.ANSWER, appeal.answer_by) if appeal.holder_id is None else (Due.PLAN, appeal.plan_by),
        Stage.PLANNED: (Due.RESULT, appeal.until),
    }.get(appeal.stage)
    return (what[0], what[1]) if what is not None and what[1] is not None else None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many appeals of a kind are in a stage, for supervisors."""

    kind: AppealKind | None
    stage: Stage
    appeals: int


@dataclass(frozen=True, slots=True)
class Alike:
    """How many different riders have said the same of one place, for supervisors: no words, no numbers."""

    kind: AppealKind
    place: str
    riders: int


@dataclass(frozen=True, slots=True)
class AppealWeek:
    """What came to a queue and what ended in a week, and how many of these riders were satisfied."""

    received: int
    closed: int
    satisfied: int
