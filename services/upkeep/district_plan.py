"""What a district's new files change, for the district and for each of its open reports."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from domain.district.district import District
from domain.district.routing import Reason, ReasonKind, Route, Rule
from domain.reporting.reports import Report, Status
from domain.tickets.lifecycle import FINAL
from services.tickets import routes


class Why(StrEnum):
    """Why a report is settled anew."""

    QUEUE_GONE = "queue_gone"
    CATEGORY_GONE = "category_gone"
    ROUTE = "route"
    COMMUNITY = "community"  # it stays in its queue


@dataclass(frozen=True, slots=True)
class Settling:
    """What becomes of a report: from the queue `before` to `queue`, the same where it stays, and its community."""

    report_id: int
    number: str
    why: Why
    before: str
    queue: str
    community: str | None

    def key(self, at: int) -> str:
        """Return what a timer carries that was planned at this time, ms UTC."""
        return json.dumps([self.report_id, self.number, self.why, self.before, self.queue, self.community, at])

    @classmethod
    def of_key(cls, key: str) -> Self:
        """Return what a timer's key says."""
        report_id, number, why, before, queue, community, _ = json.loads(key)
        return cls(report_id, number, Why(why), before, queue, community)


_HUMAN: Final = frozenset({ReasonKind.ASSIGNED, ReasonKind.BOUNCED})


def settling_of(old: District | None, new: District, report: Report) -> Settling | None:
    """Return what becomes of an open report; None if nothing does.

    Without the `old` district only what the new one does not have is known to have changed.
    """
    if report.status in FINAL:
        return None
    community = _community(old, new, report)
    moves = _moves(old, new, report, community)
    if moves is None and community == report.community:
        return None
    why, queue = moves or (Why.COMMUNITY, report.queue)
    return Settling(report.id, str(report.number), why, report.queue, queue, community)


def _community(old: District | None, new: District, report: Report) -> str | None:
    at, is_known = report.position, report.community in new.communities
    if is_known and old is None:
        return report.community
    now = new.community_at(at.lat, at.lng)
    if old is not None and (is_known or report.community is None) and now == old.community_at(at.lat, at.lng):
        return report.community
    return now.id if now is not None else None


def _moves(old: District | None, new: District, report: Report, community: str | None) -> tuple[Why, str] | None:
    if report.queue not in new.queues:
        return Why.QUEUE_GONE, route_of(new, report, community).queue.id
    if report.status is not Status.ROUTED:
        return None
    if report.category not in new.catalogue:
        return None if report.queue == new.triage.id else (Why.CATEGORY_GONE, new.triage.id)
    if old is None or report.category not in old.catalogue or routes.decode(report.route_reason).kind in _HUMAN:
        return None
    station = old.station_at(routes.decode(report.route_reason).station, report.position)
    was = old.route(report.category, report.community, report.submitted_at, report.danger, station).queue.id
    goes = route_of(new, report, community).queue.id
    return (Why.ROUTE, goes) if was == report.queue != goes else None


def now_goes(new: District, planned: Settling, report: Report) -> tuple[str, str | None]:
    """Return the queue and the community of a planned report by the files of now: they may have changed once more."""
    community = report.community
    if planned.community != community:
        found = new.community_at(report.position.lat, report.position.lng)
        community = found.id if found is not None else None
    applies = {
        Why.QUEUE_GONE: report.queue not in new.queues,
        Why.CATEGORY_GONE: report.status is Status.ROUTED and report.category not in new.catalogue,
        Why.ROUTE: report.status is Status.ROUTED,
        Why.COMMUNITY: False,
    }
    return route_of(new, report, community).queue.id if applies[planned.why] else report.queue, community


def route_of(new: District, report: Report, community: str | None) -> Route:
    """Return where a report goes by the new files, as they would have sent it when it was submitted.

    What was sent back, and what they have no category for, is triage's.
    """
    if report.status is Status.BOUNCED:
        return Route(new.triage, Reason(ReasonKind.BOUNCED, report.category, community))
    if report.category not in new.catalogue:
        return Route(new.triage, Reason(ReasonKind.NO_RULE, report.category, community))
    station = new.station_at(routes.decode(report.route_reason).station, report.position)
    return new.route(report.category, community, report.submitted_at, report.danger, station)


@dataclass(frozen=True, slots=True)
class Difference:
    """What of one kind is new, gone or otherwise than before, by its ids."""

    kind: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def differences(old: District, new: District) -> tuple[Difference, ...]:
    """Return what differs between two districts, of each kind of which anything does."""
    kinds: Mapping[str, tuple[Mapping[Any, Any], Mapping[Any, Any]]] = {
        "queues": (old.queues, new.queues),
        "categories": (old.catalogue, new.catalogue),
        "limits": (_limits(old), _limits(new)),
        "communities": (_communities(old), _communities(new)),
        "stations": (old.stations, new.stations),
        "activity_kinds": (old.activity_kinds, new.activity_kinds),
        "badges": (old.badges.knights, new.badges.knights),
        "rewards": (old.rewards, new.rewards),
        "lessons": (old.lessons, new.lessons),
        "templates": ({each.mark: each for each in old.templates}, {each.mark: each for each in new.templates}),
    }
    found = [_difference(kind, before, after) for kind, (before, after) in kinds.items()]
    found.append(_difference_of_rules(_rules(old), _rules(new)))
    return tuple(each for each in found if each.added or each.gone or each.changed)


def alike(old: District, new: District) -> bool:
    """Return whether both send every report to the same queue and community."""
    return _routing(old) == _routing(new)


def _routing(district: District) -> tuple[object, ...]:
    """Return all that decides where a report goes."""
    places = [(each.id, each.lat, each.lng, each.queue) for each in district.stations.values()]
    return district.router, district.catalogue, district.dangers, places, _outlines(district)


def _outlines(district: District) -> list[tuple[str, object]]:
    """Return the outlines in their order: where two overlap, the first counts."""
    return list(_communities(district).items())


def _difference(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    added = tuple(each for each in after if each not in before)
    gone = tuple(each for each in before if each not in after)
    return Difference(
        kind, added, gone, tuple(each for each in after if each in before and before[each] != after[each])
    )


def _limits(district: District) -> dict[str, object]:
    return {each.slug: (each.first_response, each.resolve_within, each.clock) for each in district.catalogue.values()}


def _communities(district: District) -> dict[str, object]:
    return {each: district.boundaries.outline(each) for each in district.communities}


def _rules(district: District) -> dict[Rule, str]:
    """Return what the rules say, wherever they stand, in their order, with their numbers."""
    listed = (rule for some in (*district.router.rules_of.values(), district.router.rules_anywhere) for rule in some)
    in_order = sorted(set(listed), key=lambda rule: rule.number)
    return {replace(rule, number=0, line=0): str(rule.number) for rule in in_order}


def _difference_of_rules(before: Mapping[Rule, str], after: Mapping[Rule, str]) -> Difference:
    """Return which rules are new or gone, by their numbers in their own file, and which go in another order."""
    kept, now = [each for each in before if each in after], [each for each in after if each in before]
    return Difference(
        "rules",
        tuple(number for rule, number in after.items() if rule not in before),
        tuple(number for rule, number in before.items() if rule not in after),
        tuple(after[rule] for was, rule in zip(kept, now, strict=True) if was != rule),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """So many reports that go from one queue to another for the same reason, with a few of their numbers."""

    why: Why
    before: str
    queue: str
    count: int
    numbers: tuple[str, ...]


_NUMBERS_SHOWN: Final = 5


def together(settlings: Iterable[Settling]) -> tuple[Moved, ...]:
    """Return what becomes of reports, those with the same way together, the most first."""
    by_way: dict[tuple[Why, str, str], list[str]] = {}
    for each in settlings:
        by_way.setdefault((each.why, each.before, each.queue), []).append(each.number)
    moved = [Moved(*way, len(numbers), tuple(numbers[:_NUMBERS_SHOWN])) for way, numbers in by_way.items()]
    return tuple(sorted(moved, key=lambda each: -each.count))
