"""Late is told to riders once and before they ask, and only if staff were reminded; by day unless it is urgent."""

import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.messages import Precedence
from domain.reporting.messages import LateForRiders
from domain.reporting.reports import SYSTEM, Event, Report
from domain.tickets.lifecycle import Action
from domain.tickets.reminders import RUNNING, UNANSWERED
from domain.timers import Timer, TimerKind, parse_round_key, round_key
from services.deps import Deps
from services.outgoing import status_key, to_rider
from services.ports.transaction import Transaction
from services.tickets.events import unmoved
from services.tickets.standing_in import group_of

_DAY_BEGINS, _DAY_ENDS = time(8), time(21)
"""Between these times of the district riders are told what is not urgent."""

TOLD: Final = "late_told"
"""The event that riders were told."""


class Promise(StrEnum):
    """What was promised to riders, and is late."""

    ANSWER = "answer"  # somebody accepts it
    LIMIT = "limit"  # it is resolved


async def tell(tx: Transaction, deps: Deps, report: Report) -> None:
    """Tell the reporter and the witnesses what is late now, once for each promise, or by day if it is night.

    A limit that has passed is told in place of an answer that has not come. Nothing is told while it is on hold, as
    riders have heard until when, nor if no group could be reminded. After a report was reopened its promises are new
    ones.
    """
    now = deps.clock.now()
    late = late_promise(report, now)
    if late is None or late in _told(await tx.reports.events(report.id)):
        return
    reminded = await group_of(tx, deps, report.queue)
    if reminded is None:
        return
    if not report.urgent and (day_begins := next_day(deps, now)) > now:
        await tx.timers.put(Timer(TimerKind.LATE_BY_DAY, round_key(report.id, day_begins), day_begins))
        return
    event = unmoved(deps, report, TOLD, SYSTEM, detail=json.dumps({"late": late.value}))
    await tx.reports.add_events([event])
    promised = (report.due_at if late is Promise.LIMIT else report.respond_by) or now
    notice = LateForRiders(report.id, late.value, promised, reminded.queue)
    precedence = Precedence.URGENT if report.urgent else Precedence.STATUS
    for rider in await tx.riders.of_report(report.id):
        await tx.outbox.put(to_rider(deps, rider, notice, status_key(event.id, rider.id), precedence))


async def tell_by_day(tx: Transaction, deps: Deps, key: str) -> None:
    """Tell what has become late by night, if it still is; `key` is the timer's."""
    report = await tx.reports.get(parse_round_key(key)[0])
    if report is not None:
        await tell(tx, deps, report)


def late_promise(report: Report, now: int) -> Promise | None:
    """Return which promise of a report has passed unkept by now, the limit before the answer; None if none has."""
    if report.status not in RUNNING:
        return None
    if report.due_at is not None and report.due_at <= now:
        return Promise.LIMIT
    is_unanswered = report.status in UNANSWERED
    return Promise.ANSWER if is_unanswered and report.respond_by is not None and report.respond_by <= now else None


def concerns_supervisors(report: Report, now: int) -> bool:
    """Return whether the supervisors still need to know: it is late, or urgent and nobody has it."""
    return late_promise(report, now) is not None or (report.urgent and report.status in UNANSWERED)


def may_be_chased(report: Report, now: int) -> bool:
    """Return whether a ticket is late, or waits for somebody to accept it."""
    return report.status in UNANSWERED or late_promise(report, now) is not None


def _told(events: Iterable[Event]) -> set[str]:
    """Return what riders have been told since the report came, or came back last; after a limit no answer is told."""
    told = set[str]()
    for event in events:
        if event.action == Action.NOT_FIXED.value:
            told = set()
        elif event.action == TOLD:
            late = json.loads(event.detail)["late"]
            told |= {late, Promise.ANSWER.value} if late == Promise.LIMIT.value else {late}
    return told


def is_day(deps: Deps, now: int) -> bool:
    """Return whether it is a time of day at which riders are told what is not urgent."""
    return next_day(deps, now) == now


def next_day(deps: Deps, now: int) -> int:
    """Return `now` by day, else when the next day begins (ms UTC)."""
    local = datetime.fromtimestamp(now / 1000, deps.district.timezone)
    if _DAY_BEGINS <= local.time() < _DAY_ENDS:
        return now
    day = local.date() + timedelta(local.time() >= _DAY_ENDS)
    return int(datetime.combine(day, _DAY_BEGINS, deps.district.timezone).timestamp() * 1000)
