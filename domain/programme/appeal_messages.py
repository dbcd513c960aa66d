"""The messages about appeals, to riders and to staff."""

from dataclasses import dataclass
from enum import StrEnum

from domain.messages import FixedNotice, Manner, Meaning, Notice
from domain.tickets.lookups import LookedUp


class News(StrEnum):
    """What a rider hears of an appeal."""

    TAKEN = "taken"
    PLAN = "plan"
    RESULT = "result"
    MISSING = "missing"
    """They are asked what is missing, as it goes up."""
    ENDED = "ended"
    """It was closed after a second *not*."""
    SILENT = "silent"
    """It closed by itself, as nobody said whether it helped."""
    STREET = "street"
    """It is a problem on the street."""
    UNSENT = "unsent"
    """Their card waits, unsent."""
    SAID = "said"
    """What staff say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealsShown(Notice, name="appeals"):
    """A rider's own appeals that go on, with a key that begins another."""


@dataclass(frozen=True, slots=True)
class AppealCard(Meaning, name="appeal_card", manner=Manner.CARD):
    """An appeal before its rider: a draft, then the receipt; `menu` is `kind` while they choose that, else ""."""

    appeal_id: int
    menu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealTold(Notice, name="appeal_told"):
    """A piece of news of an appeal to its rider; `line_id` is what was said with it, 0 for nothing."""

    appeal_id: int
    news: News
    line_id: int = 0


class AppealUnsent(FixedNotice, name="appeal_unsent"):
    """A rider's card was put away, as they did not send it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AppealTicket(Meaning, name="appeal_ticket", manner=Manner.CARD):
    """An appeal before the staff who see to it; `menu` is `more` or `units` while that stands open."""

    appeal_id: int
    menu: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLine(Notice, name="appeal_line"):
    """One thing that a rider said, before staff: its words, photo or voice."""

    appeal_id: int
    line_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealWhole(Notice, name="appeal_whole"):
    """All words of an appeal, of its rider and of staff, in order; `page` is counted from 0."""

    appeal_id: int
    page: int = 0


class Lack(StrEnum):
    """What a plan lacks."""

    DAY = "day"
    OVER = "over"
    WHICH = "which"
    FAR = "far"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAsked(Notice, name="appeal_asked"):
    """A question for words to one of the staff.

    `act` is `plan` or `result`; `lack` is what an answer lacked, a value of `Lack`, "" at first.
    """

    appeal_id: int
    act: str
    who: str
    user_id: int
    lack: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealReplied(Notice, name="appeal_replied"):
    """The question what a reply to a card is for: the rider, or staff alone."""

    appeal_id: int
    line_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDue(Notice, name="appeal_due", manner=Manner.NUDGE):
    """A reminder to staff of what they owe, a value of `domain.programme.appeals.Due`; `again` as it goes up."""

    appeal_id: int
    due: str


class Up(StrEnum):
    """Why supervisors hear of an appeal."""

    RAISED = "raised"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealUp(Notice, name="appeal_up"):
    """An appeal before supervisors, with its words where it has gone up to them."""

    appeal_id: int
    why: Up


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealsOfGroup(LookedUp, name="appeals_group"):
    """A page, from 0, of the open appeals that a group sees to."""

    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFigures(LookedUp, name="appeals_figures", reads_much=True):
    """Counts of 90 days by kind and stage, and what several riders say of one place, for supervisors."""
