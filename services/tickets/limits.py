"""Limits that pass: who is reminded, many at once and the urgent ones first; the overdue fact is kept for good."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from domain.messages import Precedence
from domain.tickets.messages import HalfTime, LongOverdueTold, Overdue, OverdueTold, Unanswered
from domain.tickets.reminders import RUNNING, UNANSWERED, Place, Reminder
from domain.timers import Timer, TimerKind, parse_round_key, round_key, time_of_reminder
from services.deps import Deps
from services.outgoing import late_key
from services.ports.reminders import Due
from services.ports.transaction import Transaction
from services.tickets import lateness, reminding
from services.tickets.cards import nudge, show_card
from services.tickets.groups import tell_supervisors


async def tell(tx: Transaction, deps: Deps, timers: Sequence[Timer]) -> None:
    """Carry out the timers of limits: those of one kind of ticket in a few statements, urgent tickets one by one.

    A timer whose limit does not apply any more, or whose ticket staff need not act on now, does nothing.
    """
    now = deps.clock.now()
    ids = [parse_round_key(timer.key)[0] for timer in timers]
    reports = await tx.reminders.due(ids)
    due = list[tuple[Timer, Due]]()
    for timer, report_id in zip(timers, ids, strict=True):
        report = reports.get(report_id)
        if report is not None and _COUNTS[timer.kind](report, timer.key, now):
            due.append((timer, report))
    if overdue := [report.id for timer, report in due if timer.kind is TimerKind.OVERDUE]:
        await tx.reminders.note_overdue(overdue, now)
    for timer, report in due:
        if report.urgent:
            await _tell_urgent(tx, deps, timer, report)
    others = [(timer, report) for timer, report in due if not report.urgent]
    await reminding.gather_up(tx, deps, [each for timer, report in others for each in _reminders(timer, report)])
    await tx.timers.put_all([later for timer, report in others for later in _afterwards(timer, report, now)])


async def show_late(tx: Transaction, deps: Deps, key: str) -> None:
    """Redraw the card of a ticket that has become overdue, after all that people wait for, and tell its riders."""
    report = await tx.reports.get(parse_round_key(key)[0])
    if report is not None:
        await show_card(tx, deps, report, in_turn=True, precedence=Precedence.DIGEST)
        await lateness.tell(tx, deps, report)


async def _tell_urgent(tx: Transaction, deps: Deps, timer: Timer, due: Due) -> None:
    """Tell of one ticket at once; that nobody has accepted it `services.tickets.climbing` tells."""
    report = await tx.reports.get(due.id)
    if report is None:
        return
    if timer.kind is TimerKind.HALF_TIME:
        await nudge(tx, deps, report, HalfTime(report.id, report.queue), timer.key)
    if timer.kind is TimerKind.OVERDUE:
        await show_card(tx, deps, report)
        await nudge(tx, deps, report, Overdue(report.id, report.queue), timer.key)
        told = OverdueTold(report.id)
        await tell_supervisors(tx, deps, told, late_key(told, round_key(*parse_round_key(timer.key))))
    if timer.kind is TimerKind.LONG_OVERDUE:
        long = LongOverdueTold(report.id)
        await tell_supervisors(tx, deps, long, late_key(long, timer.key))
    if timer.kind in {TimerKind.OVERDUE, TimerKind.UNANSWERED}:
        await lateness.tell(tx, deps, report)


def _reminders(timer: Timer, due: Due) -> list[Reminder]:
    """Return what reminds of a limit; the supervisors hear of each limit once, also where a hold was over after it."""
    told = _TOLD[timer.kind]
    if due.overdue_at is not None and timer.kind is TimerKind.OVERDUE and timer.key.count(":") > 1:
        told = told[:1]
    return [Reminder(due.id, place, name, due.queue) for place, name in told]


def _afterwards(timer: Timer, due: Due, now: int) -> list[Timer]:
    """Return the timers of what else a limit brings, each in its turn: the card's new line, and a word to riders."""
    if timer.kind is TimerKind.OVERDUE:
        return [Timer(TimerKind.LATE, timer.key, now)]
    return [Timer(TimerKind.LATE_BY_DAY, round_key(due.id, now), now)] if timer.kind is TimerKind.UNANSWERED else []


def _is_half_time(due: Due, key: str, now: int) -> bool:
    is_to_come = due.due_at is not None and due.due_at > now
    return is_to_come and _has_passed(due, key, now) and time_of_reminder(key) == due.half_time_at


def _has_passed(due: Due, key: str, _: int) -> bool:
    return due.due_at == parse_round_key(key)[1] and due.status in RUNNING


def _has_long_passed(due: Due, key: str, now: int) -> bool:
    return _has_passed(due, key, now) and time_of_reminder(key) == due.long_overdue_at


def _is_unanswered(due: Due, key: str, _: int) -> bool:
    return due.respond_by == parse_round_key(key)[1] and due.status in UNANSWERED


_COUNTS: Final[Mapping[TimerKind, Callable[[Due, str, int], bool]]] = {
    TimerKind.HALF_TIME: _is_half_time,
    TimerKind.UNANSWERED: _is_unanswered,
    TimerKind.OVERDUE: _has_passed,
    TimerKind.LONG_OVERDUE: _has_long_passed,
}
"""Whether the timer of a limit with this key still counts now (ms UTC)."""

KINDS: Final = frozenset(_COUNTS)
"""The timers of limits."""

_TOLD: Final[Mapping[TimerKind, tuple[tuple[Place, str], ...]]] = {
    TimerKind.HALF_TIME: ((Place.QUEUE, HalfTime.name),),
    TimerKind.UNANSWERED: ((Place.QUEUE, Unanswered.name),),
    TimerKind.OVERDUE: ((Place.QUEUE, Overdue.name), (Place.SUPERVISORS, OverdueTold.name)),
    TimerKind.LONG_OVERDUE: ((Place.SUPERVISORS, LongOverdueTold.name),),
}
