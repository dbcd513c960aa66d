"""The figures of periods that have ended: counted once, at night, and kept, as they do not change any more."""

from typing import Final

from domain.week.weeks import Period, Span, last_week, month_of, span_of
from services.deps import Deps
from services.ports.transaction import Transaction
from services.ports.weeks import QueueFigures

_WEEKS: Final = 13
"""A trend and the week before it."""

_MONTHS: Final = 2

EachQueue = dict[str, QueueFigures]


async def unkept(tx: Transaction, deps: Deps) -> Span | None:
    """Return the newest period that has ended and whose figures are not kept yet, of those that anybody is shown."""
    now, timezone = deps.clock.now(), deps.district.timezone
    week, month = last_week(now, timezone), month_of(now, timezone)
    weeks: list[Period] = [week.shifted(-back) for back in range(_WEEKS)]
    months: list[Period] = [month.shifted(-1 - back) for back in range(_MONTHS)]
    spans = [span_of(period, timezone) for period in (*weeks, *months)]
    kept = await tx.weeks.kept_sums(spans)
    return next((span for span in spans if span not in kept), None)


async def figures_of(tx: Transaction, span: Span) -> EachQueue:
    """Return the figures of each queue in a span: those that were kept, else counted now."""
    kept = await tx.weeks.kept([span])
    return dict(kept[span] if span in kept else await tx.weeks.queues(span))
