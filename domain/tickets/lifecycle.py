"""The life of a report as a table of transitions: sources, action, target, roles, conditions, needs, effects."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.reporting.reports import Report, Status


class Action(StrEnum):
    """An action that changes a report's status."""

    ROUTE = "route"
    ACCEPT = "accept"
    START = "start"
    RESOLVE = "resolve"
    BOUNCE = "bounce"
    REJECT = "reject"
    HOLD = "hold"
    EXTEND = "extend"
    RESUME = "resume"
    DUPLICATE = "duplicate"
    ASSIGN = "assign"
    MOVE = "move"
    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    UNMERGE = "unmerge"
    MAY_SHOW = "may_show"
    TAKE = "take"
    HAND_OVER = "hand_over"
    SPLIT = "split"
    CORRECT = "correct"
    RELOCATE = "relocate"
    RESETTLE = "resettle"


class Role(StrEnum):
    """The role in which a transition is made.

    A supervisor is a member of the supervisors' group, wherever the card stands; a checker, a rider who has neither
    reported nor witnessed it and was asked on the spot.
    """

    QUEUE = "queue"
    TRIAGE = "triage"
    SUPERVISOR = "supervisor"
    REPORTER = "reporter"
    WITNESS = "witness"
    CHECKER = "checker"
    SYSTEM = "system"


class To(StrEnum):
    """A target that depends on the report."""

    FORMER = "former"  # where it came from, `Report.former`
    SAME = "same"  # where it is
    REROUTED = "rerouted"  # to another queue if it is that one's then, else where it is


class Condition(StrEnum):
    """What is true of a report at a time."""

    URGENT = "urgent"
    HELD_TWICE = "held_twice"
    EXTENDED = "extended"
    LONG_RESOLVED = "long_resolved"  # resolved more than 30 days ago
    SETTLED = "settled"  # what follows from its end has happened, or is about to


class Need(StrEnum):
    """The input that a transition needs."""

    NOTHING = "nothing"
    WORDS = "words"
    DAY = "day"
    WORDS_OR_PHOTO = "words_or_photo"
    REASON = "reason"
    REASON_OR_WORDS = "reason_or_words"
    QUEUE = "queue"
    ORIGINAL = "original"
    COLLEAGUE = "colleague"
    CATEGORY = "category"
    PLACE = "place"


class Effect(StrEnum):
    """An effect of a transition, carried out in the same transaction."""

    AWARD_ROUTED = "award_routed"
    AWARD_ACCEPTED = "award_accepted"
    AWARD_ANSWER = "award_answer"
    TAKE_BACK = "take_back"
    TAKE_BACK_IF_FALSE = "take_back_if_false"
    TELL_RIDERS = "tell_riders"
    ASK_RIDERS = "ask_riders"
    SHOW_RECEIPT = "show_receipt"
    TELL_QUEUE = "tell_queue"
    TELL_UNMERGED = "tell_unmerged"
    SEND_TO_TRIAGE = "send_to_triage"
    SEND_TO_QUEUE = "send_to_queue"
    ROUTE_ANEW = "route_anew"
    JOIN_ORIGINAL = "join_original"
    START_CLOCKS = "start_clocks"
    RESUME_CLOCKS = "resume_clocks"
    REOPEN_CLOCKS = "reopen_clocks"
    EXTEND_LIMIT = "extend_limit"
    START_CLOSING = "start_closing"
    START_HOLD = "start_hold"
    END_CALL = "end_call"
    FORGET_PHOTOS = "forget_photos"
    REDRAW_CHECKS = "redraw_checks"
    SHOW_RIDERS = "show_riders"
    TAKE_OVER = "take_over"
    TELL_COLLEAGUE = "tell_colleague"
    REROUTE = "reroute"
    HAND_ON = "hand_on"


class RejectReason(StrEnum):
    """Why a report is rejected; only *false* takes points back."""

    FALSE = "false"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"


class BounceReason(StrEnum):
    """Why a queue sends a ticket back."""

    NOT_OUR_AREA = "not_our_area"
    NOT_OUR_JOB = "not_our_job"
    PRIVATE_PROPERTY = "private_property"
    NEEDS_OTHER_FIRST = "needs_other_first"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    Attributes:
        sources, action, target: From which statuses it leads where.
        roles: Who may make it.
        need: What has to come with it.
        effects: What follows, in the same transaction.
        later: What follows once it can't be undone any more, `UNDO_MS` later.
        supervised: Conditions under which of staff only a supervisor may make it.
        never: Conditions under which nobody may.
    """

    sources: frozenset[Status]
    action: Action
    target: Status | To
    roles: frozenset[Role]
    need: Need = Need.NOTHING
    effects: tuple[Effect, ...] = ()
    later: tuple[Effect, ...] = ()
    supervised: frozenset[Condition] = frozenset()
    never: frozenset[Condition] = frozenset()

    def leads(self, report: Report, *, elsewhere: bool = False) -> Status:
        """Return the status in which it leaves this report, which may go `elsewhere`, to another queue."""
        if isinstance(self.target, Status):
            return self.target
        if self.target is To.REROUTED and elsewhere:
            return Status.ROUTED
        return (report.former or Status.IN_PROGRESS) if self.target is To.FORMER else report.status

    @property
    def may_stay(self) -> bool:
        """Whether it may leave a report in its status."""
        return self.target in {To.SAME, To.REROUTED}


def _from(*sources: Status) -> frozenset[Status]:
    return frozenset(sources)


def _by(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


S, E = Status, Effect
_STAFF = _by(Role.QUEUE, Role.TRIAGE, Role.SUPERVISOR)
_ABOVE_QUEUES = _by(Role.TRIAGE, Role.SUPERVISOR)
_RIDERS = _by(Role.REPORTER, Role.WITNESS, Role.CHECKER)
_REJECTED = (E.TAKE_BACK_IF_FALSE, E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS)
_JOINED = (E.JOIN_ORIGINAL, E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS)

_CORRECTED = _from(S.ROUTED, S.ACCEPTED, S.IN_PROGRESS, S.REOPENED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        _from(S.SUBMITTED), Action.ROUTE, S.ROUTED, _by(Role.SYSTEM),
        effects=(E.AWARD_ROUTED, E.START_CLOCKS),
    ),
    Transition(
        _from(S.ROUTED, S.REOPENED), Action.ACCEPT, S.ACCEPTED, _STAFF,
        effects=(E.AWARD_ACCEPTED, E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.BOUNCED), Action.ACCEPT, S.ACCEPTED, _ABOVE_QUEUES,
        effects=(E.AWARD_ACCEPTED, E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.ACCEPTED, S.REOPENED), Action.START, S.IN_PROGRESS, _STAFF,
        effects=(E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD), Action.RESOLVE, S.RESOLVED, _STAFF, Need.WORDS_OR_PHOTO,
        (E.START_CLOSING, E.SHOW_RECEIPT, E.ASK_RIDERS, E.END_CALL),
    ),
    Transition(
        _from(S.ROUTED, S.ACCEPTED, S.REOPENED), Action.BOUNCE, S.BOUNCED, _by(Role.QUEUE), Need.REASON_OR_WORDS,
        (E.SEND_TO_TRIAGE, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.ROUTED, S.ACCEPTED, S.REOPENED), Action.REJECT, S.REJECTED, _STAFF, Need.REASON,
        later=_REJECTED,
    ),
    Transition(
        _from(S.BOUNCED), Action.REJECT, S.REJECTED, _ABOVE_QUEUES, Need.REASON,
        later=_REJECTED,
    ),
    Transition(
        _from(S.IN_PROGRESS), Action.REJECT, S.REJECTED, _by(Role.SUPERVISOR), Need.REASON,
        later=_REJECTED,
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS), Action.HOLD, S.ON_HOLD, _STAFF, Need.WORDS,
        (E.START_HOLD, E.SHOW_RECEIPT, E.TELL_RIDERS),
        supervised=frozenset({Condition.URGENT, Condition.HELD_TWICE}),
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS), Action.EXTEND, To.SAME, _STAFF, Need.DAY,
        (E.EXTEND_LIMIT, E.SHOW_RECEIPT, E.TELL_RIDERS),
        supervised=frozenset({Condition.URGENT}), never=frozenset({Condition.EXTENDED}),
    ),
    Transition(
        _from(S.ON_HOLD), Action.RESUME, To.FORMER, _STAFF | {Role.SYSTEM},
        effects=(E.RESUME_CLOCKS, E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.ROUTED, S.ACCEPTED, S.REOPENED), Action.DUPLICATE, S.DUPLICATE, _STAFF, Need.ORIGINAL,
        later=_JOINED,
    ),
    Transition(
        _from(S.BOUNCED), Action.DUPLICATE, S.DUPLICATE, _ABOVE_QUEUES, Need.ORIGINAL,
        later=_JOINED,
    ),
    Transition(
        _from(S.REJECTED, S.DUPLICATE), Action.UNDO, To.FORMER, _STAFF,
        effects=(E.RESUME_CLOCKS,),
        never=frozenset({Condition.SETTLED}),
    ),
    Transition(
        _from(S.DUPLICATE), Action.UNMERGE, To.FORMER, _by(Role.SYSTEM),
        effects=(E.RESUME_CLOCKS, E.TELL_UNMERGED),
    ),
    Transition(
        _from(S.ROUTED, S.BOUNCED), Action.ASSIGN, S.ROUTED, _ABOVE_QUEUES, Need.QUEUE,
        (E.SEND_TO_QUEUE, E.START_CLOCKS, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD, S.REOPENED, S.RESOLVED), Action.ASSIGN, S.ROUTED,
        _by(Role.SUPERVISOR), Need.QUEUE,
        (E.SEND_TO_QUEUE, E.START_CLOCKS, E.SHOW_RECEIPT, E.REDRAW_CHECKS),
    ),
    Transition(
        _from(S.SUBMITTED, S.ROUTED), Action.MOVE, S.ROUTED, _by(Role.REPORTER),
        effects=(E.ROUTE_ANEW, E.START_CLOCKS, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.RESOLVED, S.CLOSED_UNCONFIRMED), Action.FIXED, S.CONFIRMED, _RIDERS,
        effects=(E.AWARD_ANSWER, E.SHOW_RECEIPT, E.TELL_RIDERS, E.REDRAW_CHECKS, E.FORGET_PHOTOS),
        never=frozenset({Condition.LONG_RESOLVED}),
    ),
    Transition(
        _from(S.RESOLVED, S.CONFIRMED, S.CLOSED_UNCONFIRMED), Action.NOT_FIXED, S.REOPENED, _RIDERS,
        effects=(E.AWARD_ANSWER, E.REOPEN_CLOCKS, E.SHOW_RECEIPT, E.TELL_QUEUE, E.TELL_RIDERS, E.REDRAW_CHECKS),
        never=frozenset({Condition.LONG_RESOLVED}),
    ),
    Transition(
        _from(S.RESOLVED), Action.CLOSE, S.CLOSED_UNCONFIRMED, _by(Role.SYSTEM),
        effects=(E.SHOW_RECEIPT, E.TELL_RIDERS, E.REDRAW_CHECKS, E.FORGET_PHOTOS),
    ),
    Transition(_from(S.RESOLVED), Action.MAY_SHOW, To.SAME, _STAFF, effects=(E.SHOW_RIDERS,)),
    Transition(
        _from(S.ROUTED, S.BOUNCED), Action.WITHDRAW, S.WITHDRAWN, _by(Role.REPORTER),
        effects=(E.TAKE_BACK, E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS),
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD), Action.TAKE, To.SAME, _STAFF,
        effects=(E.TAKE_OVER,),
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD), Action.HAND_OVER, To.SAME, _STAFF, Need.COLLEAGUE,
        (E.TAKE_OVER, E.TELL_COLLEAGUE),
    ),
    Transition(_from(S.ROUTED, S.ACCEPTED, S.IN_PROGRESS), Action.SPLIT, To.SAME, _STAFF, Need.CATEGORY),
    Transition(
        _CORRECTED, Action.CORRECT, To.REROUTED, _STAFF, Need.CATEGORY,
        (E.REROUTE, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.BOUNCED), Action.CORRECT, To.REROUTED, _ABOVE_QUEUES, Need.CATEGORY,
        (E.REROUTE, E.SHOW_RECEIPT),
    ),
    Transition(
        _CORRECTED, Action.RELOCATE, To.REROUTED, _STAFF, Need.PLACE,
        (E.REROUTE, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.BOUNCED), Action.RELOCATE, To.REROUTED, _ABOVE_QUEUES, Need.PLACE,
        (E.REROUTE, E.SHOW_RECEIPT),
    ),
    Transition(
        _CORRECTED | {S.ON_HOLD}, Action.RESETTLE, To.REROUTED, _by(Role.SYSTEM), Need.REASON,
        (E.REROUTE, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.BOUNCED, S.RESOLVED), Action.RESETTLE, To.SAME, _by(Role.SYSTEM), Need.REASON,
        (E.HAND_ON, E.SHOW_RECEIPT),
    ),
)  # fmt: skip

FINAL = frozenset({S.CONFIRMED, S.CLOSED_UNCONFIRMED, S.REJECTED, S.DUPLICATE, S.WITHDRAWN})
"""Statuses of closed reports. From those that were resolved a rider leads back by *not fixed*, for 30 days; staff undo
that a report was rejected or called a duplicate, for two minutes."""

OPEN = frozenset(Status) - FINAL
WAITING = OPEN - {S.RESOLVED}
"""Statuses in which the queue still has to act."""

STOPPED = FINAL | {S.ON_HOLD, S.RESOLVED}
"""Statuses in which a report's clocks stand still."""

UNDONE = frozenset({S.REJECTED, S.DUPLICATE})
"""Statuses that staff can undo."""

UNDO_MS: Final = 120_000
"""How long a transition can be undone whose effects come later."""

HOLDS_AT_MOST: Final = 2
"""How often staff may hold a ticket without a supervisor."""

HEARD_AFTER_CLOSING_MS: Final = 30 * 86_400_000
"""How long after a report was closed what its riders say still reaches its queue, and it may be reopened."""

_HOLDS: Final[Mapping[Condition, Callable[[Report, int], bool]]] = {
    Condition.URGENT: lambda report, _: report.urgent,
    Condition.HELD_TWICE: lambda report, _: report.holds >= HOLDS_AT_MOST,
    Condition.EXTENDED: lambda report, _: report.extensions > 0,
    Condition.LONG_RESOLVED: lambda it, at: it.resolved_at is not None and at - it.resolved_at > HEARD_AFTER_CLOSING_MS,
    Condition.SETTLED: lambda report, now: report.former is None or now - (report.closed_at or 0) >= UNDO_MS,
}


def standing(conditions: Iterable[Condition], report: Report, now: int) -> tuple[Condition, ...]:
    """Return those of the conditions that are true of a report now (ms UTC), in the order of their names."""
    return tuple(each for each in sorted(conditions) if _HOLDS[each](report, now))


CHOSEN_ON_THE_CARD = frozenset({Need.REASON, Need.REASON_OR_WORDS, Need.QUEUE, Need.COLLEAGUE, Need.CATEGORY})
"""Inputs that are chosen from a menu on the card; the others are asked for in words."""

WORDS_FOR_RIDERS = frozenset({Action.RESOLVE, Action.HOLD, Action.EXTEND, Action.REJECT})
"""Actions whose words riders may read; those of a bounce are for other queues only."""


def is_heard(status: Status, closed_at: int | None, now: int) -> bool:
    """Return whether what its riders say still belongs to a report: an open one, or one closed 30 days ago at most."""
    return status in OPEN or (closed_at is not None and now - closed_at <= HEARD_AFTER_CLOSING_MS)


def transition(action: Action, source: Status) -> Transition | None:
    """Return the row for this action from this status; None if there is none."""
    return next((row for row in TRANSITIONS if row.action is action and source in row.sources), None)


def open_actions(report: Report, roles: Iterable[Role], now: int) -> tuple[Action, ...]:
    """Return the actions that these roles may take on a report now (ms UTC), in table order."""
    held = frozenset(roles)
    rows = (row for row in TRANSITIONS if report.status in row.sources and row.roles & held)
    return tuple(row.action for row in rows if not standing(row.never, report, now))
