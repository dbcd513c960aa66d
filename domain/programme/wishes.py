"""Wishes: a rider asks for something small, somebody takes it on and fulfils it; the table of a wish's steps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from domain.programme.wish_errors import WishMoved, WishTaken

LONGEST: Final = 140
"""Characters of a wish."""

SAID_LONGEST: Final = 300
"""Characters of what one of the two says to the other, and of how to find them."""

ADOPTED_AT_ONCE: Final = 3
"""How many wishes a rider has taken and not fulfilled."""

_DAY_MS: Final = 86_400_000
REMINDED_MS: Final = 2 * _DAY_MS
"""After which silence who has taken a wish is reminded."""
SILENT_MS: Final = 3 * _DAY_MS
"""After which silence a wish is free again."""
WAITS_MS: Final = 30 * _DAY_MS
"""How long a wish without a day waits for somebody."""


class WishStage(StrEnum):
    """Where a wish stands. Other riders see it while it is listed."""

    DRAFT = "draft"
    ASKED = "asked"
    LISTED = "listed"
    ADOPTED = "adopted"
    FULFILLED = "fulfilled"
    THANKED = "thanked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What moves a wish."""

    ASK = "ask"
    APPROVE = "approve"
    DECLINE = "decline"
    TAKE_DOWN = "take_down"
    WITHDRAW = "withdraw"
    ADOPT = "adopt"
    RELEASE = "release"
    FULFIL = "fulfil"
    NOT_YET = "not_yet"
    THANK = "thank"
    LAPSE = "lapse"


class Adopter(StrEnum):
    """Who has taken a wish; for all but riders the service group acts."""

    RIDER = "rider"
    QUEUE = "queue"
    STATION = "station"
    COMPANY = "company"


class DeclineReason(StrEnum):
    """Why staff do not list a wish, or take it down."""

    ADVERTISEMENT = "advertisement"
    SELLING = "selling"
    MONEY = "money"
    PERSONAL = "personal"
    NOT_POSSIBLE = "not_possible"


S = WishStage
STEPS: Final[Mapping[Step, tuple[frozenset[WishStage], WishStage]]] = {
    Step.ASK: (frozenset({S.DRAFT}), S.ASKED),
    Step.APPROVE: (frozenset({S.ASKED}), S.LISTED),
    Step.DECLINE: (frozenset({S.ASKED}), S.DECLINED),
    Step.TAKE_DOWN: (frozenset({S.LISTED, S.ADOPTED}), S.DECLINED),
    Step.WITHDRAW: (frozenset({S.ASKED, S.LISTED, S.ADOPTED}), S.WITHDRAWN),
    Step.ADOPT: (frozenset({S.LISTED}), S.ADOPTED),
    Step.RELEASE: (frozenset({S.ADOPTED}), S.LISTED),
    Step.FULFIL: (frozenset({S.ADOPTED}), S.FULFILLED),
    Step.NOT_YET: (frozenset({S.FULFILLED}), S.ADOPTED),
    Step.THANK: (frozenset({S.FULFILLED}), S.THANKED),
    Step.LAPSE: (frozenset({S.ASKED, S.LISTED}), S.LAPSED),
}
"""From which stages each step leads, and where to."""

RUNS: Final = frozenset({S.DRAFT, S.ASKED, S.LISTED, S.ADOPTED})
"""Where a wish is not over."""

HAS_ADOPTER: Final = frozenset({S.ADOPTED, S.FULFILLED, S.THANKED})
"""Where somebody has taken it, or had."""

_NO_ADOPTER: Final[Mapping[str, Any]] = {"adopter": None, "adopter_id": None, "adopter_ref": "", "adopted_at": None,
                                         "heard_at": None, "done_words": "", "done_photo_id": None}  # fmt: skip
_NO_CONTACTS: Final[Mapping[str, Any]] = {"asker_contact": "", "adopter_contact": ""}


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish (times are ms UTC).

    Attributes:
        month, serial: Its number, "" and 0 until it is sent: the month in district time as `2612`, counted from 1.
        queue: The service queue whose staff approve it.
        photo_id: Its photo, None for none.
        by_when: The day by which it is wanted, as `2026-12-24`, "" for any.
        at: When it was begun, changed or moved last.
        asked_at: When it was sent, None for a draft.
        due_at: When it ends if nobody has taken it.
        adopter_id: The rider who has taken it; None for staff, and once that rider has left.
        adopter_ref: The id of the queue, station or company for which staff have taken it.
        heard_at: When the adopter said or did something last.
        done_words, done_photo_id: What the adopter said and showed of it when it was done.
        thanks: What the asker said then.
        declined_for: Why staff did not list it, or took it down.
        asker_contact, adopter_contact: How to find each, until both have said so.
        closed_at: When it ended, None while it runs.
    """

    id: int
    rider_id: int
    queue: str
    at: int
    stage: WishStage = WishStage.DRAFT
    month: str = ""
    serial: int = 0
    words: str = ""
    photo_id: int | None = None
    by_when: str = ""
    asked_at: int | None = None
    due_at: int = 0
    adopter: Adopter | None = None
    adopter_id: int | None = None
    adopter_ref: str = ""
    adopted_at: int | None = None
    heard_at: int | None = None
    done_words: str = ""
    done_photo_id: int | None = None
    thanks: str = ""
    declined_for: DeclineReason | None = None
    asker_contact: str = ""
    adopter_contact: str = ""
    closed_at: int | None = None

    @property
    def number(self) -> str:
        """What people call it: `W-2612-0007`; "" for a draft."""
        return f"W-{self.month}-{self.serial:04d}" if self.serial else ""

    @property
    def by_rider(self) -> bool:
        """Whether a rider has taken it, or had, and not staff."""
        return self.adopter is Adopter.RIDER

    def after(self, step: Step, now: int, **changes: Any) -> Self:
        """Return it after a step, with these changes besides; how to find the two is not kept beyond any.

        Raises:
            WishTaken: Somebody else has taken it meanwhile.
            WishMoved: The step does not lead on from where it stands.
        """
        sources, target = STEPS[step]
        if self.stage not in sources:
            raise WishTaken if step is Step.ADOPT and self.stage in HAS_ADOPTER else WishMoved
        kept = {} if target in HAS_ADOPTER else _NO_ADOPTER
        over = {"closed_at": None if target in RUNS else now}
        heard = {"heard_at": now} if target is S.ADOPTED else {}
        settled: Mapping[str, Any] = {**kept, **_NO_CONTACTS, **over, **heard, **changes}
        return replace(self, stage=target, at=now, **settled)
