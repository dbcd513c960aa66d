"""A report's limits and their timers: they start, stand still, go on and are extended; closing, the end of a hold."""

from collections.abc import Iterator
from dataclasses import replace

from domain.district.catalogue import Category, Span
from domain.reporting.reports import Report
from domain.timers import Timer, TimerKind, case_key, round_key
from services.deps import Deps
from services.ports.transaction import Transaction
from services.tickets import climbing

_MINUTE, _DAY = 60_000, 86_400_000
_LONG = 3
"""After how many times its limit a report is long overdue."""


def with_limits(deps: Deps, report: Report) -> Report:
    """Return the report with its times to respond and to resolve, and when it is half over and long overdue.

    All count from now on its queue's calendar, and are None if the district no longer has the category.
    """
    category = deps.district.category(report.category, report.danger)
    if category is None:
        return replace(report, respond_by=None, due_at=None, half_time_at=None, long_overdue_at=None)
    respond_by, due_at = limits_of(deps, report.queue, category)
    calendar, now = deps.district.calendar_of(deps.district.queue(report.queue)), deps.clock.now()
    return replace(
        report,
        respond_by=respond_by,
        due_at=due_at,
        half_time_at=calendar.half_time(now, due_at, category.clock),
        long_overdue_at=calendar.due_at(now, _times(category.resolve_within, _LONG), category.clock),
    )


def limits_of(deps: Deps, queue: str, category: Category) -> tuple[int, int]:
    """Return when a queue must respond to and resolve a report of this category that arrives now (ms UTC)."""
    calendar = deps.district.calendar_of(deps.district.queue(queue))
    now = deps.clock.now()
    return (
        calendar.due_at(now, category.first_response, category.clock),
        calendar.due_at(now, category.resolve_within, category.clock),
    )


def goes_on(deps: Deps, report: Report, stopped: int, at: int) -> Report:
    """Return the report with the time that was left when its clocks stopped, where they go on `at` (ms UTC).

    Of a category that the district no longer has, whose clock is not known, all of its times move by the time between.
    """
    category = deps.district.category(report.category, report.danger)
    if category is None:
        return _shifted(report, stopped, at)
    if report.due_at is None:
        return report
    calendar = deps.district.calendar_of(deps.district.queue(report.queue))
    span, clock = category.resolve_within, category.clock
    report = _with_reminders(deps, report, category)
    due_at = calendar.moved_on(report.due_at or 0, span, clock, stopped, at)
    half_time = calendar.moment_moved_on(report.half_time_at or 0, clock, stopped, at)
    if stopped < (report.half_time_at or 0) and half_time >= due_at:
        half_time = calendar.half_time(at, due_at, clock)
    return replace(
        report,
        respond_by=report.respond_by
        and calendar.moved_on(report.respond_by, category.first_response, clock, stopped, at),
        due_at=due_at,
        half_time_at=half_time,
        long_overdue_at=calendar.moved_on(report.long_overdue_at or 0, span, clock, stopped, at),
    )


def _shifted(report: Report, stopped: int, at: int) -> Report:
    """Return the report with those of its times later that had not passed when its clocks stopped."""
    times = {name: getattr(report, name) for name in ("respond_by", "due_at", "half_time_at", "long_overdue_at")}
    moved = {name: time + max(0, at - stopped) for name, time in times.items() if time is not None and time > stopped}
    return replace(report, **moved)


def reopened(deps: Deps, report: Report, stopped: int) -> Report:
    """Return a report that goes on now with the time that was left; somebody has to look again, as at the beginning."""
    now = deps.clock.now()
    report = goes_on(deps, report, stopped, now)
    category = deps.district.category(report.category, report.danger)
    if category is None or report.due_at is None:
        return report
    respond_by, _ = limits_of(deps, report.queue, category)
    return replace(report, respond_by=min(respond_by, report.due_at) if report.due_at > now else respond_by)


def extended(deps: Deps, report: Report, until: int) -> Report:
    """Return the report with a later limit (ms UTC): half of the time begins anew, long overdue moves on with it."""
    category = deps.district.category(report.category, report.danger)
    if category is None or report.due_at is None:
        return replace(report, due_at=until)
    calendar = deps.district.calendar_of(deps.district.queue(report.queue))
    report = _with_reminders(deps, report, category)
    span, clock, due_at = category.resolve_within, category.clock, report.due_at or 0
    return replace(
        report,
        due_at=until,
        half_time_at=calendar.half_time(deps.clock.now(), until, clock),
        long_overdue_at=max(until, calendar.moved_on(report.long_overdue_at or 0, span, clock, due_at, until)),
    )


def _with_reminders(deps: Deps, report: Report, category: Category) -> Report:
    """Return the report with the times of its reminders, also one whose limits were set before they were kept."""
    calendar, due_at = deps.district.calendar_of(deps.district.queue(report.queue)), report.due_at or 0
    half_time, long_overdue = report.half_time_at, report.long_overdue_at
    if half_time is None:
        half_time = calendar.half_time(min(report.submitted_at, due_at), due_at, category.clock)
    if long_overdue is None:
        long_overdue = calendar.due_at(due_at, _times(category.resolve_within, _LONG - 1), category.clock)
    return replace(report, half_time_at=half_time, long_overdue_at=long_overdue)


def _times(span: Span, count: int) -> Span:
    return replace(span, amount=count * span.amount)


async def start(tx: Transaction, deps: Deps, report: Report, *, is_new: bool = False) -> None:
    """Set the reminders of the report's limits; when reminders of a previous limit fire, they do nothing.

    With a report that `is_new` the time begins in which its reporter may withdraw it.
    """
    now, timers = deps.clock.now(), list[Timer]()
    if is_new:
        over_at = now + deps.limits.withdraw_minutes * _MINUTE + 1
        timers.append(Timer(TimerKind.WITHDRAWAL_OVER, str(report.id), over_at))
    timers += [timer for timer in _reminders(report) if timer.due_at >= now]
    if report.due_at is not None and report.due_at < now and report.overdue_at is None:
        timers.append(Timer(TimerKind.OVERDUE, f"{round_key(report.id, report.due_at)}:{now}", now))
    if is_new and report.urgent:
        timers.append(climbing.first_rung(deps, report, report.submitted_at))
    await tx.timers.put_all([replace(timer, urgent=report.urgent) for timer in timers])


def _reminders(report: Report) -> Iterator[Timer]:
    """Yield the timers of a report's limits."""
    if report.due_at is None:
        return
    key = round_key(report.id, report.due_at)
    yield Timer(TimerKind.OVERDUE, key, report.due_at)
    for kind, at in ((TimerKind.HALF_TIME, report.half_time_at), (TimerKind.LONG_OVERDUE, report.long_overdue_at)):
        if at is not None:
            yield Timer(kind, round_key_of_limit(report, at), at)
    if report.respond_by is not None and report.respond_by != report.due_at:
        yield Timer(TimerKind.UNANSWERED, round_key(report.id, report.respond_by), report.respond_by)


def round_key_of_limit(report: Report, at: int) -> str:
    """Return the key of a reminder of the report's present limit: both may move on, and one without the other."""
    return f"{round_key(report.id, report.due_at or 0)}:{at}"


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


async def end_call(tx: Transaction, deps: Deps, report: Report, *, found: bool) -> None:
    """Set a timer that ends the call to riders which was begun of a report, as the person was `found` or it closes."""
    if await tx.missing_persons.of_report(report.id) is not None:
        now = deps.clock.now()
        await tx.timers.put(Timer(TimerKind.MISSING, f"{'found' if found else 'report'}:{report.id}:{now}", now))
