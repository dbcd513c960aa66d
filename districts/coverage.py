"""Checks that each category reaches a queue in each community, and that each responsible kind has a queue."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from domain.district.catalogue import Catalogue, Category
from domain.district.problems import InFile, Problem, Severity
from domain.district.routing import TRIAGE, Queue, Rule

_SHOWN = 5


def coverage_problems(
    catalogue: Catalogue, communities: Collection[str], queues: Collection[Queue], rules: Sequence[Rule], file: str
) -> Iterator[Problem]:
    """Yield an error for each category that has no queue in some community, a warning for each kind without a queue."""
    if not any(queue.kind == TRIAGE for queue in queues):
        owned = {community for queue in queues for community in queue.communities}
        for category in catalogue.values():
            lost = sorted(set(communities) - owned - _served(category, communities, rules))
            if lost:
                details = {"category": category.slug, "count": str(len(lost)), "communities": _first_few(lost)}
                yield Problem("ends_nowhere", file, InFile(key=category.slug), details)
    yield from _kinds_without_queue(catalogue, {queue.kind for queue in queues}, rules, file)


def _served(category: Category, communities: Collection[str], rules: Sequence[Rule]) -> set[str]:
    """Return the communities in which a rule takes the category at every hour."""
    always = [rule for rule in rules if rule.names(category) and (category.urgent or rule.hours is None)]
    if any(rule.community is None for rule in always):
        return set(communities)
    return {rule.community for rule in always if rule.community}


def _kinds_without_queue(
    catalogue: Catalogue, kinds: Collection[str], rules: Sequence[Rule], file: str
) -> Iterator[Problem]:
    orphans = [
        category
        for category in catalogue.values()
        if category.responsible not in kinds and not any(rule.names(category) for rule in rules)
    ]
    orphans.sort(key=lambda category: category.responsible)
    for kind, categories in groupby(orphans, lambda category: category.responsible):
        slugs = _first_few([category.slug for category in categories])
        details = {"kind": kind, "categories": slugs}
        yield Problem("kind_without_queue", file, InFile(key=kind), details, Severity.WARNING)


def _first_few(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" … (+{len(names) - _SHOWN})" if len(names) > _SHOWN else "")
