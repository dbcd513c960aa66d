"""The weeks before one, so that its figures can be held against them."""

from collections.abc import Collection, Iterable, Sequence
from statistics import median
from typing import Final

from domain.week.weeks import Week, span_so_far
from services.deps import Deps
from services.ports.transaction import Transaction
from services.ports.weeks import QueueFigures, sum_of

WEEKS: Final = 12
"""How many weeks a trend shows, the told one among them."""


async def trend_until(
    tx: Transaction, deps: Deps, week: Week, queues: Collection[str] | None
) -> tuple[tuple[Week, QueueFigures], ...]:
    """Return the sums of some queues, of all for None, in the weeks of a trend, the oldest first, without times.

    Weeks whose figures are not kept yet are counted.
    """
    timezone, now = deps.district.timezone, deps.clock.now()
    spans = {each: span_so_far(each, timezone, now) for each in (week.shifted(-back) for back in range(WEEKS))}
    sums = dict(await tx.weeks.kept_sums([*spans.values()], queues))
    for span in spans.values():
        if span not in sums:
            counted = await tx.weeks.queues(span)
            sums[span] = sum_of(each for queue, each in counted.items() if queues is None or queue in queues)
    return tuple((each, sums[spans[each]]) for each in reversed(spans))


def median_response(figures: Iterable[QueueFigures]) -> int | None:
    """Return the median of what queues usually take to answer, ms; None if fewer than two answered anything."""
    usual = [each.median_response for each in figures]
    answered: Sequence[int] = [each for each in usual if each is not None]
    return int(median(answered)) if len(answered) > 1 else None
