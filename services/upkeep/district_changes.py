"""The district's files change: its open reports follow, each in a transaction of its own."""

import json
from dataclasses import replace
from typing import Final

from domain.district.district import District
from domain.errors import DistrictTaken
from domain.reporting.reports import SYSTEM, Report, Status
from domain.tickets.lifecycle import FINAL, Action, Role
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.ports.reports import FIRST, Standing
from services.ports.transaction import Transaction
from services.tickets import groups, linking, routes
from services.tickets.changing import Request, change_status
from services.upkeep.district_plan import Settling, Why, route_of, settling_of

BEGINS_AFTER_MS: Final = 10_000
"""By then every process has taken the new files up."""

_AT_ONCE: Final = 500
_LEAVES: Final = "leaves"


async def plan(tx: Transaction, old: District | None, new: District) -> list[Settling]:
    """Return what becomes of the open reports whose queue, category, place or rules the new files change."""
    return [
        settling
        for queue in await tx.reports.busy_queues()
        for report in await _open_of(tx, queue)
        if (settling := settling_of(old, new, report)) is not None
    ]


async def _open_of(tx: Transaction, queue: str) -> list[Report]:
    found, after = list[Report](), FIRST
    while some := await tx.reports.open_of_queue(queue, _AT_ONCE, after):
        found += some
        after = Standing(some[-1].urgent, some[-1].submitted_at, some[-1].id)
    return found


async def take_up(tx: Transaction, deps: Deps, old: District | None, before: str, fingerprint: str) -> list[Settling]:
    """Let the open reports follow the files of `deps`, which have this fingerprint, and return what becomes of them.

    Timers carry that out. Queues that are gone leave their groups once their tickets have left.

    Raises:
        DistrictTaken: Others than those `before` were taken up meanwhile; "" knows none.
    """
    taken, now = await tx.districts.taken(), deps.clock.now()
    if before and taken not in {"", before}:
        raise DistrictTaken
    settlings = await plan(tx, old, deps.district)
    await tx.districts.take(fingerprint, now)
    begins = now + BEGINS_AFTER_MS
    timers = [Timer(TimerKind.RESETTLE, each.key(now), begins) for each in settlings]
    timers += [
        Timer(TimerKind.RESETTLE, json.dumps([_LEAVES, chat.queue, now]), begins + 1)
        for chat in await tx.queues.chats()
        if chat.queue not in deps.district.queues
    ]
    await tx.timers.put_all(timers)
    await groups.seat(tx, deps)
    return settlings


async def carry_out(tx: Transaction, deps: Deps, key: str) -> None:
    """Do what the timer with this key was planned for, as far as it still applies."""
    if json.loads(key)[0] == _LEAVES:
        await _leave(tx, deps, json.loads(key)[1])
        return
    planned = Settling.of_key(key)
    report = await tx.reports.get(planned.report_id)
    if report is None or report.status in FINAL or report.queue != planned.before:
        return
    goes = planned.queue in deps.district.queues and (planned.why is Why.QUEUE_GONE or report.status is Status.ROUTED)
    queue = planned.queue if goes else report.queue
    if (queue, planned.community) == (report.queue, report.community):
        return
    detail = {"reason": planned.why.value}
    moved = replace(report, community=planned.community)
    if queue != report.queue:
        reason = route_of(deps.district, report, planned.community).reason
        moved, detail = replace(moved, route_reason=routes.encode(reason)), {**detail, "queue": queue}
    await change_status(tx, deps, moved, Request(Action.RESETTLE, SYSTEM, Role.SYSTEM, detail=detail))


async def _leave(tx: Transaction, deps: Deps, queue: str) -> None:
    group: QueueChat | None = await tx.queues.chat(queue)
    if group is not None and queue not in deps.district.queues:
        await linking.leave_group(tx, deps, group)
