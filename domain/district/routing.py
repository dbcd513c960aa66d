"""Routing: the first matching rule, else the community's own queue, else triage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from domain.district.catalogue import Category
from domain.district.clocks import Calendar
from domain.district.hours import Hours

TRIAGE = "triage"
SUPERVISORS = "supervisors"
COMMUNITY = "community"
SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Queue:
    """A group of people who act: a committee, a property manager, a department, triage, supervisors, or a service team.

    ``kind`` is a category's ``responsible``, ``triage``, ``supervisors`` or, for who looks after riders, ``service``.
    ``communities`` are the ids of the communities whose own queue it is. ``hours``, if set, replace the district's
    hours for its limits. ``on_call`` are the Telegram ids of those who are called where nobody accepts an urgent
    ticket.
    """

    id: str
    zh: str
    en: str
    kind: str
    chat_id: int | None = None
    thread_id: int | None = None
    language: str | None = None
    communities: tuple[str, ...] = ()
    hours: Hours | None = None
    on_call: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the routing file; None matches anything.

    ``queue`` is a queue's id; ``number`` counts from 1 in file order, ``line`` is its line in the file.
    """

    number: int
    queue: str
    category: str | None = None
    responsible: str | None = None
    community: str | None = None
    hours: Hours | None = None
    line: int = 0

    def names(self, category: Category) -> bool:
        """Return whether the rule applies to this category, regardless of hour and community."""
        return self.category in {None, category.slug} and self.responsible in {None, category.responsible}


class ReasonKind(StrEnum):
    """The step of the routing that decided."""

    RULE = "rule"
    URGENT_RULE = "urgent_rule"
    OWN_QUEUE = "own_queue"
    NO_RULE = "no_rule"
    OUTSIDE = "outside"
    BOUNCED = "bounced"
    ASSIGNED = "assigned"
    STATION = "station"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report is in its queue; ``rule`` is set if a rule decided, ``station`` if it is of that station.

    URGENT_RULE means that the rule's hours were ignored.
    """

    kind: ReasonKind
    category: str
    community: str | None = None
    rule: Rule | None = None
    station: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The queue that must act, and why."""

    queue: Queue
    reason: Reason


@dataclass(frozen=True, slots=True)
class Router:
    """The district's rules and queues, indexed for quick routing."""

    queues: dict[str, Queue]
    triage: Queue
    calendar: Calendar
    rules_anywhere: tuple[Rule, ...]
    rules_of: dict[str, tuple[Rule, ...]]
    own_queues: dict[str, tuple[Queue, ...]]

    @classmethod
    def of(cls, queues: Iterable[Queue], rules: Iterable[Rule], calendar: Calendar) -> Self:
        """Return a router for queues (one of them triage) and rules, both in file order."""
        by_id = {queue.id: queue for queue in queues}
        ordered = tuple(rules)
        return cls(
            queues=by_id,
            triage=next(queue for queue in by_id.values() if queue.kind == TRIAGE),
            calendar=calendar,
            rules_anywhere=tuple(rule for rule in ordered if rule.community is None),
            rules_of={
                named: tuple(rule for rule in ordered if rule.community in {None, named})
                for named in {rule.community for rule in ordered if rule.community}
            },
            own_queues=_own_queues(by_id.values()),
        )

    def route(self, category: Category, community: str | None, at_ms: int) -> Route:
        """Return the queue of a report in a community (None: outside all) at a time (ms UTC).

        Outside all communities it is triage, whatever the rules say. For urgent categories the hours of rules are
        ignored.
        """
        if community is None:
            return Route(self.triage, Reason(ReasonKind.OUTSIDE, category.slug))
        for rule in self._rules_for(category, community):
            if category.urgent or rule.hours is None or self.calendar.falls_in(rule.hours, at_ms):
                kind = ReasonKind.URGENT_RULE if category.urgent and rule.hours else ReasonKind.RULE
                return Route(self.queues[rule.queue], Reason(kind, category.slug, community, rule))
        own = self.own_queue(community, category.responsible)
        if own is not None:
            return Route(own, Reason(ReasonKind.OWN_QUEUE, category.slug, community))
        return Route(self.triage, Reason(ReasonKind.NO_RULE, category.slug, community))

    def own_queue(self, community: str, responsible: str) -> Queue | None:
        """Return the community's own queue: of the responsible kind, else its committee, else its first; or None."""
        own = self.own_queues.get(community, ())
        for kind in (responsible, COMMUNITY):
            for queue in own:
                if queue.kind == kind:
                    return queue
        return next(iter(own), None)

    def _rules_for(self, category: Category, community: str) -> Iterator[Rule]:
        rules = self.rules_of.get(community, self.rules_anywhere)
        return (rule for rule in rules if rule.names(category))


def _own_queues(queues: Iterable[Queue]) -> dict[str, tuple[Queue, ...]]:
    own: dict[str, tuple[Queue, ...]] = {}
    for queue in queues:
        for community in queue.communities:
            own[community] = (*own.get(community, ()), queue)
    return own
