"""The action of each kind of timer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from domain.reporting.reports import SYSTEM, Report, Status
from domain.tickets.lifecycle import FINAL, WAITING, Action, Role
from domain.tickets.messages import (
    HalfTime,
    HoldOver,
    LongOverdueTold,
    Overdue,
    OverdueTold,
    Unanswered,
    UnansweredTold,
)
from domain.timers import Timer, TimerKind, is_night, parse_round_key, round_key, time_of_reminder
from services.deps import Deps
from services.outgoing import draft_card, late_key
from services.ports.transaction import Transaction
from services.reporting import asked_again, draft_times
from services.tickets import lateness, news, prompting, showing, undoing
from services.tickets.cards import nudge, show_card
from services.tickets.changing import Request, change_status
from services.tickets.groups import tell_supervisors
from services.tickets.lateness import UNANSWERED
from services.upkeep import forgetting, holidays, retention
from services.week import digests


async def fire(tx: Transaction, deps: Deps, timer: Timer) -> None:
    """Run the action of a timer, once."""
    if await tx.timers.fired(timer, deps.clock.now()):
        await _BY_KIND[timer.kind](tx, deps, timer.key)


async def start(tx: Transaction, deps: Deps) -> None:
    """Set the weekly, nightly and monthly timers."""
    await digests.plan_next(tx, deps)
    await retention.plan_next(tx, deps)
    await retention.plan_hour(tx, deps)
    await holidays.plan_next(tx, deps)


async def _remind_draft(tx: Transaction, deps: Deps, key: str) -> None:
    await draft_times.remind(tx, deps, parse_round_key(key)[0])


async def _expire_draft(tx: Transaction, deps: Deps, key: str) -> None:
    await draft_times.expire(tx, deps, parse_round_key(key)[0])


async def _end_withdrawal(tx: Transaction, deps: Deps, key: str) -> None:
    """Redraw the receipt without *withdraw*."""
    report = await tx.reports.get(int(key))
    rider = await tx.riders.get(report.rider_id) if report else None
    if report is not None and rider is not None and report.accepted_at is None and report.status not in FINAL:
        await tx.outbox.put(draft_card(deps, rider, report.id))


async def _expire_prompt(tx: Transaction, deps: Deps, key: str) -> None:
    await prompting.expire(tx, deps, int(key))


async def _waiting(tx: Transaction, key: str) -> Report | None:
    """Return the report of a limit's timer if the limit still applies, its clock runs and staff still have to act."""
    report_id, due_at = parse_round_key(key)
    report = await tx.reports.get(report_id)
    if report is None or report.due_at != due_at or report.stopped_at is not None or report.status not in WAITING:
        return None
    return report


async def _reminded(tx: Transaction, key: str, kept: Callable[[Report], int | None]) -> Report | None:
    """Return the report of a reminder that still applies: its own time is the one `kept`, or none was kept then."""
    report = await _waiting(tx, key)
    return report if report is not None and time_of_reminder(key) == kept(report) else None


async def _half_time(tx: Transaction, deps: Deps, key: str) -> None:
    report = await _reminded(tx, key, lambda it: it.half_time_at)
    if report is not None:
        await nudge(tx, deps, report, HalfTime(report.id, report.queue), key)


async def _unanswered(tx: Transaction, deps: Deps, key: str) -> None:
    """Remind the queue of a first answer that has not come, for an urgent one the supervisors too, and tell riders."""
    report_id, respond_by = parse_round_key(key)
    report = await tx.reports.get(report_id)
    if report is None or report.respond_by != respond_by or report.status not in UNANSWERED:
        return
    await nudge(tx, deps, report, Unanswered(report.id, report.queue), key)
    if report.urgent:
        told = UnansweredTold(report.id)
        await tell_supervisors(tx, deps, told, late_key(told, key))
    await lateness.tell(tx, deps, report)


async def _overdue(tx: Transaction, deps: Deps, key: str) -> None:
    """Remind the queue that a limit has passed, also after a hold; the supervisors hear of each limit once."""
    report = await _waiting(tx, key)
    if report is None:
        return
    report = await tx.reports.save(replace(report, overdue_at=report.overdue_at or deps.clock.now()))
    await show_card(tx, deps, report)
    await nudge(tx, deps, report, Overdue(report.id, report.queue), key)
    told = OverdueTold(report.id)
    await tell_supervisors(tx, deps, told, late_key(told, round_key(*parse_round_key(key))))
    await lateness.tell(tx, deps, report)


async def _long_overdue(tx: Transaction, deps: Deps, key: str) -> None:
    report = await _reminded(tx, key, lambda it: it.long_overdue_at)
    if report is not None:
        told = LongOverdueTold(report.id)
        await tell_supervisors(tx, deps, told, late_key(told, key))


async def _hold_over(tx: Transaction, deps: Deps, key: str) -> None:
    report_id, until = parse_round_key(key)
    report = await tx.reports.get(report_id)
    if report is None or report.status is not Status.ON_HOLD or report.hold_until != until:
        return
    report = await change_status(tx, deps, report, Request(Action.RESUME, SYSTEM, Role.SYSTEM))
    await nudge(tx, deps, report, HoldOver(report.id, report.queue), key)


async def _news(tx: Transaction, deps: Deps, key: str) -> None:
    report_id, since = parse_round_key(key)
    await news.tell_rest(tx, deps, report_id, since)


async def _auto_close(tx: Transaction, deps: Deps, key: str) -> None:
    report_id, resolved_at = parse_round_key(key)
    report = await tx.reports.get(report_id)
    if report is None or report.status is not Status.RESOLVED or report.resolved_at != resolved_at:
        return
    await change_status(tx, deps, report, Request(Action.CLOSE, SYSTEM, Role.SYSTEM))


async def _retain(tx: Transaction, deps: Deps, key: str) -> None:
    """End a night; what is much has been removed before, in batches, as have been the photos of a closed case."""
    if is_night(Timer(TimerKind.RETENTION, key, 0)):
        await retention.end_night(tx, deps)


async def _retain_updates(tx: Transaction, deps: Deps, _: str) -> None:
    await retention.run_hourly(tx, deps)


_BY_KIND: Mapping[TimerKind, Callable[[Transaction, Deps, str], Awaitable[None]]] = {
    TimerKind.DRAFT_REMINDER: _remind_draft,
    TimerKind.DRAFT_EXPIRY: _expire_draft,
    TimerKind.WITHDRAWAL_OVER: _end_withdrawal,
    TimerKind.PROMPT_EXPIRY: _expire_prompt,
    TimerKind.HALF_TIME: _half_time,
    TimerKind.UNANSWERED: _unanswered,
    TimerKind.OVERDUE: _overdue,
    TimerKind.LATE_BY_DAY: lateness.tell_by_day,
    TimerKind.LONG_OVERDUE: _long_overdue,
    TimerKind.HOLD_OVER: _hold_over,
    TimerKind.UNDO_OVER: undoing.settle,
    TimerKind.AUTO_CLOSE: _auto_close,
    TimerKind.ASKED_AGAIN_OVER: asked_again.end,
    TimerKind.SHOW_TICKETS: showing.go_on,
    TimerKind.NEWS: _news,
    TimerKind.WEEK: digests.tell_week,
    TimerKind.RETENTION: _retain,
    TimerKind.RAW_UPDATES: _retain_updates,
    TimerKind.HOLIDAYS: holidays.look,
    TimerKind.FORGOTTEN: forgetting.clear_chats,
}
