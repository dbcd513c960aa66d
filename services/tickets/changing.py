"""Status changes of a report: one transition with all its effects, in one transaction.

A button press takes this path: `handlers.presses` reads it, `services.tickets.ticket_actions` or
`services.reporting.rider_actions` checks the person, and `change_status` looks up the row of
`domain.tickets.lifecycle.TRANSITIONS` and carries it out.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from domain.errors import (
    AcceptedBy,
    AlreadyDone,
    AlreadyExtended,
    LongClosed,
    NoLongerPossible,
    NotAllowed,
    Refused,
    SupervisorNeeded,
    TooLateToUndo,
    TriageNeeded,
    WordsNeeded,
)
from domain.reporting.reports import SYSTEM, Actor, ActorKind, Event, Report, Status
from domain.tickets.lifecycle import (
    STOPPED,
    UNDO_MS,
    UNDONE,
    Action,
    Condition,
    Need,
    Role,
    Transition,
    standing,
    transition,
)
from domain.timers import Timer, TimerKind, round_key
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import clocks
from services.tickets.cards import show_card
from services.tickets.clips import show_clips
from services.tickets.effects import EFFECTS, Change
from services.tickets.events import unmoved
from services.tickets.settling import settle


@dataclass(frozen=True, slots=True)
class Request:
    """A request to change a report's status.

    Attributes:
        action: The transition.
        actor, role: The person who asks, and their role.
        words: The reason or comment.
        has_photo: Whether a photo comes with it.
        detail: Further input of the transition: `reason`, `queue`, `until` (ms UTC), `original` (report id).
        offered: The status for which the pressed button was made; None if no button was pressed.
        quiet_ms: How long to wait before asking riders, so that all photos of an album arrive first.
    """

    action: Action
    actor: Actor
    role: Role
    words: str = ""
    has_photo: bool = False
    detail: Mapping[str, str] = field(default_factory=dict)
    offered: Status | None = None
    quiet_ms: int = 0


async def change_status(tx: Transaction, deps: Deps, report: Report, request: Request) -> Report:
    """Carry out one transition and return the saved report.

    Raises:
        AlreadyDone, NoLongerPossible, NotAllowed: See `open_row`.
        WordsNeeded: The transition needs input that the request lacks.
    """
    row = open_row(report, request.action, request.role, deps.clock.now(), request.offered)
    return await carry_out(tx, deps, report, row, request)


async def carry_out(tx: Transaction, deps: Deps, report: Report, row: Transition, request: Request) -> Report:
    """Carry out a transition that `open_row` found open. Raises WordsNeeded where what must come with it is missing."""
    if not _SUPPLIED[row.need](request):
        raise WordsNeeded
    now = deps.clock.now()
    change = await _with_effects(tx, deps, _change(deps, report, row, request, now))
    saved, event = await tx.reports.save(change.after), _event(change, now)
    await tx.reports.add_events([event])
    if row.later:
        await tx.timers.put(Timer(TimerKind.UNDO_OVER, round_key(event.report_id, event.id), now + UNDO_MS))
    await show_card(tx, deps, saved)
    if saved.queue != report.queue:
        await show_clips(tx, deps, saved)
    await settle(tx, deps, report, saved, staff_acted=request.actor.kind is ActorKind.STAFF)
    return saved


async def file(tx: Transaction, deps: Deps, report: Report) -> Report:
    """Insert a report that was submitted just now as its way to its queue leaves it, and return it.

    Both of its first events go with it. Its card is for the caller to show.
    """
    submitted = unmoved(deps, report, "submit", Actor(ActorKind.RIDER, report.rider_id), report.note)
    request = Request(Action.ROUTE, SYSTEM, Role.SYSTEM)
    row = open_row(report, request.action, request.role, submitted.at)
    filed = _change(deps, clocks.with_limits(deps, report), row, request, submitted.at)
    await tx.reports.add(filed.after)  # what follows refers to it
    change = await _with_effects(tx, deps, filed)
    saved = change.after if change.after == filed.after else await tx.reports.save(change.after)
    await tx.reports.add_events([submitted, _event(change, submitted.at)])
    return saved


def _change(deps: Deps, report: Report, row: Transition, request: Request, now: int) -> Change:
    elsewhere = request.detail.get("queue", report.queue) != report.queue
    status = row.leads(report, elsewhere=elsewhere)
    moved = replace(report, status=status, card_menu="", outcome=request.words or report.outcome)
    if not row.may_stay or elsewhere:
        moved = _stamped(moved, report.status, request, now)
    by = {"by": request.role.value} if request.role is Role.SUPERVISOR else {}
    detail = {**request.detail, **by}
    return Change(report, moved, row, request.actor, request.words, detail, deps.ids.new(), request.quiet_ms)


async def _with_effects(tx: Transaction, deps: Deps, change: Change) -> Change:
    for effect in change.row.effects:
        change = await EFFECTS[effect](tx, deps, change)
    return change


def open_row(report: Report, action: Action, role: Role, now: int, offered: Status | None = None) -> Transition:
    """Return the row of the transition table that this role may use now (ms UTC).

    Raises:
        AlreadyDone: The transition from `offered` leads to the present status, so this is a second press.
        AcceptedBy: The same of one that accepts.
        NoLongerPossible: There is no such transition from the present status, or supervisors alone know it.
        NotAllowed: The role may not use this transition; TriageNeeded where triage may.
        SupervisorNeeded: Only a supervisor may, as things are.
        LongClosed, AlreadyExtended, TooLateToUndo: Nobody may any more.
    """
    row = transition(action, report.status)
    if row is None or (role in _STAFF and row.roles <= _SUPERVISORS):
        done = transition(action, offered) if offered else None
        moved = done is not None and not done.may_stay and done.leads(report) is report.status
        if moved and action is Action.ACCEPT:
            raise AcceptedBy(report.holder)
        raise AlreadyDone if moved else NoLongerPossible
    if role not in row.roles:
        raise TriageNeeded if role in _STAFF and Role.TRIAGE in row.roles else NotAllowed
    if forbidden := standing(row.never, report, now):
        raise _NEVER[forbidden[0]]
    if role in _STAFF and standing(row.supervised, report, now):
        raise SupervisorNeeded
    return row


_NEVER: Mapping[Condition, type[Refused]] = {
    Condition.LONG_RESOLVED: LongClosed,
    Condition.SETTLED: TooLateToUndo,
    Condition.EXTENDED: AlreadyExtended,
}
"""What a transition is refused with while a condition stands."""

_STAFF: Final = frozenset({Role.QUEUE, Role.TRIAGE})
_SUPERVISORS: Final = frozenset({Role.SUPERVISOR})


_SUPPLIED: Mapping[Need, Callable[[Request], bool]] = {
    Need.NOTHING: lambda _: True,
    Need.WORDS: lambda request: bool(request.words.strip()),
    Need.DAY: lambda request: bool(request.words.strip()) and "until" in request.detail,
    Need.WORDS_OR_PHOTO: lambda request: bool(request.words.strip()) or request.has_photo,
    Need.REASON: lambda request: "reason" in request.detail,
    Need.REASON_OR_WORDS: lambda request: "reason" in request.detail or bool(request.words.strip()),
    Need.QUEUE: lambda request: "queue" in request.detail,
    Need.ORIGINAL: lambda request: "original" in request.detail,
    Need.COLLEAGUE: lambda request: "to" in request.detail,
    Need.CATEGORY: lambda request: "category" in request.detail,
    Need.PLACE: lambda request: "place" in request.detail,
}


def _stamped(report: Report, source: Status, request: Request, now: int) -> Report:
    """Return the report with the times, the former status and the holder that its way from `source` sets."""
    stopped_at = (report.stopped_at or now) if report.status in STOPPED else None
    report = replace(report, stopped_at=stopped_at, former=source if report.status in _RETURNED_FROM else None)
    if report.status in _NOBODYS:
        report = replace(report, holder="", holder_id=None)
    elif request.actor.kind is ActorKind.STAFF and not {source, report.status} & UNDONE:
        report = replace(report, holder=request.actor.name, holder_id=request.actor.id)
    stamps: dict[Status, dict[str, int | None]] = {
        Status.ACCEPTED: {"accepted_at": report.accepted_at or now},
        Status.RESOLVED: {"resolved_at": now},
        Status.CONFIRMED: {"closed_at": now},
        Status.CLOSED_UNCONFIRMED: {"closed_at": now},
        Status.REJECTED: {"closed_at": now},
        Status.DUPLICATE: {"closed_at": now},
        Status.WITHDRAWN: {"closed_at": now},
        Status.REOPENED: {"resolved_at": None, "closed_at": None, "may_be_shown": False},
        Status.ROUTED: {"resolved_at": None, "may_be_shown": False},
        Status.ON_HOLD: {"hold_until": int(request.detail.get("until", 0)) or None, "holds": report.holds + 1},
    }
    if report.status is source:
        return report
    left = {Status.ON_HOLD: {"hold_until": None}, Status.REJECTED: _NOT_CLOSED, Status.DUPLICATE: _NOT_CLOSED}
    return replace(report, **{**left.get(source, {}), **stamps.get(report.status, {})})  # type: ignore[arg-type]


_NOT_CLOSED: Final[Mapping[str, int | None]] = {"closed_at": None}

_NOBODYS: Final = frozenset({Status.ROUTED, Status.REOPENED, Status.BOUNCED})
"""Statuses in which nobody has taken a ticket."""


_RETURNED_FROM: Final = UNDONE | {Status.ON_HOLD}
"""Statuses from which a report goes back to the one before."""


def _event(change: Change, now: int) -> Event:
    return Event(
        id=change.event_id,
        report_id=change.after.id,
        at=now,
        action=change.row.action.value,
        source=change.before.status,
        target=change.after.status,
        actor=change.actor,
        words=change.words,
        detail=json.dumps(dict(change.detail)) if change.detail else "",
        queue=change.after.queue,
    )
