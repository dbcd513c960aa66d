"""The life of a report as a table of transitions: sources, action, target, roles, needs, effects."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.reporting.reports import Status


class Action(StrEnum):
    """An action that changes a report's status."""

    ROUTE = "route"
    ACCEPT = "accept"
    START = "start"
    RESOLVE = "resolve"
    BOUNCE = "bounce"
    REJECT = "reject"
    HOLD = "hold"
    RESUME = "resume"
    DUPLICATE = "duplicate"
    ASSIGN = "assign"
    MOVE = "move"
    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    CLOSE = "close"
    WITHDRAW = "withdraw"


class Role(StrEnum):
    """The role in which a transition is made."""

    QUEUE = "queue"
    TRIAGE = "triage"
    REPORTER = "reporter"
    WITNESS = "witness"
    SYSTEM = "system"


class Need(StrEnum):
    """The input that a transition needs."""

    NOTHING = "nothing"
    WORDS = "words"
    WORDS_OR_PHOTO = "words_or_photo"
    REASON = "reason"
    QUEUE = "queue"
    ORIGINAL = "original"


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
    SEND_TO_TRIAGE = "send_to_triage"
    SEND_TO_QUEUE = "send_to_queue"
    ROUTE_ANEW = "route_anew"
    JOIN_ORIGINAL = "join_original"
    START_CLOCKS = "start_clocks"
    RESUME_CLOCKS = "resume_clocks"
    START_CLOSING = "start_closing"
    START_HOLD = "start_hold"
    FORGET_PHOTOS = "forget_photos"


class RejectReason(StrEnum):
    """Why a report is rejected; only *false* takes points back."""

    FALSE = "false"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    sources: frozenset[Status]
    action: Action
    target: Status
    roles: frozenset[Role]
    need: Need = Need.NOTHING
    effects: tuple[Effect, ...] = ()


def _from(*sources: Status) -> frozenset[Status]:
    return frozenset(sources)


def _by(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


S, E = Status, Effect
_STAFF = _by(Role.QUEUE, Role.TRIAGE)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        _from(S.SUBMITTED), Action.ROUTE, S.ROUTED, _by(Role.SYSTEM),
        effects=(E.AWARD_ROUTED, E.START_CLOCKS),
    ),
    Transition(
        _from(S.ROUTED, S.REOPENED, S.BOUNCED), Action.ACCEPT, S.ACCEPTED, _STAFF,
        effects=(E.AWARD_ACCEPTED, E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.ACCEPTED, S.REOPENED), Action.START, S.IN_PROGRESS, _STAFF,
        effects=(E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD), Action.RESOLVE, S.RESOLVED, _STAFF, Need.WORDS_OR_PHOTO,
        (E.START_CLOSING, E.SHOW_RECEIPT, E.ASK_RIDERS),
    ),
    Transition(
        _from(S.ROUTED, S.ACCEPTED, S.REOPENED), Action.BOUNCE, S.BOUNCED, _by(Role.QUEUE), Need.WORDS,
        (E.SEND_TO_TRIAGE, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.ROUTED, S.ACCEPTED, S.REOPENED, S.BOUNCED), Action.REJECT, S.REJECTED, _STAFF, Need.REASON,
        (E.TAKE_BACK_IF_FALSE, E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS),
    ),
    Transition(
        _from(S.ACCEPTED, S.IN_PROGRESS), Action.HOLD, S.ON_HOLD, _STAFF, Need.WORDS,
        (E.START_HOLD, E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.ON_HOLD), Action.RESUME, S.IN_PROGRESS, _by(Role.QUEUE, Role.TRIAGE, Role.SYSTEM),
        effects=(E.RESUME_CLOCKS, E.SHOW_RECEIPT, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.ROUTED, S.ACCEPTED, S.REOPENED, S.BOUNCED), Action.DUPLICATE, S.DUPLICATE, _STAFF, Need.ORIGINAL,
        (E.JOIN_ORIGINAL, E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS),
    ),
    Transition(
        _from(S.ROUTED, S.BOUNCED), Action.ASSIGN, S.ROUTED, _by(Role.TRIAGE), Need.QUEUE,
        (E.SEND_TO_QUEUE, E.START_CLOCKS, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.SUBMITTED, S.ROUTED), Action.MOVE, S.ROUTED, _by(Role.REPORTER),
        effects=(E.ROUTE_ANEW, E.START_CLOCKS, E.SHOW_RECEIPT),
    ),
    Transition(
        _from(S.RESOLVED), Action.FIXED, S.CONFIRMED, _by(Role.REPORTER, Role.WITNESS),
        effects=(E.AWARD_ANSWER, E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS),
    ),
    Transition(
        _from(S.RESOLVED, S.CLOSED_UNCONFIRMED), Action.NOT_FIXED, S.REOPENED, _by(Role.REPORTER, Role.WITNESS),
        effects=(E.AWARD_ANSWER, E.START_CLOCKS, E.SHOW_RECEIPT, E.TELL_QUEUE, E.TELL_RIDERS),
    ),
    Transition(
        _from(S.RESOLVED), Action.CLOSE, S.CLOSED_UNCONFIRMED, _by(Role.SYSTEM),
        effects=(E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS),
    ),
    Transition(
        _from(S.ROUTED, S.BOUNCED), Action.WITHDRAW, S.WITHDRAWN, _by(Role.REPORTER),
        effects=(E.TAKE_BACK, E.SHOW_RECEIPT, E.TELL_RIDERS, E.FORGET_PHOTOS),
    ),
)  # fmt: skip

FINAL = frozenset({S.CONFIRMED, S.CLOSED_UNCONFIRMED, S.REJECTED, S.DUPLICATE, S.WITHDRAWN})
"""Statuses of closed reports. Of these only *closed unconfirmed* has a way back: a rider says that it is not fixed."""

OPEN = frozenset(Status) - FINAL
WAITING = OPEN - {S.RESOLVED}
"""Statuses in which the queue still has to act."""


HEARD_AFTER_CLOSING_MS: Final = 30 * 86_400_000
"""How long after a report was closed what its riders say still reaches its queue."""

WORDS_FOR_RIDERS = frozenset({Action.RESOLVE, Action.HOLD, Action.REJECT})
"""Actions whose words riders may read; those of a bounce are for other queues only."""


def is_heard(status: Status, closed_at: int | None, now: int) -> bool:
    """Return whether what its riders say still belongs to a report: an open one, or one closed 30 days ago at most."""
    return status in OPEN or (closed_at is not None and now - closed_at <= HEARD_AFTER_CLOSING_MS)


def transition(action: Action, source: Status) -> Transition | None:
    """Return the row for this action from this status; None if there is none."""
    return next((row for row in TRANSITIONS if row.action is action and source in row.sources), None)


def open_actions(source: Status, roles: Iterable[Role]) -> tuple[Action, ...]:
    """Return the actions that these roles may take from this status, in table order."""
    held = frozenset(roles)
    return tuple(row.action for row in TRANSITIONS if source in row.sources and row.roles & held)
