"""A report's timers: reminders, overdue, automatic closing, the end of a hold."""

from dataclasses import replace

from domain.district.catalogue import Category
from domain.reporting.reports import Report
from domain.timers import Timer, TimerKind, case_key, round_key
from services.deps import Deps
from services.ports.transaction import Transaction

_MINUTE, _DAY = 60_000, 86_400_000
_LIMIT_TIMERS = (
    (TimerKind.HALF_TIME, 1, 2),
    (TimerKind.OVERDUE, 1, 1),
    (TimerKind.LONG_OVERDUE, 3, 1),
)
"""When each reminder fires, as a fraction of the time from the start to the limit."""


def with_limits(deps: Deps, report: Report) -> Report:
    """Return the report with its times to respond and to resolve, counted from now on its queue's calendar.

    Both are None if the district no longer has the category.
    """
    category = deps.district.category(report.category, report.danger)
    if category is None:
        return replace(report, respond_by=None, due_at=None)
    respond_by, due_at = limits_of(deps, report.queue, category)
    return replace(report, respond_by=respond_by, due_at=due_at)


def limits_of(deps: Deps, queue: str, category: Category) -> tuple[int, int]:
    """Return when a queue must respond to and resolve a report of this category that arrives now (ms UTC)."""
    calendar = deps.district.calendar_of(deps.district.queue(queue))
    now = deps.clock.now()
    return (
        calendar.due_at(now, category.first_response, category.clock),
        calendar.due_at(now, category.resolve_within, category.clock),
    )


async def start(tx: Transaction, deps: Deps, report: Report, *, is_new: bool = False) -> None:
    """Set the reminders of the report's limits; when reminders of a previous limit fire, they do nothing.

    With a report that `is_new` the time begins in which its reporter may withdraw it.
    """
    now, timers = deps.clock.now(), []
    if is_new:
        over_at = now + deps.limits.withdraw_minutes * _MINUTE + 1
        timers.append(Timer(TimerKind.WITHDRAWAL_OVER, str(report.id), over_at))
    if report.due_at is not None:
        limit, key = report.due_at - now, round_key(report.id, report.due_at)
        timers += [Timer(kind, key, now + limit * part // whole) for kind, part, whole in _LIMIT_TIMERS]
        if report.respond_by is not None and report.respond_by < report.due_at:
            timers.append(Timer(TimerKind.UNANSWERED, round_key(report.id, report.respond_by), report.respond_by))
    await tx.timers.put_all(timers)


async def resume(tx: Transaction, deps: Deps, report: Report) -> None:
    """After a hold, let a limit that has passed be told at once; the reminders of one to come are set still."""
    now = deps.clock.now()
    if report.due_at is not None and report.due_at <= now:
        await tx.timers.put(Timer(TimerKind.OVERDUE, f"{round_key(report.id, report.due_at)}:{now}", now))


async def start_closing(tx: Transaction, deps: Deps, report: Report) -> None:
    """Set the timer that closes a resolved report if nobody answers for some days."""
    at = deps.clock.now() + deps.limits.autoclose_days * _DAY
    await tx.timers.put(Timer(TimerKind.AUTO_CLOSE, round_key(report.id, report.resolved_at or 0), at))


async def start_hold(tx: Transaction, report: Report) -> None:
    """Set the timer that ends the report's hold."""
    if report.hold_until is not None:
        key = round_key(report.id, report.hold_until)
        await tx.timers.put(Timer(TimerKind.HOLD_OVER, key, report.hold_until))


async def start_forgetting(tx: Transaction, deps: Deps, report: Report) -> None:
    """Set a timer that deletes the photos of a closing case at once instead of at night."""
    await tx.timers.put(Timer(TimerKind.RETENTION, case_key(report.id), deps.clock.now()))
