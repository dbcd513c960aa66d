"""Where a report goes as it is now, and the stored form of why."""

import json

from domain.district.routing import Reason, ReasonKind, Route, Rule
from domain.reporting.reports import Report
from services.deps import Deps


def of(deps: Deps, report: Report) -> Route:
    """Return where a report goes now; it stays in its queue if the district no longer has its category."""
    if report.category not in deps.district.catalogue:
        return Route(deps.district.queue(report.queue), decode(report.route_reason))
    station = deps.district.station_at(decode(report.route_reason).station, report.position)
    return deps.district.route(report.category, report.community, deps.clock.now(), report.danger, station)


def encode(reason: Reason) -> str:
    """Return the reason as JSON; a rule's hours are left out, as its number identifies it."""
    rule = reason.rule
    kept: dict[str, object] = {"kind": reason.kind.value, "category": reason.category, "community": reason.community}
    if rule is not None:
        kept["rule"] = {
            "number": rule.number,
            "queue": rule.queue,
            "category": rule.category,
            "responsible": rule.responsible,
            "community": rule.community,
        }
    if reason.station is not None:
        kept["station"] = reason.station
    return json.dumps(kept)


def decode(text: str) -> Reason:
    """Return the reason from the JSON of `encode`."""
    kept = json.loads(text)
    rule = kept.get("rule")
    kind, by_rule = ReasonKind(kept["kind"]), Rule(**rule) if rule else None
    return Reason(kind, kept["category"], kept["community"], by_rule, kept.get("station"))
