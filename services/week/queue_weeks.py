"""The week of a queue with those that it stands in for, and that of the whole district."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.district.routing import SERVICE, SUPERVISORS, Queue
from domain.programme.appeals import AppealWeek
from domain.tickets.group_commands import GroupKind
from domain.tickets.lists import Which
from domain.tickets.reminders import UNANSWERED
from domain.tickets.staff import QueueChat
from domain.week.messages import FiguresTable
from domain.week.weeks import Week, last_week, parse_week, span_so_far
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.tickets import TicketLine, TicketsAsked
from services.ports.transaction import Transaction
from services.ports.weeks import NOTHING, Dot, Hotspot, QueueFigures, sum_of
from services.tickets.asking import asking_of
from services.tickets.standing_in import acts_in, group_of, looked_after
from services.week import activity_weeks
from services.week.activity_weeks import NO_QUEUE_ACTIVITIES, QueueActivities
from services.week.keeping import figures_of
from services.week.trends import median_response, trend_until

PRESSING: Final = 5
"""The most tickets that are named one by one."""

NO_APPEALS: Final = AppealWeek(0, 0, 0)
_COUNTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class QueueWeekView:
    """The week of one queue.

    Attributes:
        is_last: Whether it is the week before this one, as it is shown.
        queue: Whose it is.
        others: Those that it stands in for, as they have no group, each with its figures, the latest first.
        figures: The sums of all of them.
        trend: Their sums in each week until this one, without times.
        usual: What the median queue of the district took to answer, ms; None if no two answered.
        categories: How many reports of each category came, the most first.
        pressing: What is overdue now, the most pressing first; `more` are left out.
        group: Where the queue works.
        now: The current time, ms UTC.
        activities: What it held, and what comes; none of a queue that holds none.
        appeals: How many came and ended of what riders asked of it.
    """

    week: Week
    is_last: bool
    queue: Queue
    others: tuple[tuple[Queue, QueueFigures], ...]
    figures: QueueFigures
    trend: tuple[tuple[Week, QueueFigures], ...]
    usual: int | None
    categories: tuple[tuple[str, int], ...]
    pressing: tuple[TicketLine, ...]
    more: int
    group: QueueChat | None
    now: int
    activities: QueueActivities = NO_QUEUE_ACTIVITIES
    appeals: AppealWeek = NO_APPEALS

    @property
    def before(self) -> QueueFigures:
        """The sums of the week before."""
        return self.trend[-2][1]

    @property
    def is_empty(self) -> bool:
        """Whether there was no ticket and is none, and neither an activity nor an appeal."""
        is_idle = self.activities == NO_QUEUE_ACTIVITIES and self.appeals == NO_APPEALS
        return not self.has_tickets and is_idle

    @property
    def has_tickets(self) -> bool:
        """Whether there was a ticket or is one that presses."""
        return is_busy(self.figures) or bool(self.pressing)


@dataclass(frozen=True, slots=True)
class DistrictWeekView:
    """The week of the district, as supervisors see it.

    Attributes:
        is_last, figures, trend, categories, now: As in `QueueWeekView`.
        queues: Each queue with its figures, those with the most that is late first.
        urgent: Urgent tickets that nobody has accepted by now; `more_urgent` are left out.
        hotspots: Where the most reports of a category came from.
        open: How many tickets are open in each community now.
        dots: Where the week's reports are.
        appeals: How many came and ended of all that riders asked of service queues.
    """

    week: Week
    is_last: bool
    queues: tuple[tuple[Queue, QueueFigures], ...]
    figures: QueueFigures
    trend: tuple[tuple[Week, QueueFigures], ...]
    categories: tuple[tuple[str, int], ...]
    urgent: tuple[TicketLine, ...]
    more_urgent: int
    hotspots: tuple[Hotspot, ...]
    open: tuple[tuple[str, int], ...]
    dots: tuple[Dot, ...]
    now: int
    appeals: AppealWeek = NO_APPEALS

    @property
    def before(self) -> QueueFigures:
        """The sums of the week before."""
        return self.trend[-2][1]

    @property
    def is_empty(self) -> bool:
        """Whether there was no ticket and is none, and no appeal."""
        return not is_busy(self.figures) and self.appeals == NO_APPEALS


@dataclass(frozen=True, slots=True)
class FiguresTableView:
    """The figures of each queue in a week, those with the most that is late first.

    `exports` says whether the group is the supervisors' own, who may take them out as a file.
    """

    week: Week
    is_last: bool
    queues: tuple[tuple[Queue, QueueFigures], ...]
    exports: bool = True


def is_busy(figures: QueueFigures) -> bool:
    """Return whether a queue had anything to do."""
    return figures != NOTHING


async def queue_week(tx: Transaction, deps: Deps, queue: str, name: str) -> QueueWeekView:
    """Return the week of one queue with those that it stands in for; `name` is written as `2026-W46`.

    Raises:
        KeyError: There is no such queue.
    """
    week, now, told = parse_week(name), deps.clock.now(), deps.district.queues[queue]
    theirs, span = await looked_after(tx, deps, told.id), span_so_far(week, deps.district.timezone, now)
    each = await figures_of(tx, span)
    others = [(deps.district.known_queue(other), each.get(other, NOTHING)) for other in theirs if other != told.id]
    overdue = TicketsAsked(tuple(theirs), Which.OVERDUE)
    pressing = await tx.tickets.listed(overdue, now, PRESSING)
    return QueueWeekView(
        week,
        week == last_week(now, deps.district.timezone),
        told,
        latest_first(others),
        sum_of(each.get(queue, NOTHING) for queue in theirs),
        await trend_until(tx, deps, week, theirs),
        median_response(each.values()),
        tuple(await tx.weeks.categories(span, theirs)),
        tuple(pressing),
        await tx.tickets.count(overdue, now, _COUNTED) - len(pressing) if len(pressing) == PRESSING else 0,
        await group_of(tx, deps, told.id),
        now,
        await activity_weeks.of_queue(tx, deps, told.id, week) if told.kind == SERVICE else NO_QUEUE_ACTIVITIES,
        await tx.appeals.week(told.id, span.start, span.end) if told.kind == SERVICE else NO_APPEALS,
    )


async def district_week(tx: Transaction, deps: Deps, name: str) -> DistrictWeekView:
    """Return the week of the district; `name` is written as `2026-W46`."""
    week, now = parse_week(name), deps.clock.now()
    span = span_so_far(week, deps.district.timezone, now)
    known = await figures_of(tx, span)
    waiting = tuple(dict.fromkeys([*deps.district.queues, *await tx.reports.busy_queues()]))
    listed = await tx.tickets.listed(TicketsAsked(waiting, Which.WAITING), now, PRESSING)
    urgent = tuple(line for line in listed if line.urgent and line.status in UNANSWERED)
    counts = await tx.tickets.counts(waiting, now)
    return DistrictWeekView(
        week,
        week == last_week(now, deps.district.timezone),
        latest_first((queue, known.get(queue.id, NOTHING)) for queue in all_queues(deps, known)),
        sum_of(known.values()),
        await trend_until(tx, deps, week, None),
        tuple(await tx.weeks.categories(span, None)),
        urgent,
        max(0, sum(each.unaccepted for each in counts.values()) - len(urgent)),
        tuple(await tx.weeks.hotspots(span)),
        tuple((await tx.weeks.communities_open()).items()),
        tuple(await tx.weeks.dots(span)),
        now,
        await tx.appeals.week("", span.start, span.end),
    )


@gather.register
async def figures_table_view(meaning: FiguresTable, reading: Reading) -> FiguresTableView | None:
    """Return the queues that had anything to do in a week; None in a group that sees no other queues any more."""
    deps, week = reading.deps, parse_week(meaning.week)
    supervisors = deps.district.supervisors
    if supervisors is None or not await acts_in(reading.tx, deps, supervisors.id, meaning.chat_id):
        return None
    known = await figures_of(reading.tx, span_so_far(week, deps.district.timezone, deps.clock.now()))
    queues = latest_first((deps.district.known_queue(queue), its) for queue, its in known.items() if is_busy(its))
    is_last = week == last_week(deps.clock.now(), deps.district.timezone)
    kinds = (await asking_of(reading.tx, deps, meaning.chat_id, meaning.thread_id)).kinds
    return FiguresTableView(week, is_last, queues, GroupKind.SUPERVISORS in kinds)


def latest_first(queues: Iterable[tuple[Queue, QueueFigures]]) -> tuple[tuple[Queue, QueueFigures], ...]:
    """Return queues with their figures, those with the most that is late first."""
    return tuple(sorted(queues, key=lambda told: (-told[1].late, -told[1].open, -told[1].received)))


def all_queues(deps: Deps, known: Iterable[str]) -> list[Queue]:
    """Return the queues of the district but its supervisors, and those `known` by figures that it no longer has."""
    theirs = [queue.id for queue in deps.district.queues.values() if queue.kind != SUPERVISORS]
    return [deps.district.known_queue(each) for each in dict.fromkeys([*theirs, *known])]
