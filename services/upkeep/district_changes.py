"""The district's files change: its open reports follow, each in a transaction of its own."""

import json
from dataclasses import replace
from typing import Final

from domain.district.district import District
from domain.errors import DistrictTaken
from domain.reporting.reports import SYSTEM, Report
from domain.tickets.lifecycle import FINAL, Action, Role
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.ports.reports import FIRST, Standing
from services.ports.transaction import Transaction
from services.programme import vouchers
from services.tickets import groups, linking, routes
from services.tickets.changing import Request, change_status
from services.upkeep.activity_plan import activities_lacking
from services.upkeep.district_plan import Difference, Settling, alike, now_goes, route_of, settling_of

BEGINS_AFTER_MS: Final = 10_000
"""By then every process has taken the new files up."""

_AT_ONCE: Final = 500
_LATE, _LEAVES, _VOUCHERS = "late", "leaves", "vouchers"


async def plan(tx: Transaction, old: District | None, new: District) -> list[Settling]:
    """Return what becomes of the open reports whose queue, category, place or rules the new files change."""
    if old is not None and await tx.districts.taken() in {old.mark, new.mark} and alike(old, new):
        return []
    return [
        settling
        for queue in await tx.reports.busy_queues()
        for report in await _open_of(tx, queue)
        if (settling := settling_of(old, new, report)) is not None
    ]


async def standing_on(tx: Transaction, old: District | None, new: District) -> tuple[Difference, ...]:
    """Return the vouchers and activities that stand on what the new files change or have no more; they stay."""
    return *await _vouchers_kept(tx, old, new), *await activities_lacking(tx, old, new)


async def _vouchers_kept(tx: Transaction, old: District | None, new: District) -> tuple[Difference, ...]:
    """Return how many vouchers are open of rewards that are gone or cost something else now; they stay as they were."""
    before = old.rewards if old is not None else {}
    kept = tuple(
        f"{reward} × {count}"
        for reward, count in (await tx.vouchers.count_open()).items()
        if reward not in new.rewards or (reward in before and before[reward].points != new.rewards[reward].points)
    )
    return (Difference("vouchers", (), (), kept),) if kept else ()


async def _open_of(tx: Transaction, queue: str) -> list[Report]:
    found, after = list[Report](), FIRST
    while some := await tx.reports.open_of_queue(queue, _AT_ONCE, after):
        found += some
        after = Standing(some[-1].urgent, some[-1].submitted_at, some[-1].id)
    return found


async def take_up(tx: Transaction, deps: Deps, old: District | None, before: str) -> list[Settling]:
    """Let the open reports follow the files of `deps`, and return what becomes of them.

    Timers carry that out. Queues that are gone leave their groups once their tickets have left. Where another process
    has taken up the same files, its timers do.

    Raises:
        DistrictTaken: Others than those `before` were taken up meanwhile; "" knows none.
    """
    taken, now, district = await tx.districts.taken(), deps.clock.now(), deps.district
    if before and taken not in {"", before, district.mark}:
        raise DistrictTaken
    settlings = await plan(tx, old, district)
    if before and taken == district.mark:
        return settlings
    await tx.districts.take(district.mark, district.remembered(), now)
    begins = now + BEGINS_AFTER_MS
    timers = [Timer(TimerKind.RESETTLE, each.key(now), begins) for each in settlings]
    chats = await tx.queues.chats()
    gone = [chat.queue for chat in chats if chat.queue not in district.queues]
    last = [[_LATE, "", now]] if chats else []  # nothing can be late where nobody has worked yet
    last += [[_LEAVES, queue, now] for queue in gone]
    last += [[_VOUCHERS, "", 0, now]] if taken else []  # a first district's riders have redeemed nothing
    timers += [Timer(TimerKind.RESETTLE, json.dumps(each), begins + nth) for nth, each in enumerate(last, 1)]
    await tx.timers.put_all(timers)
    await groups.seat(tx, deps)
    return settlings


async def carry_out(tx: Transaction, deps: Deps, key: str) -> None:
    """Do what the timer with this key was planned for, as far as it still applies."""
    what, queue, *rest = json.loads(key)
    if what == _LATE:
        await _settle_late(tx, deps)
    elif what == _LEAVES:
        await _leave(tx, deps, queue)
    elif what == _VOUCHERS:
        await _settle_vouchers(tx, deps, queue, *rest)
    else:
        await _settle(tx, deps, Settling.of_key(key))


async def _settle(tx: Transaction, deps: Deps, planned: Settling) -> None:
    report = await tx.reports.get(planned.report_id)
    if report is None or report.status in FINAL or report.queue != planned.before:
        return
    queue, community = now_goes(deps.district, planned, report)
    if (queue, community) == (report.queue, report.community):
        return
    detail = {"reason": planned.why.value}
    moved = replace(report, community=community)
    if queue != report.queue:
        reason = route_of(deps.district, report, community).reason
        moved, detail = replace(moved, route_reason=routes.encode(reason)), {**detail, "queue": queue}
    await change_status(tx, deps, moved, Request(Action.RESETTLE, SYSTEM, Role.SYSTEM, detail=detail))


async def _settle_late(tx: Transaction, deps: Deps) -> None:
    """Settle what a process that did not know the new files yet has sent to a queue that is gone."""
    for queue in await tx.reports.busy_queues():
        if queue not in deps.district.queues:
            for report in await _open_of(tx, queue):
                planned = settling_of(None, deps.district, report)
                if planned is not None:
                    await _settle(tx, deps, planned)


async def _settle_vouchers(tx: Transaction, deps: Deps, reward: str, after_id: int, at: int) -> None:
    """Give back some of the vouchers that nobody hands out any more, and go on later with what is behind them."""
    behind = await vouchers.settle(tx, deps, reward, after_id)
    if behind is not None:
        await tx.timers.put(Timer(TimerKind.RESETTLE, json.dumps([_VOUCHERS, *behind, at]), deps.clock.now()))


async def _leave(tx: Transaction, deps: Deps, queue: str) -> None:
    group: QueueChat | None = await tx.queues.chat(queue)
    if group is not None and queue not in deps.district.queues:
        await linking.leave_group(tx, deps, group)
