"""The action of each kind of timer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

from domain.reporting.reports import SYSTEM, Status
from domain.tickets.lifecycle import FINAL, Action, Role
from domain.tickets.messages import HoldOver
from domain.timers import Timer, TimerKind, is_night, parse_round_key
from services.announcing import announcements
from services.deps import Deps
from services.outgoing import draft_card
from services.ports.transaction import Transaction
from services.programme import (
    appeal_times,
    badges,
    corps,
    hand_overs,
    holding_door,
    lookout,
    mentors,
    missing_ending,
    place_asked,
    sightings,
    sign_ups,
    unreached,
    vouchers,
    wish_leaving,
    wish_times,
    year_end,
)
from services.reporting import asked_again, draft_times
from services.tickets import (
    climbing,
    conversation,
    finding,
    lateness,
    limits,
    lookups,
    news,
    reminding,
    settling,
    showing,
    undoing,
)
from services.tickets.changing import Request, change_status
from services.tickets.reminding import remind
from services.upkeep import district_changes, forgetting, holidays, retention
from services.week import digests


async def fire(tx: Transaction, deps: Deps, timers: Sequence[Timer]) -> None:
    """Run the actions of timers, each once, in their order; those of limits that follow each other as one."""
    fired = await tx.timers.fired(timers, deps.clock.now())
    for are_limits, some in groupby(fired, lambda timer: timer.kind in limits.KINDS):
        if are_limits:
            await limits.tell(tx, deps, list(some))
            continue
        for timer in some:
            await _BY_KIND[timer.kind](tx, deps, timer.key)


def together(timers: Sequence[Timer]) -> list[list[Timer]]:
    """Return timers in their order, parted into those that are fired in one transaction."""
    runs = [list(run) for _, run in groupby(timers, lambda timer: timer.kind if timer.kind in _TOGETHER else timer)]
    return [run[start : start + AT_ONCE] for run in runs for start in range(0, len(run), AT_ONCE)]


async def start(tx: Transaction, deps: Deps) -> None:
    """Set the weekly, nightly, monthly and yearly timers, and make findable what an upgrade or an import brought."""
    await digests.plan_next(tx, deps)
    await retention.plan_next(tx, deps)
    await retention.plan_hour(tx, deps)
    await holidays.plan_next(tx, deps)
    await year_end.plan_next(tx, deps)
    await finding.index_some(tx, deps)


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
    await conversation.expire(tx, deps, int(key))


async def _hold_over(tx: Transaction, deps: Deps, key: str) -> None:
    report_id, until = parse_round_key(key)
    report = await tx.reports.get(report_id)
    if report is None or report.status is not Status.ON_HOLD or report.hold_until != until:
        return
    report = await change_status(tx, deps, report, Request(Action.RESUME, SYSTEM, Role.SYSTEM))
    await remind(tx, deps, report, HoldOver(report.id, report.queue), key)


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
    await finding.index_some(tx, deps)


async def _leave_banned(tx: Transaction, deps: Deps, key: str) -> None:
    await sign_ups.leave_banned(tx, deps, key)
    await wish_leaving.leave_banned(tx, deps, key)


AT_ONCE: Final = 500
"""How many timers are fired in one transaction at most: the writer is never held for long."""

_TOGETHER: Final = frozenset({*limits.KINDS})
"""Kinds of which many are fired in one transaction."""

_BY_KIND: Mapping[TimerKind, Callable[[Transaction, Deps, str], Awaitable[None]]] = {
    TimerKind.DRAFT_REMINDER: _remind_draft,
    TimerKind.DRAFT_EXPIRY: _expire_draft,
    TimerKind.WITHDRAWAL_OVER: _end_withdrawal,
    TimerKind.PROMPT_EXPIRY: _expire_prompt,
    TimerKind.LATE_BY_DAY: lateness.tell_by_day,
    TimerKind.LATE: limits.show_late,
    TimerKind.REMIND: reminding.tell_batch,
    TimerKind.UNACCEPTED: climbing.climb,
    TimerKind.TIDY: settling.tidy,
    TimerKind.ASKED_FOR: settling.take_back,
    TimerKind.INDEX: finding.index_some,
    TimerKind.LOOKED_UP: lookups.take_back,
    TimerKind.HOLD_OVER: _hold_over,
    TimerKind.UNDO_OVER: undoing.settle,
    TimerKind.AUTO_CLOSE: _auto_close,
    TimerKind.ASKED_AGAIN_OVER: asked_again.end,
    TimerKind.SHOW_TICKETS: showing.go_on,
    TimerKind.NEWS: _news,
    TimerKind.WEEK: digests.tell_week,
    TimerKind.RETENTION: _retain,
    TimerKind.RAW_UPDATES: _retain_updates,
    TimerKind.ANNOUNCE: announcements.go_on,
    TimerKind.HOLIDAYS: holidays.look,
    TimerKind.RESETTLE: district_changes.carry_out,
    TimerKind.PLACE_ASKED_OVER: place_asked.end,
    TimerKind.GUIDE: mentors.guide,
    TimerKind.VOUCHER_END: vouchers.end,
    TimerKind.BADGES: badges.work_out,
    TimerKind.ACTIVITY: unreached.go_on,
    TimerKind.ACTIVITY_ASKED: holding_door.end_question,
    TimerKind.CALL: corps.go_on,
    TimerKind.MISSING: missing_ending.go_on,
    TimerKind.APPEAL: appeal_times.fire,
    TimerKind.HAND_OVER: hand_overs.fire,
    TimerKind.APPEALS: appeal_times.show_again,
    TimerKind.SIGHTING_OVER: sightings.end,
    TimerKind.SIGHTINGS_GONE: sightings.clear_chats,
    TimerKind.WHEREABOUTS: lookout.purge,
    TimerKind.SEATS: _leave_banned,
    TimerKind.WISH: wish_times.fire,
    TimerKind.POINTS_END: year_end.go_on,
    TimerKind.FORGOTTEN: forgetting.clear_chats,
}
