"""The figures of a group's queues, or of the district, in a week or a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from domain.district.routing import SERVICE, Queue
from domain.language.periods import PERIODS, YEAR_ENDING, YEARS
from domain.week.messages import FiguresShown
from domain.week.weeks import (
    Month,
    Period,
    Span,
    Year,
    month_of,
    parse_period,
    parse_year,
    span_of,
    span_so_far,
    week_of,
    year_of,
)
from services.deps import Deps
from services.gathering import Reading, gather
from services.ports.transaction import Transaction
from services.ports.weeks import NOTHING, QueueFigures, sum_of
from services.tickets.asking import asking_of
from services.week import service_figures
from services.week.keeping import figures_of
from services.week.queue_weeks import all_queues
from services.week.service_figures import ServiceFigures


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures of a period.

    Attributes:
        queues: Those that are counted, each with its figures, the most overdue first.
        total: The figures of all of them together.
        other: The period of the other kind, a month for a week, that is shown instead if somebody asks.
        is_running: Whether the period has not ended yet.
        of_district: Whether all queues are counted.
        service: What those did who look after riders; None where none of them works.
    """

    period: Period
    queues: tuple[tuple[Queue, QueueFigures], ...]
    total: QueueFigures
    other: Period
    is_running: bool
    of_district: bool
    service: ServiceFigures | None = None


def period_in(deps: Deps, words: str) -> Period | None:
    """Return the period that words name, the running week for none; None if they name none, or one that is to come."""
    said, now, timezone = words.strip().lower(), deps.clock.now(), deps.district.timezone
    if said in PERIODS:
        named = PERIODS[said]
        return (month_of if named.monthly else week_of)(now, timezone).shifted(-named.back)
    try:
        period = parse_period(said.upper())
        start, _ = span_of(period, timezone)
    except (ValueError, OverflowError):
        return None
    return period if 0 <= start <= now else None


def year_in(deps: Deps, words: str) -> Year | None:
    """Return the year that words name; None if they name none, or one that is to come."""
    said, running = normalize("NFKC", words).strip().lower(), year_of(deps.clock.now(), deps.district.timezone)
    if said in YEARS:
        return Year(running.number - YEARS[said])
    try:
        year = parse_year(said.removesuffix(YEAR_ENDING).strip())
    except ValueError:
        return None
    return year if year.number <= running.number else None


@gather.register
async def figures_view(meaning: FiguresShown, reading: Reading) -> FiguresView | None:
    """Return the figures that a group asks for; None if no queue works there any more."""
    tx, deps = reading.tx, reading.deps
    asking = await asking_of(tx, deps, meaning.chat_id, meaning.thread_id)
    if not asking.is_linked:
        return None
    period, now = parse_period(meaning.period), deps.clock.now()
    whole = span_of(period, deps.district.timezone)
    span = span_so_far(period, deps.district.timezone, now)
    of_district = asking.queues is None
    known = await figures_of(tx, span) if of_district or now >= whole.end else None
    if known is None:
        counted = [(deps.district.known_queue(each), await tx.weeks.queue(each, span)) for each in asking.queues or ()]
    else:
        queues = map(deps.district.known_queue, asking.queues or ()) if not of_district else all_queues(deps, known)
        counted = [(queue, known.get(queue.id, NOTHING)) for queue in queues]
    counted.sort(key=lambda each: (-each[1].overdue, -each[1].open, -each[1].received))
    return FiguresView(
        period,
        tuple(counted),
        sum_of(figures for _, figures in counted),
        _other(deps, period, span.end - 1),
        is_running=now < whole.end,
        of_district=of_district,
        service=await _service(tx, deps, asking.queues, span),
    )


async def _service(tx: Transaction, deps: Deps, queues: Sequence[str] | None, span: Span) -> ServiceFigures | None:
    """Return the figures of the service queues among some, or the counts of all for None; None where there is none."""
    known = deps.district.queues
    serving = [
        each for each in (known if queues is None else queues) if deps.district.known_queue(each).kind == SERVICE
    ]
    if not serving:
        return None
    return await (
        service_figures.of_all(tx, [*known], span) if queues is None else service_figures.of_queues(tx, serving, span)
    )


def _other(deps: Deps, period: Period, at: int) -> Period:
    """Return the month of a time (ms UTC) for a week, the week for a month."""
    of = week_of if isinstance(period, Month) else month_of
    return of(at, deps.district.timezone)
