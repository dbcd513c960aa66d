"""To which queues a ticket may be assigned, the likeliest first, and which of them a name means."""

from collections.abc import Iterable, Sequence

from domain.district.district import District
from domain.district.routing import SUPERVISORS, TRIAGE, Queue
from domain.reporting.reports import Event, Report, Status
from domain.tickets.list_words import folded
from services.tickets.bounces import last_bounce


def candidates(district: District, report: Report, events: Sequence[Event], now: int) -> list[Queue]:
    """Return the queues to which a ticket with these events may be assigned, the likeliest first.

    First whose it is said to be, then whose it is by the rules, then those that are responsible for its category, those
    of its community, those of none, and the others. The queue that has just sent it back is not among them.
    """
    sent_back = last_bounce(events) if report.status is Status.BOUNCED else None
    suggested = sent_back.suggested if sent_back else ""
    category = district.catalogue.get(report.category)
    ruled = district.router.route(category, report.community, now).queue.id if category else ""
    responsible = category.responsible if category else ""

    def unlikely(queue: Queue) -> tuple[bool, bool, bool, int]:
        far = _distance(queue, report.community)
        return queue.id != suggested, queue.id != ruled, queue.kind != responsible, far

    barred = {report.queue, sent_back.queue if sent_back else ""}
    working = (each for each in district.queues.values() if each.kind not in {TRIAGE, SUPERVISORS})
    return sorted((each for each in working if each.id not in barred), key=unlikely)


def called(queues: Iterable[Queue], words: str) -> list[Queue]:
    """Return the queues of whose id or name in either language the words are a part, in any width and case."""
    (sought,) = folded(words) or {""}
    return [each for each in queues if sought and any(sought in name for name in folded(each.id, each.zh, each.en))]


def _distance(queue: Queue, community: str | None) -> int:
    if community in queue.communities:
        return 0
    return 2 if queue.communities else 1
