"""Events that do not change a report's status: words, photos, witnesses and corrections."""

from domain.reporting.reports import Actor, Event, Report
from services.deps import Deps


def unmoved(deps: Deps, report: Report, action: str, actor: Actor, words: str = "", detail: str = "") -> Event:
    """Return an event that leaves the status unchanged; `detail` as in `domain.reporting.reports.Event`."""
    return Event(
        id=deps.ids.new(),
        report_id=report.id,
        at=deps.clock.now(),
        action=action,
        source=report.status,
        target=report.status,
        actor=actor,
        words=words,
        detail=detail,
        queue=report.queue,
    )
