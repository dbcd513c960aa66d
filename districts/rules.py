"""Reading ``routing.toml``: the ordered rules, and rules that can never take effect."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.district.catalogue import Catalogue
from domain.district.problems import BadValue, Problem
from domain.district.routing import SUPERVISORS, Queue, Rule
from files.toml_tables import Table, read_toml
from files.values import Reader, choices, opening_hours, text

FILE = "routing.toml"


@dataclass(frozen=True, slots=True)
class Names:
    """The names that rules may use; None for those that could not be loaded, which are not checked."""

    catalogue: Catalogue | None
    communities: Collection[str] | None
    queues: Mapping[str, Queue] | None


def read_rules(folder: Path, names: Names, problems: list[Problem]) -> list[Rule] | None:
    """Read every rule in order; None if the file cannot be read or parsed."""
    file = read_toml(folder / FILE, problems)
    if file is None:
        return None
    rules: list[Rule] = []
    for number, table in enumerate(file.tables("rule"), 1):
        rule = _read_rule(number, table, names)
        _check_effect(rule, rules, table, names)
        rules.append(rule)
    top = file.top()
    top.known.append("rule")
    top.finish()
    return rules


def _read_rule(number: int, table: Table, names: Names) -> Rule:
    responsible = names.catalogue.responsible if names.catalogue else None
    rule = Rule(
        number=number,
        queue=table.need("queue", _known("unknown_queue", names.queues), ""),
        category=table.take("category", _known("unknown_category", names.catalogue), None),
        responsible=table.take("responsible", _known("unknown_responsible", responsible), None),
        community=table.take("community", _known("unknown_community", names.communities), None),
        hours=table.take("hours", opening_hours, None),
        line=table.line() or 0,
    )
    table.finish()
    return rule


def _known(code: str, known: Collection[str] | None) -> Reader[str]:
    def read(value: object) -> str:
        name = text(value)
        if known is not None and name not in known:
            raise BadValue(code, value=name, close=choices(name, sorted(known)))
        return name

    return read


def _check_effect(rule: Rule, earlier: list[Rule], table: Table, names: Names) -> None:
    queue = names.queues.get(rule.queue) if names.queues else None
    if queue is not None and queue.kind == SUPERVISORS:
        table.report("rule_to_supervisors", "queue", value=queue.id)
    category = names.catalogue.get(rule.category) if names.catalogue and rule.category else None
    if category is not None and rule.responsible not in {None, category.responsible}:
        table.report("rule_contradicts", "responsible", category=category.slug, responsible=category.responsible)
    cover = next((before for before in earlier if _covers(before, rule)), None)
    if cover is not None:
        table.warn("rule_never_reached", number=str(cover.number), first_line=str(cover.line))


def _covers(before: Rule, rule: Rule) -> bool:
    """Return whether everything that matches ``rule`` also matches the rule before it."""
    return (
        before.hours in {None, rule.hours}
        and before.category in {None, rule.category}
        and before.responsible in {None, rule.responsible}
        and before.community in {None, rule.community}
    )
