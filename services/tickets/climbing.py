"""Urgent tickets that nobody has accepted: told again and again, to more and more people, until somebody presses."""

from collections.abc import Iterable, Sequence
from typing import Final

from domain.messages import Precedence
from domain.people.riders import Rider
from domain.reporting.reports import Event, Report
from domain.tickets.lifecycle import Action
from domain.tickets.messages import OnCallTold, Unaccepted, UnansweredTold
from domain.tickets.reminders import UNANSWERED
from domain.tickets.staff import QueueChat
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import late_key, ticket_key, to_group, to_rider
from services.ports.transaction import Transaction
from services.tickets import reminding, urgent_news
from services.tickets.cards import nudge
from services.tickets.standing_in import group_of
from services.tickets.unseen import BEYOND, is_unaccepted

_WITHOUT_LIMIT_MS: Final = 15 * 60_000
"""The limit of the first answer where the district has none for it."""

_ON_CALL: Final = 3
"""The rung from which on those on call are told."""


def first_rung(deps: Deps, report: Report, since: int) -> Timer:
    """Return the timer of the first rung for an urgent ticket that nobody has had since then (ms UTC)."""
    return _timer(deps, report, since, 1)


async def begin(tx: Transaction, deps: Deps, report: Report) -> None:
    """Climb from the first rung on, where the ticket is urgent and nobody has it from now on."""
    if is_unaccepted(report):
        await urgent_news.tell(tx, deps, report)
        await tx.timers.put(first_rung(deps, report, deps.clock.now()))


async def climb(tx: Transaction, deps: Deps, key: str) -> None:
    """Tell the rung that is due, however many were missed, and set the timer of the next; `key` is the timer's.

    One whose key says why it comes early is told besides, and sets none.
    """
    report_id, since, rung, *early = key.split(":")
    report = await tx.reports.get(int(report_id))
    if report is None or not is_unaccepted(report):
        return
    if not early and int(since) < _since(report, await tx.reports.events(report.id)):
        return  # it came to somebody else meanwhile, and is told from there
    reached, now = int(rung), deps.clock.now()
    if not early:
        while _at(deps, report, int(since), reached + 1) <= now:
            reached += 1
        await tx.timers.put(_timer(deps, report, int(since), reached + 1))
    if not await _sees(tx, report):
        reached = max(reached, BEYOND)
    await _tell(tx, deps, report, reached, key)


async def _tell(tx: Transaction, deps: Deps, report: Report, rung: int, key: str) -> None:
    """Tell everybody up to this rung; in each chat it takes the place of the rung before."""
    own = await group_of(tx, deps, report.queue)
    on_call = deps.district.queue(report.queue).on_call if rung >= _ON_CALL else ()
    since = max(report.submitted_at, _since(report, await tx.reports.events(report.id)))
    await nudge(tx, deps, report, Unaccepted(report.id, report.queue, users=on_call, since=since), key)
    if own is not None:
        await reminding.make_way(tx, report, own.chat_id)
    for group in await _beyond(tx, deps, own) if rung >= BEYOND else ():
        told = UnansweredTold(report.id, to_supervisors=group.queue != deps.district.triage.id)
        chat_key = f"{late_key(told, key)}:{group.chat_id}"
        await tx.outbox.put(to_group(deps, group, told, chat_key, Precedence.URGENT))
    for rider in await _who_began(tx, on_call):
        called = OnCallTold(report.id)
        await tx.outbox.put(to_rider(deps, rider, called, f"{late_key(called, key)}:{rider.id}", Precedence.URGENT))


async def _beyond(tx: Transaction, deps: Deps, own: QueueChat | None) -> list[QueueChat]:
    """Return the groups of triage and of the supervisors, but the ticket's `own`, in which it stands already."""
    supervisors = deps.district.supervisors
    queues = [deps.district.triage.id, *([supervisors.id] if supervisors else [])]
    found = [await tx.queues.chat(queue) for queue in queues]
    groups = {group.chat_id: group for group in found if group is not None}
    if own is not None:
        groups.pop(own.chat_id, None)
    return list(groups.values())


async def _who_began(tx: Transaction, users: Iterable[int]) -> list[Rider]:
    """Return those of these people who have started the bot: nobody else can be written to."""
    found = [await tx.riders.by_chat(user) for user in users]
    return [rider for rider in found if rider is not None and rider.reachable]


async def _sees(tx: Transaction, report: Report) -> bool:
    """Return whether the queue has a group of its own that takes messages, and the ticket's card stands there."""
    group = await tx.queues.chat(report.queue)
    if group is None or await tx.outbox.is_closed(group.chat_id, group.thread_id):
        return False
    return await tx.messages.of_key(ticket_key(report.id, report.queue)) is not None


def _since(report: Report, events: Sequence[Event]) -> int:
    """Return since when nobody has the ticket where it is now, ms UTC."""
    since, queue = report.submitted_at, ""
    for event in events:
        is_new = event.source not in UNANSWERED or (queue and event.queue != queue)
        if event.target in UNANSWERED and is_new and event.action not in _BEGINS_WITH_IT:
            since = event.at
        queue = event.queue or queue
    return since


_BEGINS_WITH_IT: Final = frozenset({"submit", Action.ROUTE.value})
"""The events with which a report begins, at the time it is submitted."""


def _timer(deps: Deps, report: Report, since: int, rung: int) -> Timer:
    return Timer(TimerKind.UNACCEPTED, f"{report.id}:{since}:{rung}", _at(deps, report, since, rung), urgent=True)


def _at(deps: Deps, report: Report, since: int, rung: int) -> int:
    """Return when a rung is due: at half the limit of the first answer, at all of it, at one and a half, then each."""
    category = deps.district.category(report.category, report.danger)
    limit = _WITHOUT_LIMIT_MS
    if category is not None:
        calendar = deps.district.calendar_of(deps.district.queue(report.queue))
        limit = calendar.due_at(since, category.first_response, category.clock) - since
    halves = rung if rung <= _ON_CALL else 2 * rung - _ON_CALL
    return since + max(limit, 1000) * halves // 2
