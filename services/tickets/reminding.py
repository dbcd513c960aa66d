"""Reminders of time: at once if urgent, else gathered for a minute; withdrawn as soon as their cause is gone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from domain.messages import Meaning, Outgoing
from domain.reporting.numbers import ReportNumber
from domain.reporting.reports import Report
from domain.tickets.messages import (
    HalfTime,
    HoldOver,
    LateTold,
    LongOverdueTold,
    Nudge,
    Overdue,
    OverdueTold,
    ReminderList,
    Unanswered,
    UnansweredTold,
    UrgentTold,
)
from domain.tickets.reminders import GATHERED, Place, Reminder, is_asked_for, stands
from domain.timers import Timer, TimerKind
from services.deps import Deps
from services.outgoing import late_key, nudge_key, reminder_batch, reminder_list_key, removal
from services.ports.live_messages import LiveMessage
from services.ports.reminders import Line
from services.ports.transaction import Transaction
from services.tickets import reminder_lists, urgent_news
from services.tickets.cards import is_closed, nudge
from services.tickets.groups import tell_supervisors
from services.tickets.lateness import concerns_supervisors
from services.tickets.standing_in import group_of
from services.tickets.unseen import is_unaccepted

_GATHERED_FOR_MS: Final = 60_000
"""What comes up in a group within this time of the first is told together."""


async def remind(tx: Transaction, deps: Deps, report: Report, told: Nudge, cause: str) -> None:
    """Remind the queue of a ticket: at once if it is urgent, else together with what comes up within a minute."""
    if report.urgent:
        await nudge(tx, deps, report, told, cause)
    else:
        await gather_up(tx, deps, [Reminder(report.id, Place.QUEUE, told.name, report.queue)])


async def gather_up(tx: Transaction, deps: Deps, found: Sequence[Reminder]) -> None:
    """Gather reminders for their groups; each takes the place of what reminded of its ticket there before."""
    now = deps.clock.now()
    batches = await _batches(tx, deps, {(each.place, each.queue) for each in found}, now)
    gathered = [
        Reminder(each.report_id, each.place, each.name, each.queue, batch, GATHERED, now)
        for each in found
        if (batch := batches.get((each.place, each.queue)))
    ]
    if not gathered:
        return
    before = await tx.reminders.pages_of([each.report_id for each in gathered])
    await tx.reminders.put(gathered)
    told_at = now + _GATHERED_FOR_MS
    await tx.timers.put_all([Timer(TimerKind.REMIND, each, told_at, urgent=True) for each in set(batches.values())])
    for page in before:
        await reminder_lists.draw(tx, deps, page)


async def _batches(
    tx: Transaction, deps: Deps, places: Iterable[tuple[Place, str]], now: int
) -> dict[tuple[Place, str], str]:
    """Return by place and queue the batch that is being gathered for its group, or a new one; none without a group."""
    gathering = {batch.rpartition(":")[0]: batch for batch in await tx.reminders.gathering()}
    batches = dict[tuple[Place, str], str]()
    for place, queue in places:
        group = await group_of(tx, deps, _told(deps, place, queue))
        if group is not None:
            new = reminder_batch(place, group, now)
            batches[place, queue] = gathering.get(new.rpartition(":")[0], new)
    return batches


async def tell_batch(tx: Transaction, deps: Deps, batch: str) -> None:
    """Tell what was gathered and still stands: one as a short reply to its card, several as lists of links."""
    standing = list[Line]()
    while not standing and (found := await tx.reminders.lines(batch, GATHERED, reminder_lists.AT_ONCE)):
        standing = reminder_lists.standing(found)
        kept = {line.id for line in standing}
        await tx.reminders.drop([_reminder(line, batch) for line in found if line.id not in kept])
    if len(standing) == 1 and await tx.reminders.lines_left(batch, GATHERED) == 1:
        await _tell_alone(tx, deps, batch, standing[0])
    elif standing:
        await _tell_together(tx, deps, batch, standing)


async def settle(tx: Transaction, deps: Deps, before: Report, after: Report, *, staff_acted: bool) -> None:
    """Withdraw what reminds of a ticket without cause now, and draw the lists anew in which it stays."""
    taken = is_asked_for(before.status) and not is_asked_for(after.status)
    kept, over = list[Reminder](), list[Reminder]()
    for each in await tx.reminders.of_report(after.id):
        is_so = each.queue == after.queue and stands(each.name, after.status, staff_acted=staff_acted)
        (kept if is_so and not (taken and not each.batch) else over).append(each)
    await reminder_lists.withdraw(tx, deps, over)
    await reminder_lists.redraw(tx, deps, kept)
    still_told = any(each.place is Place.QUEUE for each in kept)
    got_somebody = is_unaccepted(before) and not is_unaccepted(after)
    is_late = concerns_supervisors(after, deps.clock.now()) and not got_somebody
    for message in await tx.reminders.messages(after.id):
        is_nudge = message.key == nudge_key(after.id)
        if not is_nudge and await urgent_news.redraw(tx, deps, after, message.chat_id):
            continue
        if not (still_told if is_nudge else is_late):
            await _remove(tx, message, after.number)


async def make_way(tx: Transaction, report: Report, chat_id: int) -> None:
    """Take away what stands in a group from when others had the ticket, as its queue's own reminder comes there now."""
    for message in await tx.reminders.messages(report.id):
        if message.chat_id == chat_id and message.key != nudge_key(report.id):
            await _remove(tx, message, report.number)


async def arrived(tx: Transaction, deps: Deps, outgoing: Outgoing, message: LiveMessage) -> None:
    """Take away what reminds without cause, as that went while it was being sent."""
    meaning = outgoing.meaning
    if isinstance(meaning, ReminderList):
        if not await tx.reminders.lines_left(meaning.batch, meaning.page):
            await reminder_lists.take_away(tx, reminder_list_key(meaning.batch, meaning.page))
    elif isinstance(meaning, Nudge | LateTold):
        report = await tx.reports.get(meaning.report_id)
        if report is None or await _is_so(tx, deps, meaning, report):
            return
        if not (isinstance(meaning, LateTold) and await urgent_news.redraw(tx, deps, report, message.chat_id)):
            await _remove(tx, message, report.number)


async def over(tx: Transaction, meaning: Meaning) -> str | None:
    """Return the number on what is left of a reminder that a newer one replaces, "" for a list; None for all else."""
    if isinstance(meaning, ReminderList):
        return ""
    report = await tx.reports.get(meaning.report_id) if isinstance(meaning, Nudge | LateTold) else None
    return str(report.number) if report is not None else None


async def _is_so(tx: Transaction, deps: Deps, meaning: Nudge | LateTold, report: Report) -> bool:
    if isinstance(meaning, UrgentTold):
        return True
    if isinstance(meaning, UnansweredTold):
        return is_unaccepted(report)
    if isinstance(meaning, LateTold):
        return concerns_supervisors(report, deps.clock.now())
    return any(each.place is Place.QUEUE for each in await tx.reminders.of_report(report.id))


async def _remove(tx: Transaction, message: LiveMessage, number: ReportNumber) -> None:
    await tx.outbox.put(removal(message.chat_id, message.message_id, erases=True, over=str(number)))


async def _tell_alone(tx: Transaction, deps: Deps, batch: str, line: Line) -> None:
    report = await tx.reports.get(line.id)
    if report is None:
        return
    told = _ALONE[line.name](report)
    if isinstance(told, Nudge):
        await nudge(tx, deps, report, told, batch)
        return
    await tx.reminders.drop([_reminder(line, batch)])
    await tell_supervisors(tx, deps, told, late_key(told, f"{report.id}:{batch}"))


_ALONE: Final[Mapping[str, Callable[[Report], Nudge | LateTold]]] = {
    HalfTime.name: lambda report: HalfTime(report.id, report.queue),
    Unanswered.name: lambda report: Unanswered(report.id, report.queue),
    Overdue.name: lambda report: Overdue(report.id, report.queue),
    HoldOver.name: lambda report: HoldOver(report.id, report.queue),
    OverdueTold.name: lambda report: OverdueTold(report.id),
    LongOverdueTold.name: lambda report: LongOverdueTold(report.id),
}
"""What a gathered reminder says where it stands alone."""


async def _tell_together(tx: Transaction, deps: Deps, batch: str, lines: Sequence[Line]) -> None:
    """Tell in lists of links: the first pages take the most pressing lines, the last one all that is left."""
    place = lines[0].place
    if place is Place.QUEUE:
        for message, number in await tx.reminders.nudges(batch):
            await _remove(tx, message, number)
    full = reminder_lists.full_pages(lines, place)
    await tx.reminders.put([_reminder(line, batch, page) for page, some in enumerate(full) for line in some])
    last = await tx.reminders.turn(batch, len(full))
    queues = {_told(deps, place, queue) for queue in {line.told_queue for line in lines}}
    silent = all(is_closed(deps, queue) for queue in queues)
    await reminder_lists.show(tx, deps, batch, range(len(full) + (last > 0)), silent=silent)


def _told(deps: Deps, place: Place, queue: str) -> str:
    """Return the queue whose group hears of what is in this queue."""
    if place is Place.QUEUE:
        return queue
    return (deps.district.supervisors or deps.district.triage).id


def _reminder(line: Line, batch: str, page: int = GATHERED) -> Reminder:
    return Reminder(line.id, line.place, line.name, line.told_queue, batch, page, line.at)
