"""The figures of those who look after riders: appeals, wishes and activities within a span."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from domain.programme.activities import ActivityState
from domain.programme.appeals import AppealKind
from domain.programme.service_counts import SPLIT_FROM, Happened, Tally
from domain.week.weeks import Span
from services.ports.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """What a service team did within a span.

    Attributes:
        counts: How often each thing happened; what did not is not there.
        in_time: How often the first answer and the first plan came in time.
        kinds: The received appeals by kind, the most frequent first; of fewer than three, all as None.
        answer, plan: Median times from when an appeal was sent to its first answer and its first plan, ms.
        held, signed_up, came: Activities that ended, and how many had a seat there and came.
    """

    counts: Mapping[Happened, int]
    in_time: Mapping[Happened, int]
    kinds: tuple[tuple[AppealKind | None, int], ...] = ()
    answer: int | None = None
    plan: int | None = None
    held: int = 0
    signed_up: int = 0
    came: int = 0

    def of(self, *what: Happened) -> int:
        """Return how often any of these happened."""
        return sum(self.counts.get(each, 0) for each in what)


async def of_queues(tx: Transaction, queues: Sequence[str], span: Span) -> ServiceFigures:
    """Return the figures of some service queues in a span that ends now at the latest."""
    tallies = await tx.service_counts.tallies(queues, span)
    ended = [each for queue in queues for each in await tx.activities.ending(queue, span.start, span.end)]
    held = [each for each in ended if each.activity.state is not ActivityState.CANCELLED]
    return ServiceFigures(
        *_summed(tallies),
        kinds=_kinds(tallies),
        answer=_median(await tx.service_counts.times(queues, Happened.TAKEN, span)),
        plan=_median(await tx.service_counts.times(queues, Happened.PLANNED, span)),
        held=len(held),
        signed_up=sum(each.signed_up for each in held),
        came=sum(each.came for each in held),
    )


async def of_all(tx: Transaction, queues: Sequence[str], span: Span) -> ServiceFigures:
    """Return the counts of all queues together, without times, kinds and activities."""
    return ServiceFigures(*_summed(await tx.service_counts.tallies(queues, span)))


def _summed(tallies: Iterable[Tally]) -> tuple[dict[Happened, int], dict[Happened, int]]:
    counts, in_time = dict[Happened, int](), dict[Happened, int]()
    for each in tallies:
        counts[each.what] = counts.get(each.what, 0) + each.events
        in_time[each.what] = in_time.get(each.what, 0) + each.in_time
    return counts, in_time


def _kinds(tallies: Iterable[Tally]) -> tuple[tuple[AppealKind | None, int], ...]:
    received = [(each.kind, each.events) for each in tallies if each.what is Happened.RECEIVED]
    split = sorted((each for each in received if each[1] >= SPLIT_FROM), key=lambda each: -each[1])
    few = sum(events for _, events in received if events < SPLIT_FROM)
    return (*split, *(((None, few),) if few and split else ()))


def _median(times: Sequence[int]) -> int | None:
    return int(median(times)) if times else None
